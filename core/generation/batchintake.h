// One run that takes in replies of a batch.
#pragma once

#include "core/generation/batchimport.h"
#include "core/generation/batchline.h"
#include "core/generation/runkeeper.h"

namespace antiphon {

class BatchIntake
{
public:
    // `run` is one that the project lists; `priceFactor` is that of BatchImport. Errors: those of setUpRun();
    // NotPossible for a run of the template writer.
    static Result<std::unique_ptr<BatchIntake>> open(const Connection& connection, const Run& run,
                                                     double priceFactor);

    // What became of a line.
    enum class Taken {
        Sample,
        SetAside,
        Failed,
        Already, // the item was finished before this import
        Double,  // the item was finished by another line of this import
        Foreign  // the run has no such plan
    };
    struct Outcome
    {
        Taken taken = Taken::Foreign;
        QString kind; // of a failure
        bool changed = false;
        std::optional<Taken> replaced; // what an earlier line of this import had left
        TokenCounts tokens;
        double cost = 0;
    };
    Result<Outcome> take(BatchReply reply);
    // Writes what waits; publishes what is new by a recorded edit.
    Result<Run> finish(const Actor& actor);
    qint64 missing() const;
    bool hasPrice() const { return m_setup.hasPrice; }

private:
    enum class State : quint8 { Open, Sample, SetAside, SampleNow, SetAsideNow, FailedNow };

    BatchIntake(const Connection& connection, RunSetup setup, SourceWriter samples, RunItemWriter items,
                double priceFactor);
    Result<void> readStates();
    double costOf(const TokenCounts& tokens) const;
    Result<LineItem> judge(BatchReply& reply, Outcome& outcome);
    Result<bool> hasNews();

    const Connection& m_connection;
    RunSetup m_setup;
    SourceWriter m_samples;
    RunItemWriter m_items;
    RunKeeper m_keeper;
    double m_priceFactor;
    std::vector<State> m_states; // by plan
};

} // namespace antiphon
