// How far a project is: the figures that matter at each station. Looks at all stations and changes none.
#pragma once

#include "core/storage/connection.h"

namespace antiphon {

// Counts of what can be seen now: only sources, catalogues, plan sets and runs in state 'ready', no removed
// studies.
struct Overview
{
    qint64 corpora = 0; // sources that are no runs
    qint64 dialogues = 0;
    qint64 turns = 0;
    qint64 codes = 0; // that can be applied
    qint64 codings = 0;
    qint64 codedTurns = 0;
    qint64 coders = 0; // with at least one coding
    qint64 catalogues = 0;
    qint64 tracks = 0;
    qint64 planSets = 0;
    qint64 plans = 0;
    qint64 runs = 0;
    qint64 samples = 0;
    qint64 studies = 0;
    qint64 packets = 0;         // made
    qint64 answeredPackets = 0; // with at least one answer
    qint64 answers = 0;
    bool operator==(const Overview&) const = default;
};

// Errors: those of SQLite.
Result<Overview> readOverview(const Connection& connection);

} // namespace antiphon
