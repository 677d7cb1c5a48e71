#include "core/base/random.h"
#include "core/generation/phraseset.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// Words, blanks and other signs by chance, of few letters so that phrases are met often.
QString drawnText(Random& random, int length)
{
    static const QString signs = QStringLiteral("abAB es  .,'1");
    QString text;
    for (int i = 0; i < length; ++i)
        text += signs[static_cast<qsizetype>(random.below(static_cast<quint64>(signs.size())))];
    return text;
}

} // namespace

TEST(PhraseSet, FindsWhatOneSearchAPhraseFinds)
{
    Random random(7);
    int hits = 0;
    for (int round = 0; round < 2'000; ++round) {
        QStringList phrases;
        for (int i = 0; i < 8; ++i)
            phrases << drawnText(random, 2 + static_cast<int>(random.below(4)));
        const QString folded = foldedText(drawnText(random, 30));
        const auto found = PhraseSet(phrases).in(folded);
        qsizetype next = 0;
        for (const QString& phrase : std::as_const(phrases)) {
            const QString pattern = foldedText(phrase).chopped(1);
            const TextRange range = pattern.size() < 3 ? TextRange{-1, -1} : findWords(folded, pattern);
            if (range.begin < 0)
                continue;
            ASSERT_LT(next, found.size()) << qPrintable(pattern + QLatin1Char('|') + folded);
            EXPECT_EQ(found[next].phrase, pattern);
            EXPECT_EQ(found[next].range, range);
            ++next;
        }
        EXPECT_EQ(next, found.size());
        hits += static_cast<int>(next);
    }
    EXPECT_GT(hits, 400);
}

TEST(FoldedText, IsTheSameWithAndWithoutPlaces)
{
    Random random(3);
    for (int round = 0; round < 500; ++round) {
        QString text = drawnText(random, 20);
        if (round % 3 == 0)
            text.insert(10, QStringLiteral("\u00c9\u0301\u2013"));
        EXPECT_EQ(foldedText(text), foldedWithPlaces(text).text) << qPrintable(text);
    }
    EXPECT_EQ(foldedText(QStringLiteral("Rock & Roll!")), QStringLiteral(" rock roll "));
    EXPECT_EQ(foldedText(QString()), QStringLiteral(" "));
}
