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

// Explanations come in the uniform form, too.
KnownAnswers practiceOf(KnownAnswers known)
{
    known.why = plainText(known.why);
    for (QString& reason : known.reasons)
        reason = plainText(reason);
    return known;
}

QHash<ItemId, KnownAnswers> practiceIn(const QList<RoleItem>& checks)
{
    QHash<ItemId, KnownAnswers> practice;
    for (const RoleItem& check : checks) {
        if (check.role == ItemRole::Training && check.feedback)
            practice.insert(check.item.id, practiceOf(check.known));
    }
    return practice;
}

} // namespace

Packet packetContent(const Study& study, const PacketRow& row, const QList<PacketItemRow>& shown,
                     const QList<StudyItem>& items, const QList<RoleItem>& checks, const Wording& wording)
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
    const QHash<ItemId, KnownAnswers> practice = practiceIn(checks);
    if (definition.rules.tellQualification && !practice.isEmpty())
        packet.qualification = definition.rules.exclusions.qualification;
    QHash<ItemId, qsizetype> places;
    for (qsizetype i = 0; i < items.size(); ++i)
        places.insert(items[i].id, i);
    for (const PacketItemRow& one : shown) {
        const StudyItem item = items.value(places.value(one.item, -1));
        const QList<ItemDialogue> dialogues = dialoguesOf(item);
        PacketItem& made = packet.items.emplaceBack();
        made.id = one.publicId;
        made.kind = item.kind;
        if (const auto known = practice.constFind(one.item); known != practice.cend())
            made.practice = *known;
        const QList<int> sides = one.sides.isEmpty() ? QList<int>{0} : one.sides;
        for (const int place : sides)
            made.dialogues << wording.turns.value(dialogues.value(place).dialogue, wordlessTurns(one.turns));
        packet.order << one.publicId;
    }
    return packet;
}

} // namespace antiphon
