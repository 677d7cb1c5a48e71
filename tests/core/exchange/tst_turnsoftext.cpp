#include "core/exchange/foreignplaces.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// Each turn as "u:words" or "s:words".
QStringList told(const QString& text)
{
    QStringList list;
    const TextTurns made = turnsOfText(text);
    for (const TextTurn& turn : made.turns)
        list << (turn.role == Role::User ? QStringLiteral("u:") : QStringLiteral("s:")) +
                    spanText(text, turn.words);
    return list;
}

} // namespace

TEST(TurnsOfText, GoBySpeakersOrByParagraphs)
{
    struct Row
    {
        const char* text;
        QStringList turns;
    };
    const QList<Row> table{
        {"User: a\nb\nSystem: c\n", {QStringLiteral("u:a\nb"), QStringLiteral("s:c")}},
        {"Assistant: hi\nHuman: \xF0\x9F\x8E\xB8\n\nAssistant:\n",
         {QStringLiteral("s:hi"), QString::fromUtf8("u:\U0001F3B8"), QStringLiteral("s:")}},
        {"\nUser: a\nNote: b\n", {QStringLiteral("u:a\nNote: b")}},
        {"Anna: a\nBert: b\nAnna: c\nBert: d",
         {QStringLiteral("u:a"), QStringLiteral("s:b"), QStringLiteral("u:c"), QStringLiteral("s:d")}},
        {"Anna: a\nBert: b\nAnna: c",
         {QStringLiteral("u:Anna: a"), QStringLiteral("u:Bert: b"), QStringLiteral("u:Anna: c")}},
        {"http://x.org is one\nand two",
         {QStringLiteral("u:http://x.org is one"), QStringLiteral("u:and two")}},
        {"one\ntwo\n\nthree", {QStringLiteral("u:one\ntwo"), QStringLiteral("u:three")}},
        {"one\n  \nUser: two", {QStringLiteral("u:one"), QStringLiteral("u:User: two")}},
        {"", {}},
        {"\n \n", {}}};
    for (const Row& row : table)
        EXPECT_EQ(told(QString::fromUtf8(row.text)), row.turns) << row.text;
}

TEST(TurnsOfText, TakeSelectionsInPieces)
{
    const QString text = QStringLiteral("User: abc\nSystem: def\nUser: \n");
    const TextTurns turns = turnsOfText(text);
    ASSERT_EQ(turns.turns.size(), 3);
    const auto pieces = [&](qint64 begin, qint64 end) { return piecesOf(turns, {begin, end}); };
    EXPECT_EQ(pieces(6, 9), (QList<TurnPiece>{{0, {}}}));
    EXPECT_EQ(pieces(0, 10), (QList<TurnPiece>{{0, {}}}));
    EXPECT_EQ(pieces(7, 8), (QList<TurnPiece>{{0, TextSpan{1, 2}}}));
    EXPECT_EQ(pieces(8, 19), (QList<TurnPiece>{{0, TextSpan{2, 3}}, {1, TextSpan{0, 1}}}));
    EXPECT_EQ(pieces(22, 28), (QList<TurnPiece>{{2, {}}})); // nothing but the label
    EXPECT_TRUE(pieces(9, 10).isEmpty());                   // the line end
    EXPECT_TRUE(pieces(7, 7).isEmpty());
}
