#include "core/generation/runchecks.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

Dialogue twoTurns(const QString& question, const QString& reply)
{
    Turn user;
    user.text = question;
    user.attributes = {QStringLiteral("genre:reggae")};
    Turn system;
    system.role = Role::System;
    system.text = reply;
    Dialogue dialogue;
    dialogue.turns = {user, system};
    return dialogue;
}

} // namespace

TEST(RunChecks, countsWhatWasFoundAndHowOften)
{
    DialogueChecker checker(shippedPhraseBook());
    RunChecks counted;
    EXPECT_FALSE(counted.tally().recall().has_value());
    const Dialogue fine = twoTurns(QStringLiteral("Reggae, please."), QStringLiteral("Here you go."));
    const Dialogue confused = twoTurns(QStringLiteral("You might like this."), QStringLiteral("Sure."));
    for (const Dialogue& dialogue : {fine, confused})
        counted.add(dialogue, checker.check(dialogue, nullptr));
    EXPECT_EQ(counted.tally().samples, 2);
    EXPECT_EQ(counted.tally().clean, 1);
    EXPECT_EQ(counted.tally().found(CheckKind::RoleConfusion), 1);
    EXPECT_EQ(counted.tally().found(CheckKind::MentionMissed), 1);
    EXPECT_EQ(counted.tally().recall(), 0.5);
}

TEST(RunChecks, seesTheSameWordsAgainWhateverTheirSigns)
{
    DialogueChecker checker(shippedPhraseBook());
    RunChecks counted;
    const Dialogue first = twoTurns(QStringLiteral("Reggae, please."), QStringLiteral("Here you go."));
    const Dialogue again = twoTurns(QStringLiteral("reggae please"), QStringLiteral("Here you go!"));
    const Dialogue shifted = twoTurns(QStringLiteral("reggae"), QStringLiteral("please Here you go!"));
    for (const Dialogue& dialogue : {first, again, shifted})
        counted.add(dialogue, checker.check(dialogue, nullptr));
    EXPECT_EQ(counted.tally().repeatedTexts, 1);
}
