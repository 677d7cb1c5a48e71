// What was found, as a chart and as its table twin.
#pragma once

#include "ui/charts/chart.h"
#include "ui/panes/tablepane.h"

class QHBoxLayout;

class QStackedWidget;

namespace antiphon {

class EmptyView;
class TabStrip;
class TextLabel;

// The chart's page holds the drawing and its export, the table's page a TablePane. Both have one title and
// one remark; `bar()` holds what is chosen for both.
class ChartPane : public QWidget
{
    Q_OBJECT
public:
    // `words.fileName` without ending names both exports.
    ChartPane(const PaneContext& context, const TablePane::Words& words, QList<TextColumn> columns,
              int stretched, QWidget* parent = nullptr);

    QHBoxLayout* bar() const { return m_bar; }
    TablePane* table() const { return m_table; }
    const Chart& chart() const { return m_view->chart(); }
    // `remark`: n, missing and method in a line. A chart without rows shows the empty sentence instead.
    void show(Chart chart, QList<QList<TextCell>> rows, const QString& remark);
    void setEmptyText(const QString& sentence);
    void setNote(const QString& sentences); // under the chart: how the numbers came about

private:
    void writeChart();

    PaneContext m_context;
    QString m_fileName;
    QHBoxLayout* m_bar;
    TabStrip* m_switch;
    QStackedWidget* m_stack;
    SectionHeader* m_title;
    QStackedWidget* m_drawing; // the chart, or the empty sentence
    ChartView* m_view;
    EmptyView* m_empty;
    TextLabel* m_note;
    TablePane* m_table;
};

} // namespace antiphon
