// What the packets of a study ask, and how much of it was answered, skipped or is missing.
#pragma once

#include "core/rating/studystore.h"

namespace antiphon {

// Questions. What a rater skipped was dealt with, so it is not missing.
struct AskedCount
{
    qint64 asked = 0;
    qint64 answered = 0;
    qint64 skipped = 0;
    qint64 missing() const { return asked - answered - skipped; }
    AskedCount& operator+=(const AskedCount& other);
};

// The items of one packet, condition and kind that were skipped, or were not; without checks. Of pairs and
// best-worsts the condition is that of the first dialogue by letter.
struct AskedItems
{
    PacketId packet;
    QString rater;
    SourceId source;
    QuestionKind kind = QuestionKind::Dialogue;
    bool skipped = false;
    qint64 items = 0;
    qint64 turns = 0; // of them that are asked about
};

// By rater. Errors: those of SQLite.
Result<QList<AskedItems>> askedItems(const Connection& connection, StudyId study);

// How often `items` ask a criterion: once an item or turn, twice for the best and the worst.
qint64 timesAsked(const Criterion& criterion, const AskedItems& items);

// What one criterion asks of `raters`, by condition in the order of `places`; answers are not counted.
QList<AskedCount> askedByCondition(const Criterion& criterion, const QList<AskedItems>& items,
                                   const QHash<SourceId, qsizetype>& places, const QStringList& raters);

// One packet in questions, without those about checks.
struct RaterTally
{
    PacketRow packet;
    AskedCount count;
};
// By rater. Errors: those of SQLite.
Result<QList<RaterTally>> raterTallies(const Connection& connection, const Study& study);

} // namespace antiphon
