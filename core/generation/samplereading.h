// Samples as they are looked at: rows of a list with their checks, one sample beside its plan.
#pragma once

#include "core/generation/dialoguechecks.h"
#include "core/generation/run.h"
#include "core/storage/connection.h"

namespace antiphon {

// One finished plan in a list.
struct SampleRow
{
    qint64 planOrdinal = 0;
    DialogueId dialogue; // null: set aside
    int turns = 0;
    double recall = 1; // 0 to 1
    qint64 leaks = 0;
    qint64 contradictions = 0;
    qint64 others = 0; // confused roles, repeated tracks, replaced genres
    QString preview;   // the first words, or why it was set aside

    bool isClean() const { return recall >= 1 && leaks == 0 && contradictions == 0 && others == 0; }
};

// Rows [offset, offset + limit) of a run by plan, checked as they are read (a fraction of a millisecond
// each).
Result<QList<SampleRow>> sampleRows(const Connection& connection, const Run& run, qint64 offset,
                                    qint64 limit);

// One sample with all that is known of it.
struct Sample
{
    RunItem item;
    Plan plan;
    Dialogue dialogue; // without turns where the plan was set aside
    QHash<QString, SourceTrack> tracks;
    DialogueChecks checks;
};
// Errors: NotFound where the run has not finished that plan.
Result<Sample> readSample(const Connection& connection, const Run& run, qint64 planOrdinal);

// What the filter state of a planned turn says: "genre is reggae; 1,204 tracks".
QString stateLine(const PlanTurn& turn);

} // namespace antiphon
