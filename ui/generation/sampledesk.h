// What a person does with the sample in hand, and the counting of faults of a run.
#pragma once

#include "core/generation/run.h"
#include "core/generation/sampleverdictstore.h"
#include "core/generation/sourcecheck.h"
#include "ui/shell/workspace.h"

#include <QSet>

namespace antiphon {

class SampleDesk : public QObject
{
    Q_OBJECT
public:
    explicit SampleDesk(const WorkspaceContext& context, QObject* parent = nullptr);

    // The sample that the acts are about; none with a plan below 0.
    void setSample(const std::optional<Run>& run, qint64 plan);
    bool hasSample() const { return m_run && m_plan >= 0; }

    void decide(SampleDecision decision, const QString& reason);
    void comment(const QString& text);
    void writeAgain();

    // Counts the faults of all samples of the run and keeps them.
    void checkAll(const QString& run);
    // The same unasked where little is open, once a run.
    void countFew(const Run& run, qint64 checked);

Q_SIGNALS:
    void checked(const antiphon::SourceCheck& check);
    void checkEnded(); // also when it failed

private:
    WorkspaceContext m_context;
    std::optional<Run> m_run;
    qint64 m_plan = -1;
    QSet<RunId> m_counting; // without being asked; what failed or was cancelled is not tried again
};

} // namespace antiphon
