// The job of a page: what it does, how far it is, and a button that stops it.
#pragma once

#include "core/jobs/jobrunner.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace antiphon {

class ElidedLabel;

class JobLine : public QWidget
{
    Q_OBJECT
public:
    JobLine(JobRunner& jobs, QWidget* parent); // hidden until a job is watched
    void watch(JobNumber job);
    void end();
    bool isRunning() const { return m_job.has_value(); }
    void stop();

private:
    void refresh();
    JobRunner& m_jobs;
    std::optional<JobNumber> m_job;
    ElidedLabel* m_title;
    QProgressBar* m_bar;
    QPushButton* m_stop;
};

} // namespace antiphon
