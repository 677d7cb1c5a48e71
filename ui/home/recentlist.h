// Projects to open: the recent ones, the sample, a new one.
#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace antiphon {

enum class OfferSample { Yes, No };

class RecentList : public QWidget
{
    Q_OBJECT
public:
    RecentList(std::function<void(const QString& station, const QString& target)> navigate,
               std::function<QStringList()> recentProjects, OfferSample sample, QWidget* parent = nullptr);
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    std::function<void(const QString&, const QString&)> m_navigate;
    std::function<QStringList()> m_recentProjects;
    QVBoxLayout* m_rows;
    QStringList m_shown;
};

} // namespace antiphon
