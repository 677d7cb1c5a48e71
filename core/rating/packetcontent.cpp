#include "core/rating/packetcontent.h"

namespace antiphon {

namespace {

// Turns without words, of the system where they are asked about.
QList<PacketTurn> wordlessTurns(const QList<int>& asked)
{
    QList<PacketTurn> turns;
    for (int turn = 1; !asked.isEmpty() && turn <= asked.constLast(); ++turn)
        turns << PacketTurn{asked.contains(turn) ? Role::System : Role::User, {}, false, {}};
    return turns;
}

} // namespace

Packet packetContent(const Study& study, const PacketRow& row, const QList<PacketItemRow>& shown,
                     const QList<StudyItem>& items, const Wording& wording)
{
    const StudyDefinition& definition = study.definition;
    Packet packet;
    packet.id = row.id;
    packet.rater = row.rater;
    packet.points = definition.points;
    packet.criteria = definition.criteria;
    packet.criterionOrder = row.criterionOrder;
    packet.answerKeys = definition.answerKeys;
    packet.answerKey = row.answerKey;
    packet.comments = definition.comments;
    packet.allowsSkip = definition.skip;
    packet.asksGuess = definition.guess;
    QHash<ItemId, qsizetype> places;
    for (qsizetype i = 0; i < items.size(); ++i)
        places.insert(items[i].id, i);
    for (const PacketItemRow& one : shown) {
        const StudyItem item = items.value(places.value(one.item, -1));
        const QList<ItemDialogue> dialogues = dialoguesOf(item);
        PacketItem& made = packet.items.emplaceBack();
        made.id = one.publicId;
        made.kind = item.kind;
        const QList<int> sides = one.sides.isEmpty() ? QList<int>{0} : one.sides;
        for (const int place : sides)
            made.dialogues << wording.turns.value(dialogues.value(place).dialogue, wordlessTurns(one.turns));
        packet.order << one.publicId;
    }
    return packet;
}

} // namespace antiphon
