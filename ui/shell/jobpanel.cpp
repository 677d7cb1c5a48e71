#include "ui/shell/jobpanel.h"

#include "ui/shell/jobtext.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>

namespace antiphon {

namespace {
enum Column { TitleColumn, StateColumn, ProgressColumn, StartedColumn, MessageColumn, ColumnCount };
constexpr int panelHeight = 240;

Tone toneOf(JobState state)
{
    switch (state) {
    case JobState::Failed:
        return Tone::Danger;
    case JobState::Done:
        return Tone::Ok;
    case JobState::Cancelled:
        return Tone::Warn;
    case JobState::Running:
    case JobState::Waiting:
        return Tone::Normal;
    }
    return Tone::Normal;
}
} // namespace

JobPanel::JobPanel(JobRunner& jobs, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_model(new QStandardItemModel(0, ColumnCount, this)),
      m_table(new CalmTable(this)),
      m_stop(new QPushButton(tr("Stop"), this))
{
    setFixedHeight(panelHeight);
    m_model->setHorizontalHeaderLabels(
        {tr("Job"), tr("State"), tr("Progress"), tr("Started"), tr("Message")});
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setEmptyText(tr("No job has run since this window was opened."));
    m_table->setColumnWidth(TitleColumn, 280);
    m_table->setColumnWidth(ProgressColumn, 200);
    m_table->setColumnWidth(StartedColumn, 120);
    auto* copy = new QPushButton(tr("Copy log"), this);
    auto* clear = new QPushButton(tr("Clear ended"), this);
    auto* close = new QPushButton(themeIcon(QStringLiteral("close")), {}, this);
    close->setFlat(true);
    close->setAccessibleName(tr("Close the job panel"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics::padding, metrics::gap, metrics::gap, metrics::gap);
    head->setSpacing(metrics::gap);
    head->addWidget(new TextLabel(tr("Jobs"), TextSize::Heading, Tone::Normal, this), 1);
    for (QPushButton* button : {m_stop, copy, clear, close})
        head->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    auto* inset = new QHBoxLayout; // the first column's text stands below the heading
    inset->setContentsMargins(metrics::gap, 0, metrics::gap, 0);
    inset->addWidget(m_table);
    column->addLayout(inset, 1);
    setFocusProxy(m_table);
    connect(m_stop, &QPushButton::clicked, this, &JobPanel::stopSelected);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(logText()); });
    connect(clear, &QPushButton::clicked, this, [this] { m_jobs.clearEnded(); });
    connect(close, &QPushButton::clicked, this, &JobPanel::closeRequested);
    connect(&m_jobs, &JobRunner::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

QString JobPanel::logText() const
{
    QStringList lines;
    for (const JobSnapshot& job : m_jobs.snapshots())
        lines << logLine(job);
    return lines.join(u'\n') + u'\n';
}

void JobPanel::refresh()
{
    const auto jobs = m_jobs.snapshots();
    m_model->setRowCount(static_cast<int>(jobs.size()));
    int row = 0;
    bool running = false;
    for (auto job = jobs.crbegin(); job != jobs.crend(); ++job, ++row) {
        running = running || job->endedAt == 0;
        const QStringList cells{job->title, stateText(job->state), progressText(job->progress),
                                timeText(job->startedAt, now()), job->message};
        for (int column = 0; column < ColumnCount; ++column) {
            QStandardItem* item = m_model->item(row, column);
            if (!item) {
                item = new QStandardItem;
                m_model->setItem(row, column, item);
            }
            item->setText(cells[column]);
            item->setToolTip(cells[column]);
        }
        m_model->item(row, StateColumn)->setForeground(toneColour(toneOf(job->state), palette()));
        m_model->item(row, TitleColumn)->setData(job->number);
    }
    m_stop->setEnabled(running);
}

void JobPanel::stopSelected()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty() && m_model->rowCount() > 0) {
        m_jobs.cancel(m_model->item(0, TitleColumn)->data().toInt());
        return;
    }
    for (const QModelIndex& index : rows)
        m_jobs.cancel(m_model->item(index.row(), TitleColumn)->data().toInt());
}

void JobPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, 0, width(), 1), t.hairline);
}

void JobPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void JobPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace antiphon
