#include "core/corpus/corpusstore.h"
#include "core/rating/anchor.h"
#include "core/rating/designstore.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

Dialogue dialogueOf(int replies, const QString& name)
{
    Dialogue dialogue;
    for (int i = 0; i < replies; ++i) {
        dialogue.turns << Turn{{}, Role::User, QStringLiteral("wish %1 %2").arg(name).arg(i), {}, {}, {}};
        Turn reply{{}, Role::System, QStringLiteral("reply %1 %2").arg(name).arg(i), {}, {}, {}};
        for (int track = 0; track < 3; ++track)
            reply.tracks << TrackReference{QStringLiteral("%1-%2-%3").arg(name).arg(i).arg(track),
                                           Verdict::Liked};
        dialogue.turns << reply;
    }
    return dialogue;
}

QStringList textsOf(const Dialogue& dialogue)
{
    QStringList texts;
    for (const Turn& turn : dialogue.turns)
        texts << turn.text;
    texts.sort();
    return texts;
}

} // namespace

TEST(Anchor, OnlySenseIsLost)
{
    const Dialogue dialogue = dialogueOf(6, QStringLiteral("a"));
    const Dialogue donor = dialogueOf(7, QStringLiteral("b"));
    for (quint64 seed = 1; seed <= 30; ++seed) {
        Random random(seed);
        Damage damage;
        const Dialogue copy = damaged(dialogue, donor, {0.5, true, seed}, random, damage);
        EXPECT_EQ(damage.swapped, 3);
        EXPECT_EQ(damage.replaced, 6);
        EXPECT_EQ(textsOf(copy), textsOf(dialogue)); // every word is still there
        ASSERT_EQ(copy.turns.size(), dialogue.turns.size());
        int moved = 0;
        QSet<QString> tracks;
        for (qsizetype i = 0; i < copy.turns.size(); ++i) {
            EXPECT_EQ(copy.turns.at(i).role, dialogue.turns.at(i).role);
            EXPECT_EQ(copy.turns.at(i).tracks.size(), dialogue.turns.at(i).tracks.size());
            moved += copy.turns.at(i).text == dialogue.turns.at(i).text ? 0 : 1;
            if (copy.turns.at(i).role == Role::User) {
                EXPECT_EQ(copy.turns.at(i).text, dialogue.turns.at(i).text);
            }
            for (const TrackReference& track : copy.turns.at(i).tracks) {
                EXPECT_TRUE(track.externalId.startsWith(QLatin1String("b-")));
                EXPECT_EQ(track.verdict, Verdict::Shown);
                tracks.insert(track.externalId);
            }
        }
        EXPECT_EQ(moved, 3);
        EXPECT_EQ(tracks.size(), 18); // none twice
    }
}

TEST(Anchor, BecomesASourceThatRemembersItsOriginals)
{
    RatingProject project;
    const auto made = makeAnchor(project.connection(), project.actor, QStringLiteral("evening-humans"),
                                 QStringLiteral("low"), {0.5, true, 4});
    ASSERT_OK(made);
    EXPECT_EQ(made->dialogues, 12);
    EXPECT_GT(made->damage.swapped, 0);
    const auto anchor = sourceByName(project.connection(), QStringLiteral("low")).value();
    ASSERT_TRUE(anchor);
    const auto human = sourceByName(project.connection(), QStringLiteral("evening-humans")).value();
    const auto own = storiesOf(project.connection(), anchor->id).value();
    const auto originals = storiesOf(project.connection(), human->id).value();
    EXPECT_EQ(QSet<QString>(own.begin(), own.end()), QSet<QString>(originals.begin(), originals.end()));
    EXPECT_ERROR(makeAnchor(project.connection(), project.actor, QStringLiteral("evening-humans"),
                            QStringLiteral("low"), {}),
                 ErrorCode::AlreadyExists);
    EXPECT_ERROR(makeAnchor(project.connection(), project.actor, QStringLiteral("nobody"),
                            QStringLiteral("lower"), {}),
                 ErrorCode::NotFound);
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_FALSE(sourceByName(project.connection(), QStringLiteral("low")).value());
}

TEST(Anchor, NoRaterSeesBothTheOriginalAndTheDamagedOne)
{
    RatingProject project(12);
    ASSERT_OK(makeAnchor(project.connection(), project.actor, QStringLiteral("evening-humans"),
                         QStringLiteral("low"), {0.5, true, 4}));
    StudyDefinition definition = project.definition();
    definition.sources << QStringLiteral("low");
    definition.itemsPerSource = 6;
    definition.rules.reference = QStringLiteral("evening-humans");
    definition.rules.anchor = QStringLiteral("low");
    const Study study = project.frozenStudy(definition);
    QSet<QString> stories;
    const auto items = studyItems(project.connection(), study.id).value();
    for (const StudyItem& item : items)
        stories.insert(storiesOf(project.connection(), item.source)->value(item.dialogue));
    EXPECT_EQ(stories.size(), 18);
    EXPECT_EQ(project.makePacketsOf(study).size(), 3);
}
