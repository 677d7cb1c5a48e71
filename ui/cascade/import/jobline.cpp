#include "ui/cascade/import/jobline.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace antiphon {

namespace {

constexpr int steps = 1000; // of the bar: bytes of a large file are more than an int holds

} // namespace

JobLine::JobLine(JobRunner& jobs, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_title(new ElidedLabel({}, TextSize::Body, Tone::Muted, this)),
      m_bar(new QProgressBar(this)),
      m_stop(new QPushButton(tr("Cancel"), this))
{
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(6);
    m_bar->setAccessibleName(tr("How far it is"));
    m_stop->setObjectName(QStringLiteral("cancel-job"));
    m_stop->setToolTip(tr("Stop it; the project stays as it was (Escape)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_title, 1);
    row->addWidget(m_bar, 2);
    row->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, &JobLine::stop);
    connect(&jobs, &JobRunner::changed, this, &JobLine::refresh);
    hide();
}

void JobLine::watch(JobNumber job)
{
    m_job = job;
    m_bar->setRange(0, 0);
    m_stop->setEnabled(true);
    show();
    m_stop->setFocus();
    refresh();
}

void JobLine::end()
{
    m_job.reset();
    hide();
}

void JobLine::stop()
{
    if (!m_job)
        return;
    m_stop->setEnabled(false);
    m_jobs.cancel(*m_job);
}

void JobLine::refresh()
{
    if (!m_job)
        return;
    const QList<JobSnapshot> jobs = m_jobs.snapshots();
    for (const JobSnapshot& job : jobs) {
        if (job.number != *m_job)
            continue;
        m_title->setText(job.title);
        if (job.progress.total <= 0)
            continue;
        m_bar->setRange(0, steps);
        m_bar->setValue(static_cast<int>(job.progress.done * steps / job.progress.total));
    }
}

} // namespace antiphon
