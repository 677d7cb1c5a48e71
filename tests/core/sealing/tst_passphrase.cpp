#include "core/sealing/passphrase.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

Strength strengthOf(const char* passphrase)
{
    return worthOf(QString::fromUtf8(passphrase)).strength;
}

} // namespace

TEST(Passphrase, ShortOnesAreRefused)
{
    EXPECT_EQ(strengthOf(""), Strength::TooShort);
    EXPECT_EQ(strengthOf("7y%Qa!x"), Strength::TooShort);
    EXPECT_TRUE(worthOf(QString()).sentence.contains(QStringLiteral("8 signs")));
}

TEST(Passphrase, LengthAloneIsNoStrength)
{
    EXPECT_EQ(strengthOf("aaaaaaaaaaaaaaaaaaaaaaaa"), Strength::Weak);
    EXPECT_EQ(strengthOf("abcdefghijklmnop"), Strength::Weak);
    EXPECT_EQ(strengthOf("evening evening evening evening"), Strength::Weak);
    EXPECT_EQ(strengthOf("blinding study"), Strength::Weak);
}

TEST(Passphrase, DrawnWordsAndSignsAreStrong)
{
    EXPECT_EQ(strengthOf("walnut ferry copper anthem sleet"), Strength::Strong);
    EXPECT_EQ(strengthOf("x7Rq!m2Zt9Wc"), Strength::Strong);
    EXPECT_EQ(strengthOf("walnut ferry copper anthem"), Strength::Fair);
}

TEST(Passphrase, TheSentenceSaysWhatGuessingTakes)
{
    const PassphraseWorth weak = worthOf(QStringLiteral("aaaaaaaaaa"));
    EXPECT_TRUE(weak.sentence.startsWith(QStringLiteral("Weak: guessing it takes less than a minute")))
        << weak.sentence.toStdString();
    const PassphraseWorth strong = worthOf(QStringLiteral("walnut ferry copper anthem sleet"));
    EXPECT_TRUE(strong.sentence.contains(QStringLiteral("years"))) << strong.sentence.toStdString();
    EXPECT_GT(strong.bits, weak.bits);
}
