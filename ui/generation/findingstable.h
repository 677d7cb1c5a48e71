// What an endpoint can do, as its last test found it.
#pragma once

#include "core/llm/endpoint.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace antiphon {

// One row a feature: an icon and a word for how it stands, the feature, the reason or the measure. Hidden
// while there is nothing to show.
class FindingsTable : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsTable(QWidget* parent = nullptr);
    void show(const QList<EndpointFinding>& findings);
    using QWidget::show;

protected:
    void changeEvent(QEvent* event) override;

private:
    void addRow(const EndpointFinding& finding);
    void paintIcons();

    QGridLayout* m_grid;
    QList<std::pair<QLabel*, Standing>> m_icons;
};

} // namespace antiphon
