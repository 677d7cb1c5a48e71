#include "core/rating/questions.h"

#include <algorithm>

namespace antiphon {

namespace {

// The packet's criteria of one kind, in the order in which they are asked.
QStringList keysOf(const Packet& packet, QuestionKind kind)
{
    QStringList keys;
    for (const Criterion& criterion : packet.criteria) {
        if (criterion.kind == kind)
            keys << criterion.key;
    }
    const QStringList& order = packet.criterionOrder;
    std::stable_sort(keys.begin(), keys.end(),
                     [&](const QString& a, const QString& b) { return order.indexOf(a) < order.indexOf(b); });
    return keys;
}

void askTurns(const QStringList& keys, const PacketItem& item, QList<Question>& questions)
{
    const QList<PacketTurn>& turns = item.dialogues.constFirst();
    for (qsizetype turn = 0; turn < turns.size(); ++turn) {
        if (turns[turn].role != Role::System)
            continue;
        for (const QString& key : keys)
            questions << Question{key, static_cast<int>(turn) + 1};
    }
}

} // namespace

QList<Question> questionsOf(const Packet& packet, const PacketItem& item)
{
    QList<Question> questions;
    if (item.kind == QuestionKind::Dialogue && !item.dialogues.isEmpty())
        askTurns(keysOf(packet, QuestionKind::Turn), item, questions);
    const QStringList keys = keysOf(packet, item.kind);
    for (const QString& key : keys) {
        if (item.kind == QuestionKind::BestWorst)
            questions << Question{key, 1} << Question{key, 2};
        else
            questions << Question{key, 0};
    }
    return questions;
}

qint64 questionCount(const Packet& packet)
{
    qint64 count = 0;
    for (const PacketItem& item : packet.items)
        count += questionsOf(packet, item).size();
    return count;
}

const Criterion* criterionOf(const QList<Criterion>& criteria, const QString& key)
{
    const auto found = std::find_if(criteria.cbegin(), criteria.cend(),
                                    [&](const Criterion& criterion) { return criterion.key == key; });
    return found == criteria.cend() ? nullptr : &*found;
}

int highestValue(QuestionKind kind, int points, qsizetype dialogues)
{
    switch (kind) {
    case QuestionKind::Pair:
        return static_cast<int>(PairAnswer::NoDifference);
    case QuestionKind::BestWorst:
        return static_cast<int>(dialogues);
    case QuestionKind::Dialogue:
    case QuestionKind::Turn:
        break;
    }
    return points;
}

QStringList answerKeys(const Packet& packet, const PacketItem& item, QuestionKind kind)
{
    const bool scale = kind == QuestionKind::Dialogue || kind == QuestionKind::Turn;
    if (scale && !packet.answerKeys.isEmpty())
        return packet.answerKeys;
    return digitKeys(highestValue(kind, packet.points, item.dialogues.size()));
}

} // namespace antiphon
