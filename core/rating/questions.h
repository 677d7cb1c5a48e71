// What a rater is asked about an item of a packet, in which order, and which answers there are.
#pragma once

#include "core/rating/packet.h"

namespace antiphon {

struct Question
{
    QString criterion;
    int part = 0; // Turn: the turn, from 1; BestWorst: 1 the best, 2 the worst; else 0
    bool operator==(const Question&) const = default;
};

// A pair's answers.
enum class PairAnswer { Left = 1, Right = 2, NoDifference = 3 };

// In the order in which they are asked: system turn by system turn, then the dialogue as a whole; within
// each in the packet's order of criteria. Two questions a criterion for BestWorst: the best, then the worst.
QList<Question> questionsOf(const Packet& packet, const PacketItem& item);
// Of a whole packet.
qint64 questionCount(const Packet& packet);

// The criterion of a key; nothing where the packet has none such.
const Criterion* criterionOf(const QList<Criterion>& criteria, const QString& key);
// The largest value that answers a question: the points, 3 for a pair, as many as dialogues for BestWorst.
int highestValue(QuestionKind kind, int points, qsizetype dialogues);
// The key of each value from 1, as it stands on the keyboard.
QStringList answerKeys(const Packet& packet, const PacketItem& item, QuestionKind kind);

} // namespace antiphon
