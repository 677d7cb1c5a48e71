#include "core/base/random.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/measures/corpustally.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::measures;
using namespace antiphon::test;

namespace {

Dialogue someDialogue(quint64 number)
{
    Random random = Random::forKey(9, number);
    Dialogue dialogue;
    for (int i = 0; i < 4; ++i) {
        QStringList words;
        for (quint64 j = 0; j < 6 + random.below(8); ++j)
            words << QStringLiteral("w%1").arg(random.below(60));
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = words.join(QLatin1Char(' '));
        turn.intents = {i == 0 ? QStringLiteral("initial_query") : QStringLiteral("add_filter")};
        dialogue.turns << turn;
    }
    return dialogue;
}

CorpusTally tallyOf(qint64 from, qint64 to)
{
    CorpusTally tally(1);
    for (qint64 i = from; i < to; ++i)
        tally.add(someDialogue(static_cast<quint64>(i)), i);
    return tally;
}

const Measure& named(const QList<Measure>& list, const char* key)
{
    for (const Measure& measure : list) {
        if (measure.key == QLatin1String(key))
            return measure;
    }
    ADD_FAILURE() << key;
    return list.first();
}

} // namespace

TEST(CorpusTally, isTheSameInAnyParts)
{
    CorpusTally parts = tallyOf(1'400, 2'000);
    parts.join(tallyOf(0, 900));
    parts.join(tallyOf(900, 1'400));
    const auto whole = corpusMeasures(tallyOf(0, 2'000), {});
    const auto joined = corpusMeasures(parts, {4, {}});
    ASSERT_OK(whole);
    ASSERT_OK(joined);
    ASSERT_EQ(whole->size(), joined->size());
    ASSERT_GT(whole->size(), 30);
    for (qsizetype i = 0; i < whole->size(); ++i) {
        EXPECT_EQ((*whole)[i].estimate.value, (*joined)[i].estimate.value) << (*whole)[i].key.toStdString();
        EXPECT_EQ((*whole)[i].estimate.low, (*joined)[i].estimate.low);
        EXPECT_EQ((*whole)[i].estimate.n, (*joined)[i].estimate.n);
    }
}

TEST(CorpusTally, findsDialoguesThatComeAgain)
{
    CorpusTally tally = tallyOf(0, 90);
    for (qint64 i = 0; i < 10; ++i)
        tally.add(someDialogue(static_cast<quint64>(i)), 90 + i);
    const auto measured = corpusMeasures(tally, {});
    ASSERT_OK(measured);
    EXPECT_DOUBLE_EQ(*named(*measured, "near_duplicate_dialogues").estimate.value, 0.2);
    EXPECT_EQ(named(*measured, "near_duplicate_turns").estimate.n, 400);
}

TEST(CorpusTally, comparesOnEqualTerms)
{
    const auto same = compareCorpora(tallyOf(0, 1'500), tallyOf(1'500, 1'600));
    ASSERT_OK(same);
    int outside = 0;
    for (const MeasurePair& pair : same->pairs) {
        if (pair.difference.low)
            outside += *pair.difference.low > 0 || *pair.difference.high < 0 ? 1 : 0;
        if (pair.first.group == MeasureGroup::Diversity) {
            EXPECT_EQ(pair.first.estimate.n, pair.second.estimate.n);
        }
    }
    EXPECT_LE(outside, 3); // one corpus in two parts
    ASSERT_FALSE(same->distances.isEmpty());
    EXPECT_DOUBLE_EQ(*same->distances.last().estimate.value, 0);
}

TEST(CorpusTally, canBeCancelled)
{
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(corpusMeasures(tallyOf(0, 10), {}, cancel), ErrorCode::Cancelled);
}

// CPCD, the human reference: about 10.5 words a user's turn and 5.3 exchanges a dialogue in its training
// part.
TEST(CorpusTally, measuresTheHumanReference)
{
    const auto data = sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    TemporaryProject project;
    CorpusImport import;
    import.files = {*data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl")};
    import.name = QStringLiteral("cpcd");
    ASSERT_OK(importCorpus(project.connection(), {QStringLiteral("tester")}, import));
    const auto source = sourceByName(project.connection(), import.name);
    ASSERT_OK(source);
    const auto ids = dialogueIds(project.connection(), (*source)->id);
    ASSERT_OK(ids);
    CorpusTally tally(1);
    for (qsizetype i = 0; i < ids->size(); ++i) {
        const auto dialogue = readDialogue(project.connection(), (*ids)[i]);
        ASSERT_OK(dialogue);
        tally.add(*dialogue, i);
    }
    const auto measured = corpusMeasures(tally, {});
    ASSERT_OK(measured);
    EXPECT_NEAR(*named(*measured, "words_per_turn_user").estimate.value, 10.58, 0.02);
    EXPECT_NEAR(*named(*measured, "words_per_turn_system").estimate.value, 9.21, 0.02);
    EXPECT_NEAR(*named(*measured, "turns_per_dialogue").estimate.value, 2 * 5.3225, 0.3);
    EXPECT_LT(*named(*measured, "near_duplicate_dialogues").estimate.value, 0.05);
}
