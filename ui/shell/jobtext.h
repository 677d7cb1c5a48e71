// What the job strip says of a job.
#pragma once

#include "core/jobs/jobrunner.h"

#include <QList>
#include <QString>

#include <optional>

namespace antiphon {

// How fast long work goes, over the last half minute.
class RateMeter
{
public:
    void add(TimePoint at, qint64 done);
    std::optional<double> perSecond() const; // nothing before two seconds have been seen

private:
    struct Sample
    {
        TimePoint at = 0;
        qint64 done = 0;
    };
    QList<Sample> m_samples;
};

// "41,220 of 288,000 dialogues", "41,220 dialogues" where the end is not known, empty before anything is
// done.
QString progressText(const Progress& progress);
// "312/min · 13 h left"; the parts that can be told.
QString paceText(const Progress& progress, const std::optional<double>& perSecond);
QString stateText(JobState state);
// A job as a line of a log.
QString logLine(const JobSnapshot& job);

} // namespace antiphon
