#include "ui/shell/jobtext.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace antiphon {

namespace {

constexpr TimePoint windowMs = 30000;
constexpr TimePoint enoughMs = 2000;

QString tr(const char* text)
{
    return QCoreApplication::translate("Jobs", text);
}

bool isBytes(const Progress& progress)
{
    return progress.unit == QLatin1String("bytes");
}

QString amount(const Progress& progress, qint64 count)
{
    if (!isBytes(progress))
        return countText(count);
    constexpr double mega = 1024.0 * 1024.0;
    return tr("%1 MB").arg(QLocale().toString(static_cast<double>(count) / mega, 'f', 1));
}

} // namespace

void RateMeter::add(TimePoint at, qint64 done)
{
    if (!m_samples.isEmpty() && done < m_samples.constLast().done)
        m_samples.clear(); // another phase has begun
    m_samples << Sample{at, done};
    while (m_samples.size() > 2 && at - m_samples.constFirst().at > windowMs)
        m_samples.removeFirst();
}

std::optional<double> RateMeter::perSecond() const
{
    if (m_samples.size() < 2)
        return std::nullopt;
    const TimePoint span = m_samples.constLast().at - m_samples.constFirst().at;
    const qint64 done = m_samples.constLast().done - m_samples.constFirst().done;
    if (span < enoughMs || done <= 0)
        return std::nullopt;
    return static_cast<double>(done) * 1000.0 / static_cast<double>(span);
}

QString progressText(const Progress& progress)
{
    if (progress.done == 0 && progress.total == 0)
        return {};
    const QString unit = isBytes(progress) || progress.unit.isEmpty() ? QString() : u' ' + progress.unit;
    if (progress.total == 0)
        return amount(progress, progress.done) + unit;
    return tr("%1 of %2").arg(amount(progress, progress.done), amount(progress, progress.total)) + unit;
}

QString paceText(const Progress& progress, const std::optional<double>& perSecond)
{
    if (!perSecond)
        return {};
    QStringList parts;
    if (isBytes(progress))
        parts << tr("%1/s").arg(amount(progress, static_cast<qint64>(*perSecond)));
    else if (*perSecond >= 10)
        parts << tr("%1/s").arg(countText(static_cast<qint64>(*perSecond)));
    else
        parts << tr("%1/min").arg(countText(qRound64(*perSecond * 60)));
    if (progress.total > progress.done)
        parts << tr("%1 left").arg(
            durationText(qRound64(static_cast<double>(progress.total - progress.done) / *perSecond)));
    return parts.join(QStringLiteral(" · "));
}

QString stateText(JobState state)
{
    switch (state) {
    case JobState::Waiting:
        return tr("waiting");
    case JobState::Running:
        return tr("running");
    case JobState::Done:
        return tr("done");
    case JobState::Failed:
        return tr("failed");
    case JobState::Cancelled:
        return tr("stopped");
    }
    return {};
}

QString logLine(const JobSnapshot& job)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(job.startedAt).toString(Qt::ISODate);
    QStringList parts{at, job.title, stateText(job.state)};
    if (const QString progress = progressText(job.progress); !progress.isEmpty())
        parts << progress;
    if (!job.message.isEmpty())
        parts << job.message;
    return parts.join(QStringLiteral("  "));
}

} // namespace antiphon
