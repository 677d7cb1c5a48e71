#include "tests/core/rating/manykinds.h"

#include "tests/core/rating/ratingfixture.h"

namespace antiphon::test {

namespace {

QList<PacketTurn> turnsOf(int number)
{
    QList<PacketTurn> turns;
    for (int i = 0; i < 4; ++i)
        turns << PacketTurn{i % 2 == 0 ? Role::User : Role::System,
                            QStringLiteral("Turn %1 of dialogue %2").arg(i).arg(number),
                            false,
                            {}};
    return turns;
}

QList<Criterion> manyCriteria()
{
    const Criterion whole = presetCriteria().at(0);
    return {{QStringLiteral("fit"),
             QStringLiteral("Fit"),
             QStringLiteral("Does the reply fit?"),
             {},
             whole.anchors,
             QuestionKind::Turn},
            whole,
            {QStringLiteral("better"),
             QStringLiteral("Better"),
             QStringLiteral("Which is better?"),
             {},
             {},
             QuestionKind::Pair},
            {QStringLiteral("extremes"),
             QStringLiteral("Extremes"),
             QStringLiteral("Best and worst?"),
             {},
             {},
             QuestionKind::BestWorst}};
}

} // namespace

StudyDefinition manyKindsDefinition()
{
    StudyDefinition definition;
    definition.name = QStringLiteral("many");
    definition.sources = {QStringLiteral("evening-humans"), QStringLiteral("night-writer"),
                          QStringLiteral("dawn-writer")};
    definition.criteria = manyCriteria();
    definition.itemsPerSource = 6;
    definition.raters = numberedRaters(3);
    definition.seed = 5;
    definition.comments = definition.skip = definition.guess = true;
    return definition;
}

Packet manyKindsPacket(int each)
{
    Packet packet;
    packet.id = PacketId::createOpaque();
    packet.rater = QStringLiteral("rater-1");
    packet.criteria = manyCriteria();
    packet.answerKey = smallPacketKey();
    packet.comments = packet.allowsSkip = packet.asksGuess = true;
    int number = 0;
    for (const auto& [kind, dialogues] :
         {std::pair(QuestionKind::Pair, 2), std::pair(QuestionKind::BestWorst, 3),
          std::pair(QuestionKind::Dialogue, 1)}) {
        for (int i = 0; i < each; ++i) {
            PacketItem item{PublicItemId::createOpaque(), kind, {}};
            for (int dialogue = 0; dialogue < dialogues; ++dialogue)
                item.dialogues << turnsOf(++number);
            packet.items << item;
            packet.order << item.id;
        }
    }
    return packetFromBytes(packetBytes(packet), QStringLiteral("many")).value();
}

} // namespace antiphon::test
