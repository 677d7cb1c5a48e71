#include "core/generation/dialoguechecks.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

Track track(quint32 ordinal, const char* id, const char* title, const QStringList& attributes)
{
    Track made;
    made.ordinal = ordinal;
    made.externalId = QString::fromUtf8(id);
    made.title = QString::fromUtf8(title);
    for (const QString& attribute : attributes)
        made.values << AttributeValue::fromText(attribute).value();
    return made;
}

std::shared_ptr<const CatalogueFacts> someFacts()
{
    const auto index = CatalogueIndex::fromTracks(
        {track(0, "a", "Reggae Nights", {QStringLiteral("genre:jazz"), QStringLiteral("mood:happy")}),
         track(1, "b", "Two", {QStringLiteral("genre:reggae"), QStringLiteral("mood:slow")}),
         track(2, "c", "Three", {QStringLiteral("genre:hip hop")})});
    return std::make_shared<const CatalogueFacts>(index, shippedPhraseBook(), shippedAliases());
}

// A user who asks for jazz and a reply that shows the tracks.
DialogueChecks replied(const char* reply, const QStringList& tracks)
{
    Plan plan;
    PlanTurn ask;
    ask.attributes = {QStringLiteral("genre:jazz")};
    ask.state = withFilter({}, {QStringLiteral("genre"), QStringLiteral("jazz")});
    PlanTurn answer = ask;
    answer.role = Role::System;
    answer.attributes.clear();
    plan.turns = {ask, answer};
    Dialogue dialogue;
    dialogue.turns.resize(2);
    dialogue.turns[0].text = QStringLiteral("Some jazz, please.");
    dialogue.turns[0].attributes = ask.attributes;
    dialogue.turns[1].role = Role::System;
    dialogue.turns[1].text = QString::fromUtf8(reply);
    for (const QString& id : tracks)
        dialogue.turns[1].tracks << TrackReference{id};
    return DialogueChecker(shippedPhraseBook(), shippedAliases(), someFacts()).check(dialogue, &plan);
}

} // namespace

TEST(CatalogueFacts, findAValueThatThePlanHasNowhere)
{
    const DialogueChecks checks = replied("Jazz goes well with hip-hop.", {});
    ASSERT_EQ(checks.count(CheckKind::ExtraMention), 1);
    EXPECT_EQ(checks.findings.first().value, QStringLiteral("genre:hip hop"));
    EXPECT_EQ(checks.looked[static_cast<size_t>(CheckKind::ExtraMention)], 2);
    EXPECT_EQ(replied("Here is your jazz.", {}).count(CheckKind::ExtraMention), 0);
}

TEST(CatalogueFacts, takePlainWordsForValuesOnlyBeforeMusic)
{
    EXPECT_EQ(replied("I'm happy to help you with jazz. Take it slow.", {}).count(CheckKind::ExtraMention),
              0);
    EXPECT_EQ(replied("Here are some slow songs.", {}).count(CheckKind::ExtraMention), 1);
}

TEST(CatalogueFacts, doNotTakeTitlesForValues)
{
    EXPECT_EQ(replied("Start with Reggae Nights.", {QStringLiteral("a")}).count(CheckKind::ExtraMention), 0);
    EXPECT_EQ(replied("Start with reggae.", {QStringLiteral("a")}).count(CheckKind::ExtraMention), 1);
}

TEST(CatalogueFacts, findTracksThatTheFiltersExclude)
{
    const DialogueChecks checks =
        replied("Here.", {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("nowhere")});
    EXPECT_EQ(checks.count(CheckKind::InvalidTrack), 2);
    EXPECT_EQ(checks.looked[static_cast<size_t>(CheckKind::InvalidTrack)], 3);
}

TEST(CatalogueFacts, areNotNeeded)
{
    Plan plan;
    plan.turns.resize(1);
    Dialogue dialogue;
    dialogue.turns.resize(1);
    dialogue.turns[0].text = QStringLiteral("hip hop");
    const DialogueChecks checks = DialogueChecker(shippedPhraseBook()).check(dialogue, &plan);
    EXPECT_EQ(checks.looked[static_cast<size_t>(CheckKind::ExtraMention)], 0);
}
