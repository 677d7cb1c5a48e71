// Keeping what writers made: samples and run items in one transaction, and the books of a session.
#pragma once

#include "core/generation/runchecks.h"
#include "core/generation/runline.h"
#include "core/generation/runpilot.h"
#include "core/generation/runstore.h"

namespace antiphon {

// Stores what writers hand over and counts it.
class RunKeeper
{
public:
    RunKeeper(const Connection& connection, RunSetup& setup, SourceWriter& samples, RunItemWriter& items);

    // Rows reach the file with the batches of `samples`. Errors: those of SourceWriter.
    Result<void> store(std::vector<LineItem> chunk);
    // Takes back that an item was set aside, before its sample is stored.
    Result<void> forgetSetAside(qint64 planOrdinal);
    // Why no further plan can succeed, once that is known.
    const std::optional<Error>& stop() const { return m_stop; }
    // What the items of the setup's pilot took.
    const PilotBook& pilot() const { return m_pilot; }
    RunTally tally;

private:
    Result<void> storeBelongings(const LineItem& item);
    Result<void> check(const LineItem& item);
    Result<void> storeSample(LineItem& item);
    Result<void> storeSetAside(const LineItem& item);
    void watchForEqualFailures(const LineItem& item);
    QByteArray provenanceOf(const LineItem& item) const;
    QList<SourceTrack> newTracksOf(const Dialogue& sample);

    const Connection& m_connection;
    RunSetup& m_setup;
    SourceWriter& m_samples;
    RunItemWriter& m_items;
    QByteArray m_common; // JSON without its closing brace
    std::vector<bool> m_known;
    QHash<QString, quint32> m_places;
    std::optional<Error> m_stop;
    PilotBook m_pilot;
    std::optional<DialogueChecker> m_checker; // of what models write
    RunChecks m_checks;
    qint64 m_checkStamp = 0;
    QHash<qint64, qint64> m_leaseDone; // stored plans of a lease, by its first
    QString m_lastKind;
    int m_equal = 0;
};

// The writer of a run's source; makes the rows of a run that is new. Errors: those of SourceWriter.
Result<SourceWriter> openSamples(const Connection& connection, RunSetup& setup);

// The end of every session that made something: one recorded edit that publishes what there is.
Result<Run> publishRun(const Connection& connection, Run run, SourceWriter& samples, const RunTally& tally,
                       const Actor& actor);

} // namespace antiphon
