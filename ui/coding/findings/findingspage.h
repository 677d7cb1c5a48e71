// What the codes say: how often each was used, which stand together, which follow each other, whether new
// ones still come.
#pragma once

#include <QWidget>

class QStackedWidget;

namespace antiphon {

class CodingDesk;
class Finding;
class TabStrip;

class FindingsPage : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsPage(CodingDesk& desk, QWidget* parent = nullptr);
    // "frequencies", "together", "transitions" or "saturation".
    void navigate(const QString& target);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addPage(const QString& id, const QString& title, Finding* page);
    Finding* current() const;
    void refresh();

    CodingDesk& m_desk;
    QStringList m_ids;
    TabStrip* m_tabs;
    QStackedWidget* m_stack;
};

} // namespace antiphon
