#include "core/generation/denial.h"
#include "core/generation/mention.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// Whether any clause of the text denies "jazz".
bool deniesJazz(const char* text)
{
    for (const QString& clause : clausesOf(QString::fromUtf8(text))) {
        const TextRange at = findWords(clause, QStringLiteral(" jazz"));
        if (at.begin >= 0 && isDenied(clause, at))
            return true;
    }
    return false;
}

} // namespace

TEST(Denial, isSeenBeforeAndBehindAValue)
{
    for (const char* text :
         {"no jazz", "There isn't any jazz in it.", "everything but jazz", "I left out all the jazz",
          "anything except jazz", "I took jazz off the list", "Jazz isn't part of this", "skip the jazz",
          "we couldn't be bothered with jazz", "apart from jazz"})
        EXPECT_TRUE(deniesJazz(text)) << text;
}

TEST(Denial, isNoTurnOfSpeech)
{
    for (const char* text :
         {"No problem, jazz it is", "nothing but jazz", "not only jazz", "I can't get enough of jazz",
          "Why not jazz?", "You can't have jazz without a piano", "Not at all. Jazz is fine",
          "not bad but jazz is better", "I don't like rock, so jazz please"})
        EXPECT_FALSE(deniesJazz(text)) << text;
}
