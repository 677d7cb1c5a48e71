#include "ui/panes/chartpane.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

ChartPane::ChartPane(const PaneContext& context, const TablePane::Words& words, QList<TextColumn> columns,
                     int stretched, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_fileName(words.fileName),
      m_bar(new QHBoxLayout),
      m_switch(new TabStrip(this)),
      m_stack(new QStackedWidget(this)),
      m_title(new SectionHeader(words.title, {}, this)),
      m_drawing(new QStackedWidget(this)),
      m_view(new ChartView),
      m_empty(new EmptyView(words.icon, words.empty, this)),
      m_note(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_table(new TablePane(context,
                            {words.title, words.filter, words.empty, words.fileName + QStringLiteral(".csv")},
                            std::move(columns), stretched, TextTableModel::Boxes::None, this))
{
    m_switch->addPage(tr("Chart"));
    m_switch->addPage(tr("Table"));
    m_switch->setAccessibleName(tr("Chart or table"));
    m_note->setWordWrap(true);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_view);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_drawing->addWidget(scroll);
    m_drawing->addWidget(m_empty);
    m_drawing->setCurrentWidget(m_empty);
    auto* write = new QPushButton(tr("Export chart"), this);
    write->setToolTip(tr("Write the chart as PNG or SVG, or its figures as CSV or XLSX"));
    m_bar->setSpacing(metrics::gap);
    auto* row = new QHBoxLayout;
    row->addLayout(m_bar);
    row->addStretch();
    row->addWidget(write);
    row->addWidget(m_switch);
    auto* picture = new QWidget(m_stack);
    auto* pictureColumn = new QVBoxLayout(picture);
    pictureColumn->setContentsMargins({});
    pictureColumn->setSpacing(metrics::gap);
    pictureColumn->addWidget(m_title);
    pictureColumn->addWidget(m_drawing, 1);
    pictureColumn->addWidget(m_note);
    m_stack->addWidget(picture);
    m_stack->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_switch);
    connect(m_switch, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_switch, &QTabBar::currentChanged, write, [write](int page) { write->setVisible(page == 0); });
    connect(write, &QPushButton::clicked, this, &ChartPane::writeChart);
    connect(m_view, &ChartView::exportRequested, this, &ChartPane::writeChart);
}

void ChartPane::show(Chart chart, QList<QList<TextCell>> rows, const QString& remark)
{
    const bool empty = chart.rows.isEmpty();
    m_drawing->setCurrentIndex(empty ? 1 : 0);
    m_note->setVisible(!empty);
    m_view->setChart(std::move(chart));
    m_title->setRemark(remark);
    m_table->setRemark(remark);
    m_table->setRows(std::move(rows));
}

void ChartPane::setEmptyText(const QString& sentence)
{
    m_empty->setSentence(sentence);
    m_table->setEmptyText(sentence);
}

void ChartPane::setNote(const QString& sentences)
{
    m_note->setText(sentences);
    m_view->setToolTip(sentences);
}

void ChartPane::writeChart()
{
    const FileQuestion question{tr("Export chart"), m_fileName + QStringLiteral(".png"),
                                tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv);;Excel (*.xlsx)")};
    m_context.files.save(this, question, [this](const QString& path) {
        if (const auto written = exportChart(m_view->chart(), path); !written)
            m_context.notify(noticeOf(written.error()));
        else
            m_context.notify({NoticeKind::Done, tr("Wrote %1").arg(path)});
    });
}

} // namespace antiphon
