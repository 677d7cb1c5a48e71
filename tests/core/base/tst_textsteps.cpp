#include "core/base/random.h"
#include "core/base/textsteps.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// Whole characters as people count them: a family, a flag, an accent of its own, a guitar with a skin tone.
const QStringList characters{QStringLiteral("a"),
                             QStringLiteral(" "),
                             QStringLiteral("\U0001F469\u200D\U0001F467\u200D\U0001F466"),
                             QStringLiteral("\U0001F1EB\U0001F1F7"),
                             QStringLiteral("e\u0301"),
                             QStringLiteral("\U0001F3B8\U0001F3FD"),
                             QStringLiteral("\u05E9"),
                             QStringLiteral("b")};

qint64 lengthOf(const QString& text)
{
    return codePointsBefore(text, text.size());
}

} // namespace

TEST(TextSteps, MoveByWholeCharactersWhateverTheyAreMadeOf)
{
    Random random(5);
    for (int round = 0; round < 200; ++round) {
        QString text;
        QList<qint64> edges{0};
        QString last;
        while (edges.size() < 12) {
            const QString& next = characters[static_cast<int>(random.below(8))];
            // Two flags in a row would be another pair; and Qt 6.4 cuts a flag that follows a family at once.
            if (next == last || (next == characters[3] && last == characters[2]))
                continue;
            last = next;
            text += next;
            edges << lengthOf(text);
        }
        const auto from = static_cast<qsizetype>(random.below(5));
        const auto to = from + 1 + static_cast<qsizetype>(random.below(5));
        const int steps = static_cast<int>(random.below(9)) - 4;
        const TextSpan span{edges[from], edges[to]};
        const qsizetype end = std::clamp<qsizetype>(to + steps, from + 1, edges.size() - 1);
        EXPECT_EQ(moveSpanEnd(text, span, SpanEnd::End, TextStep::Character, steps),
                  (TextSpan{edges[from], edges[end]}));
        const qsizetype begin = std::clamp<qsizetype>(from + steps, 0, to - 1);
        EXPECT_EQ(moveSpanEnd(text, span, SpanEnd::Begin, TextStep::Character, steps),
                  (TextSpan{edges[begin], edges[to]}));
        // What cuts a character takes it whole.
        const TextSpan cut{static_cast<qint64>(random.below(static_cast<quint64>(lengthOf(text)))),
                           lengthOf(text)};
        const TextSpan whole = wholeCharacters(text, cut);
        EXPECT_EQ(whole.begin, *(std::upper_bound(edges.begin(), edges.end(), cut.begin) - 1));
        EXPECT_EQ(whole.end, lengthOf(text));
    }
}

TEST(TextSteps, MoveByWordsToWhereWordsBeginAndEnd)
{
    const QString text = QStringLiteral("play some rock, \u05E9\u05DC\u05D5\u05DD now");
    const TextSpan some{5, 9};
    const auto moved = [&](TextSpan span, SpanEnd end, int steps) {
        return spanText(text, moveSpanEnd(text, span, end, TextStep::Word, steps));
    };
    EXPECT_EQ(moved(some, SpanEnd::End, 1), QStringLiteral("some rock"));
    EXPECT_EQ(moved(some, SpanEnd::Begin, -1), QStringLiteral("play some"));
    EXPECT_EQ(moved({5, 14}, SpanEnd::End, -1), QStringLiteral("some"));
    EXPECT_EQ(moved({0, 9}, SpanEnd::Begin, 1), QStringLiteral("some"));
    EXPECT_EQ(moved(some, SpanEnd::End, -1), QStringLiteral("some")); // a span keeps a character
    EXPECT_EQ(moved(some, SpanEnd::Begin, -9), QStringLiteral("play some"));
    EXPECT_EQ(moved(some, SpanEnd::End, 99), text.mid(5));
}
