#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/searchstore.h"
#include "core/corpus/sourcestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

class SearchTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const QByteArray lines =
            R"({"id":"a","turns":[{"role":"user","text":"Some calm piano, 🎹 piano please"},{"role":"system","text":"Here is Caf\u00e9 music"}]})"
            "\n"
            R"({"id":"b","turns":[{"role":"user","text":"A long evening with friends and a little piano between many other words that go on and on until the end"}]})";
        const CorpusImport request{
            {m_project.writeFile(QStringLiteral("x.jsonl"), lines)}, {}, QStringLiteral("x"), {}};
        ASSERT_OK(importCorpus(db(), Actor{QStringLiteral("ada")}, request));
    }
    const Connection& db() const { return m_project.connection(); }
    test::TemporaryProject m_project;
};

} // namespace

TEST_F(SearchTest, RanksAndMarksHits)
{
    const auto found = searchTurns(db(), QStringLiteral("pian"));
    ASSERT_OK(found);
    const auto* hits = &found->hits;
    ASSERT_EQ(hits->size(), 2);
    EXPECT_EQ(found->turns, 2);
    EXPECT_EQ(hits->at(0).externalId, QStringLiteral("a"));
    EXPECT_GT(hits->at(0).score, hits->at(1).score);
    EXPECT_EQ(hits->at(0).marks, (QList<TextSpan>{{10, 15}, {19, 24}}));
    const TurnHit second = hits->at(1);
    ASSERT_EQ(second.marks.size(), 1);
    const TextSpan mark = second.marks.first();
    EXPECT_EQ(second.snippet.mid(mark.begin, mark.end - mark.begin), QStringLiteral("piano"));
    const auto page = searchTurns(db(), QStringLiteral("piano"), {}, 1, 1);
    ASSERT_OK(page);
    EXPECT_EQ(page->turns, 2);
    ASSERT_EQ(page->hits.size(), 1);
    EXPECT_EQ(page->hits.first().externalId, QStringLiteral("b"));
}

TEST_F(SearchTest, FindsWordsWithoutTheirAccents)
{
    const auto found = searchTurns(db(), QStringLiteral("cafe"));
    ASSERT_OK(found);
    const auto* hits = &found->hits;
    ASSERT_EQ(hits->size(), 1);
    EXPECT_EQ(hits->first().position, 1);
    EXPECT_EQ(hits->first().role, Role::System);
}

TEST_F(SearchTest, MarksADialogue)
{
    const auto ids = dialogueOrder(db(), {});
    const auto marks = marksInDialogue(db(), ids->first(), QStringLiteral("piano"));
    ASSERT_OK(marks);
    ASSERT_EQ(marks->size(), 1);
    EXPECT_EQ(marks->first().position, 0);
    EXPECT_EQ(marks->first().marks, (QList<TextSpan>{{10, 15}, {19, 24}}));
}

TEST_F(SearchTest, GoesFromHitToHitAcrossDialogues)
{
    const auto ids = dialogueOrder(db(), {});
    const Dialogue first = readDialogue(db(), ids->at(0)).value();
    const Dialogue second = readDialogue(db(), ids->at(1)).value();
    const auto next = [&](TurnId from, Direction direction) {
        const auto found = nextTurnHit(db(), QStringLiteral("piano"), from, direction);
        return found && *found ? std::optional((*found)->turn) : std::nullopt;
    };
    EXPECT_EQ(next(first.turns[0].id, Direction::Forward), second.turns[0].id);
    EXPECT_EQ(next(first.turns[1].id, Direction::Backward), first.turns[0].id);
    EXPECT_EQ(next(second.turns[0].id, Direction::Forward), std::nullopt);
    EXPECT_EQ(next(second.turns[0].id, Direction::Backward), first.turns[0].id);
    EXPECT_EQ(next(first.turns[0].id, Direction::Backward), std::nullopt);
    const auto hit = nextTurnHit(db(), QStringLiteral("piano"), first.turns[1].id, Direction::Backward);
    ASSERT_OK(hit);
    EXPECT_EQ((*hit)->dialogue, first.id);
    EXPECT_EQ((*hit)->marks, (QList<TextSpan>{{10, 15}, {19, 24}}));
    EXPECT_FALSE(
        nextTurnHit(db(), QStringLiteral(" ! "), first.turns[0].id, Direction::Forward)->has_value());
}

TEST_F(SearchTest, TakesAnythingThatIsTyped)
{
    for (const char* typed : {"", "\"", "*", "NOT", "a AND", "text:", "(", "^", "-x", "'", ";", "\"a", "x\"y",
                              "\xF0\x9F\x8E\xB9"}) {
        EXPECT_OK(searchTurns(db(), QString::fromUtf8(typed)));
        EXPECT_OK(countDialogues(db(), {{}, QString::fromUtf8(typed), DialogueSort::Relevance}));
        EXPECT_OK(dialoguePage(db(), {{}, QString::fromUtf8(typed), DialogueSort::Relevance}, 0, 5));
    }
}

TEST_F(SearchTest, SortsDialoguesByRelevance)
{
    const auto page = dialoguePage(db(), {{}, QStringLiteral("piano"), DialogueSort::Relevance}, 0, 5);
    ASSERT_OK(page);
    ASSERT_EQ(page->size(), 2);
    EXPECT_EQ(page->first().externalId, QStringLiteral("a"));
}

TEST_F(SearchTest, DoesNotFindWhatWasRemoved)
{
    ASSERT_OK(removeSource(db(), Actor{QStringLiteral("ada")}, QStringLiteral("x")));
    EXPECT_EQ(searchTurns(db(), QStringLiteral("piano"))->turns, 0);
    EXPECT_TRUE(searchTurns(db(), QStringLiteral("piano"))->hits.isEmpty());
    EXPECT_ERROR(removeSource(db(), Actor{QStringLiteral("ada")}, QStringLiteral("x")), ErrorCode::NotFound);
    ASSERT_OK(EditHistory(db()).undo(Actor{QStringLiteral("ada")}));
    EXPECT_EQ(searchTurns(db(), QStringLiteral("piano"))->hits.size(), 2);
}

// Several sources, one of them removed, some turns not published: what is found is what a look at every turn
// finds, in the order of the index's own ranking.
TEST_F(SearchTest, FindsWhatALookAtEveryTurnFinds)
{
    const Actor actor{QStringLiteral("ada")};
    for (const char* name : {"one", "two", "gone"}) {
        QByteArray lines;
        for (int i = 0; i < 30; ++i)
            lines += "{\"id\":\"" + QByteArray(name) + QByteArray::number(i) +
                     "\",\"turns\":[{\"role\":\"user\",\"text\":\"" + (i % 3 == 0 ? "a lute " : "a horn ") +
                     QByteArray(i % 7, 'x') + " lute\"},{\"role\":\"system\",\"text\":\"no " +
                     QByteArray::number(i) + "\"}]}\n";
        const CorpusImport request{
            {m_project.writeFile(QLatin1String(name), lines)}, {}, QLatin1String(name), {}};
        ASSERT_OK(importCorpus(db(), actor, request));
    }
    ASSERT_OK(removeSource(db(), actor, QStringLiteral("gone")));
    ASSERT_OK(db().execute("UPDATE source SET published = 20 WHERE name = 'two'"));
    const auto two = sourceByName(db(), QStringLiteral("two"));
    for (const std::optional<SourceId> source : {std::optional<SourceId>(), std::optional((*two)->id)}) {
        for (const char* word : {"lute", "horn", "17 "}) {
            auto every =
                db().prepare("SELECT t.id FROM turn_text AS x JOIN turn AS t ON t.number = x.rowid JOIN "
                             "ready_dialogue AS d ON d.id = t.dialogue WHERE turn_text MATCH ?1 AND (?2 IS "
                             "NULL OR d.source = ?2) ORDER BY x.rank, x.rowid");
            every->bind(1, QString::fromLatin1(word).trimmed()).bind(2, source);
            QList<TurnId> expected;
            while (every->step().value())
                expected << every->id<TurnId>(0);
            EXPECT_FALSE(expected.isEmpty());
            const auto found = searchTurns(db(), QString::fromLatin1(word) + QLatin1Char(' '), source, 1000);
            ASSERT_OK(found);
            QList<TurnId> turns;
            for (const TurnHit& hit : found->hits)
                turns << hit.turn;
            EXPECT_EQ(turns, expected) << word;
            EXPECT_EQ(found->turns, expected.size());
        }
    }
}

TEST_F(SearchTest, RanksTheFirstOfVeryManyAndCountsAll)
{
    QByteArray lines;
    for (qint64 i = 0; i < turnsRanked + 50; ++i)
        lines += "{\"id\":\"d" + QByteArray::number(i) + "\",\"turns\":[{\"role\":\"user\",\"text\":\"drums" +
                 (i > turnsRanked ? "" : " and so much more") + "\"}]}\n";
    ASSERT_OK(
        importCorpus(db(), Actor{QStringLiteral("ada")},
                     {{m_project.writeFile(QStringLiteral("many"), lines)}, {}, QStringLiteral("many"), {}}));
    const auto found = searchTurns(db(), QStringLiteral("drums"), {}, 3);
    ASSERT_OK(found);
    EXPECT_EQ(found->turns, turnsRanked + 50);
    EXPECT_EQ(found->ranked(), turnsRanked);
    ASSERT_EQ(found->hits.size(), 3);
    EXPECT_TRUE(found->hits.first().snippet.contains(QStringLiteral("more"))); // the short ones came too late
    EXPECT_EQ(searchTurns(db(), QStringLiteral("drums"), {}, 100, turnsRanked - 1)->hits.size(), 1);
}
