#include "core/catalogue/matchtext.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

TEST(MatchText, EditionsOfATitleAreOne)
{
    for (const char* title :
         {"Let It Be", "LET IT BE!", "Let It Be (Remastered 2009)", "Let it be - 2009 Remaster",
          "Let It Be [Album Version]", "Let It Be (feat. Billy Preston)", "Let It Be ft. Billy Preston",
          "let it be - Mono", "  Let  It Be (Deluxe) [Stereo]"})
        EXPECT_EQ(normalisedTitle(text(title)), text("let it be")) << title;
}

TEST(MatchText, OtherRecordingsStayApart)
{
    EXPECT_EQ(normalisedTitle(text("Let It Be (Live)")), text("let it be live"));
    EXPECT_EQ(normalisedTitle(text("Let It Be - Acoustic")), text("let it be acoustic"));
    EXPECT_EQ(normalisedTitle(text("Let It Be (Live, Remastered)")), text("let it be live remastered"));
    EXPECT_EQ(normalisedTitle(text("(I Can't Get No) Satisfaction")), text("i cant get no satisfaction"));
}

TEST(MatchText, MarksAndPunctuationDoNotCount)
{
    EXPECT_EQ(normalisedTitle(text("Déjà Vu")), text("deja vu"));
    EXPECT_EQ(normalisedArtist(text("Björk")), text("bjork"));
    EXPECT_EQ(normalisedArtist(text("Sigur Rós")), normalisedArtist(text("SIGUR ROS")));
    EXPECT_EQ(normalisedArtist(text("Motörhead")), text("motorhead"));
    EXPECT_EQ(normalisedArtist(text("Mø")), text("mo"));
    EXPECT_EQ(normalisedArtist(text("Simon & Garfunkel")), normalisedArtist(text("Simon and Garfunkel")));
    EXPECT_EQ(normalisedTitle(text("Don’t")), normalisedTitle(text("Don't")));
    EXPECT_EQ(normalisedTitle(text("東京")), text("東京"));
}

TEST(MatchText, TheArticleDoesNotCountButTheBandTheTheDoes)
{
    EXPECT_EQ(normalisedArtist(text("The Beatles")), text("beatles"));
    EXPECT_EQ(normalisedArtist(text("Beatles, The")), text("beatles"));
    EXPECT_EQ(normalisedArtist(text("The The")), text("the"));
    EXPECT_EQ(normalisedArtist(text("The")), text("the"));
    EXPECT_EQ(normalisedArtist(text("Theory of a Deadman")), text("theory of a deadman"));
    EXPECT_EQ(normalisedArtist(text("Ft. Lauderdale Band")), text("ft lauderdale band"));
}

TEST(MatchText, WhatIsOnlyPunctuationIsEmpty)
{
    EXPECT_TRUE(normalisedTitle(text("???")).isEmpty());
    EXPECT_TRUE(normalisedArtist(QString()).isEmpty());
}
