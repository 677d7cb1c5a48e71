#include "tests/support/resultassertions.h"
#include "ui/models/dialogueshown.h"

using namespace antiphon;

namespace {

ShownDialogue example()
{
    ShownDialogue shown;
    Turn ask;
    ask.text = QStringLiteral("Something slow");
    Turn answer;
    answer.role = Role::System;
    answer.tracks = {{QStringLiteral("a"), Verdict::Liked},
                     {QStringLiteral("b"), Verdict::Disliked},
                     {QStringLiteral("c"), Verdict::Shown}};
    shown.dialogue.turns = {ask, answer};
    shown.dialogue.goal = {QStringLiteral("a"), QStringLiteral("z")};
    shown.tracks.insert(QStringLiteral("a"),
                        {QStringLiteral("a"), QStringLiteral("Tramp"), QStringLiteral("Otis Redding"), {}});
    shown.tracks.insert(QStringLiteral("b"), {QStringLiteral("b"), QStringLiteral("Respect"), {}, {}});
    shown.marks = {TurnMarks{{}, 0, {{0, 9}}}, TurnMarks{{}, 7, {{0, 1}}}};
    return shown;
}

} // namespace

TEST(DialogueShown, TracksSayTheirVerdictInWords)
{
    const DialogueDocument document = documentOf(example());
    ASSERT_EQ(document.turns.size(), 2);
    const DialogueTurn& answer = document.turns[1];
    EXPECT_EQ(answer.speaker, Speaker::System);
    EXPECT_EQ(answer.tracks, (QStringList{QStringLiteral("✓ Tramp – Otis Redding (liked)"),
                                          QStringLiteral("✗ Respect (disliked)"), QStringLiteral("c")}));
    EXPECT_EQ(answer.note, QStringLiteral("✓ 1 liked   ✗ 1 disliked"));
    EXPECT_TRUE(document.turns[0].note.isEmpty());
}

TEST(DialogueShown, HitsAreMarkedWhereTheyStand)
{
    const DialogueDocument document = documentOf(example());
    ASSERT_EQ(document.turns[0].marks.size(), 1);
    EXPECT_EQ(document.turns[0].marks[0], (DialogueMark{{0, 9}, MarkKind::Hit}));
    EXPECT_TRUE(document.turns[1].marks.isEmpty());
}

TEST(DialogueShown, TheGoalIsNamedByTitleOrId)
{
    EXPECT_EQ(goalTitles(example()),
              (QStringList{QStringLiteral("Tramp – Otis Redding"), QStringLiteral("z")}));
    EXPECT_EQ(shownTrackCount(example().dialogue), 3);
}
