#include "ui/shell/jobstrip.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace antiphon {

namespace {
constexpr int linesAtMost = 3;
constexpr int barWidth = 180;
constexpr int titleWidth = 320;
constexpr int endShownMs = 8000;
constexpr int barSteps = 1000;
} // namespace

JobStrip::JobStrip(JobRunner& jobs, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_column(new QVBoxLayout),
      m_last(new ElidedLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_saved(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    setMinimumHeight(metrics::stripHeight);
    setAccessibleName(tr("Running jobs"));
    setToolTip(tr("Show all jobs (Ctrl+J)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::padding, 1, metrics::padding, 0);
    row->setSpacing(metrics::padding);
    m_column->setSpacing(0);
    m_column->addWidget(m_last);
    row->addLayout(m_column, 1);
    row->addWidget(m_saved);
    connect(&m_jobs, &JobRunner::changed, this, &JobStrip::refresh);
    connect(&m_jobs, &JobRunner::ended, this, &JobStrip::showEnd);
    refresh();
}

void JobStrip::setSavedText(const QString& text)
{
    m_saved->setText(text);
}

QPushButton* JobStrip::stopButton(JobNumber job) const
{
    return m_lines.value(job).stop;
}

JobStrip::Line JobStrip::makeLine(const JobSnapshot& job)
{
    Line line;
    line.row = new QWidget(this);
    auto* row = new QHBoxLayout(line.row);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    line.row->setFixedHeight(std::max(metrics::stripHeight - 2, fontMetrics().height() + 10));
    line.title = new ElidedLabel(job.title, TextSize::Caption, Tone::Muted, line.row);
    line.bar = new QProgressBar(line.row);
    line.bar->setFixedSize(barWidth, metrics::gap + 2);
    line.bar->setTextVisible(false);
    line.bar->setAccessibleName(job.title);
    line.figures = new TextLabel({}, TextSize::Caption, Tone::Muted, line.row);
    line.stop = new QPushButton(themeIcon(QStringLiteral("stop")), {}, line.row);
    line.stop->setFlat(true);
    line.stop->setFixedSize(metrics::stripHeight - 4, metrics::stripHeight - 6);
    line.stop->setAccessibleName(tr("Stop %1").arg(job.title));
    line.stop->setToolTip(tr("Stop. What is finished is kept."));
    connect(line.stop, &QPushButton::clicked, this, [this, number = job.number, stop = line.stop] {
        stop->setEnabled(false);
        m_jobs.cancel(number);
    });
    row->addWidget(line.title);
    row->addWidget(line.bar);
    row->addWidget(line.figures);
    row->addWidget(line.stop);
    row->addStretch(1);
    m_column->addWidget(line.row);
    return line;
}

void JobStrip::refresh()
{
    QSet<JobNumber> running;
    const TimePoint at = now();
    for (const JobSnapshot& job : m_jobs.snapshots()) {
        if (job.endedAt != 0 || running.size() == linesAtMost)
            continue;
        running.insert(job.number);
        if (!m_lines.contains(job.number))
            m_lines.insert(job.number, makeLine(job));
        Line& line = m_lines[job.number];
        line.meter.add(at, job.progress.done);
        QStringList parts{progressText(job.progress), paceText(job.progress, line.meter.perSecond())};
        parts.removeAll({});
        if (!line.stop->isEnabled())
            parts = {tr("stopping…")};
        line.figures->setText(parts.join(QStringLiteral(" · ")));
        const bool known = job.progress.total > 0;
        line.bar->setRange(0, known ? barSteps : 0);
        if (known)
            line.bar->setValue(static_cast<int>(job.progress.done * barSteps / job.progress.total));
    }
    m_lines.removeIf([&running](decltype(m_lines)::iterator it) {
        if (running.contains(it.key()))
            return false;
        it->row->hide();
        it->row->deleteLater();
        return true;
    });
    alignTitles();
    m_last->setVisible(m_lines.isEmpty());
}

// The bars of several lines stand below each other.
void JobStrip::alignTitles()
{
    int width = 0;
    for (const Line& line : std::as_const(m_lines))
        width = std::max(width, line.title->sizeHint().width());
    for (const Line& line : std::as_const(m_lines))
        line.title->setFixedWidth(std::min(width, titleWidth));
}

void JobStrip::showEnd(const JobSnapshot& job)
{
    if (job.state == JobState::Cancelled)
        m_last->setText(tr("Stopped: %1").arg(job.title));
    else
        m_last->setText(job.message);
    QTimer::singleShot(endShownMs, m_last, [label = m_last, text = m_last->text()] {
        if (label->text() == text)
            label->setText({});
    });
}

void JobStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, 0, width(), 1), t.hairline);
}

void JobStrip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT panelRequested();
}

} // namespace antiphon
