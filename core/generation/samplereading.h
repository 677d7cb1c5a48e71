// Samples as they are looked at: rows of a list with their checks, one sample beside its plan.
#pragma once

#include "core/generation/dialoguechecks.h"
#include "core/generation/samplecheckstore.h"
#include "core/generation/sampleverdictstore.h"

#include <memory>

namespace antiphon {

// One finished plan in a list.
struct SampleRow
{
    qint64 planOrdinal = 0;
    DialogueId dialogue;            // null: the writer gave the plan up
    QString preview;                // the first words, or why there are none
    std::optional<KeptCheck> check; // of a written one
};

// Of these plans, in this order; those without kept counts are checked as they are read (a fraction of a
// millisecond each). Plans that the run has not finished give a row without dialogue and preview.
Result<QList<SampleRow>> sampleRows(const Connection& connection, const Run& run,
                                    const std::vector<qint64>& plans);

// One sample with all that is known of it.
struct Sample
{
    RunItem item;
    Plan plan;
    Dialogue dialogue; // without turns where the plan was set aside
    QHash<QString, SourceTrack> tracks;
    DialogueChecks checks;
    QList<SampleVerdict> verdicts;                  // of each person, the newest first
    std::shared_ptr<const PhraseBook> phrases = {}; // of the run; null: the English ones
};
// Errors: NotFound where the run has not finished that plan.
Result<Sample> readSample(const Connection& connection, const Run& run, qint64 planOrdinal);

// What the filter state of a planned turn says: "genre is reggae; 1,204 tracks".
QString stateLine(const PlanTurn& turn);

} // namespace antiphon
