// What the rating page shows of a packet, as plain values and words.
#pragma once

#include "core/rating/raterpass.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

// One dialogue in hand. Nothing in it tells where the dialogue comes from.
struct RatingSheet
{
    DialogueDocument dialogue;
    qsizetype number = 1; // from 1, in the order of presentation
    qsizetype count = 1;
    qsizetype done = 0; // dialogues with all answers
    qsizetype criterion = 0;
    QList<int> values; // per criterion, 0: none
};

RatingSheet sheetOf(const RaterPass& pass);
DialogueDocument documentOf(const QList<PacketTurn>& turns);

// "Consistency 4, Relevance 5": the answers of the item in hand.
QString answersText(const RaterPass& pass);
// The whole dialogue for a screen reader: a line per turn.
QString spokenText(const DialogueDocument& dialogue);

} // namespace antiphon
