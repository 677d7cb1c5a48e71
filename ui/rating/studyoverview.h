// What the pages of the station show of the project, read at once.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/rating/listeditems.h"
#include "core/rating/results.h"
#include "core/rating/studychecks.h"

namespace antiphon {

struct StudyRow
{
    Study study;
    QList<PacketRow> packets;
    QHash<PacketId, AskedCount> counts; // of questions
    bool unblinded = false;
    KeyState key = {};
    qint64 collected() const; // packets with answers
};

struct RatingOverview
{
    QList<Source> sources;
    QList<StudyRow> studies; // oldest first
};
Result<RatingOverview> readRatingOverview(const Connection& connection);

// What the page of collecting says beside the counts.
struct CollectFacts
{
    StudyId study;
    QList<RaterQuality> qualities;
    QList<RaterDecision> decisions;
    QList<ListedItem> items;
};
Result<CollectFacts> readCollectFacts(const Connection& connection, const Study& study);

// "draft", "frozen", "packets made", "2 of 3 collected", "key open".
QString stageText(const StudyRow& row);

} // namespace antiphon
