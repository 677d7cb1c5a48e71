#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

Dialogue made(const QString& externalId, const QStringList& texts)
{
    Dialogue dialogue;
    dialogue.externalId = externalId;
    for (int i = 0; i < texts.size(); ++i) {
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = texts[i];
        if (turn.role == Role::System)
            turn.tracks = {{QStringLiteral("t\"%1").arg(i), Verdict::Liked},
                           {QStringLiteral("x"), Verdict::Shown}};
        turn.intents = {QStringLiteral("greeting")};
        dialogue.turns << turn;
    }
    dialogue.goal = {QStringLiteral("g1")};
    return dialogue;
}

class CorpusStore : public testing::Test
{
protected:
    const Connection& db() const { return m_project.connection(); }
    const Actor m_actor{QStringLiteral("ada")};

    Result<Source> write(const QString& name, const QList<Dialogue>& dialogues)
    {
        Source source;
        source.name = name;
        source.format = QStringLiteral("chat");
        ANTIPHON_TRY_ASSIGN(auto writer, SourceWriter::begin(db(), source));
        return finish(writer, dialogues);
    }
    Result<Source> finish(SourceWriter& writer, const QList<Dialogue>& dialogues)
    {
        for (const Dialogue& dialogue : dialogues)
            ANTIPHON_TRY(writer.add(dialogue, writer.nextOrdinal()));
        ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
        ANTIPHON_TRY(EditHistory(db()).record(m_actor, QStringLiteral("Import"),
                                              [&] { return publishSource(db(), finished); }));
        return finished;
    }
    QStringList listed(const DialogueQuery& query) const
    {
        QStringList names;
        const auto page = dialoguePage(db(), query, 0, 1000);
        for (const DialogueSummary& row : page.value_or(QList<DialogueSummary>()))
            names << row.externalId;
        return names;
    }

    test::TemporaryProject m_project;
};

} // namespace

TEST_F(CorpusStore, KeepsDialoguesAsTheyWere)
{
    const Dialogue given = made(
        QStringLiteral("a"), {QStringLiteral("Gr\u00fc\u00dfe"), QString(), QStringLiteral("line\nbreak")});
    const auto source = write(QStringLiteral("one"), {given});
    ASSERT_OK(source);
    EXPECT_EQ(source->dialogues, 1);
    EXPECT_EQ(source->turns, 3);
    const auto id = dialogueByExternalId(db(), source->id, QStringLiteral("a"));
    ASSERT_OK(id);
    ASSERT_TRUE(id->has_value());
    const auto back = readDialogue(db(), **id);
    ASSERT_OK(back);
    EXPECT_TRUE(sameContent(*back, given));
    const auto page = dialoguePage(db(), {}, 0, 10);
    ASSERT_OK(page);
    ASSERT_EQ(page->size(), 1);
    EXPECT_EQ(page->first().tracks, 2);
    EXPECT_EQ(page->first().preview, given.turns.first().text);
}

TEST_F(CorpusStore, ShowsNothingBeforeItIsPublished)
{
    Source source;
    source.name = QStringLiteral("one");
    auto writer = SourceWriter::begin(db(), source);
    ASSERT_OK(writer);
    ASSERT_OK(writer->add(made(QStringLiteral("a"), {QStringLiteral("hello")}), 0));
    ASSERT_OK(writer->finish());
    EXPECT_TRUE(readySources(db())->isEmpty());
    EXPECT_EQ(*countDialogues(db(), {}), 0);
    ASSERT_OK(discardUnfinished(db()));
    EXPECT_EQ(*db().integer("SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM dialogue) + "
                            "(SELECT count(*) FROM turn)"),
              0);
}

TEST_F(CorpusStore, AddsToASourceAndTakesTheAdditionBack)
{
    const auto source = write(QStringLiteral("one"), {made(QStringLiteral("a"), {QStringLiteral("hello")})});
    ASSERT_OK(source);
    auto more = SourceWriter::resume(db(), source->id);
    ASSERT_OK(more);
    EXPECT_ERROR(more->add(made(QStringLiteral("a"), {}), 1), ErrorCode::AlreadyExists);
    const auto grown = finish(*more, {made(QStringLiteral("b"), {QStringLiteral("welcome")})});
    ASSERT_OK(grown);
    EXPECT_EQ(grown->dialogues, 2);
    EXPECT_EQ(listed({}), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    EditHistory history(db());
    ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(listed({}), QStringList{QStringLiteral("a")});
    EXPECT_EQ(readySources(db())->first().dialogues, 1);
    ASSERT_OK(history.redo(m_actor));
    EXPECT_EQ(*countDialogues(db(), {}), 2);
}

TEST_F(CorpusStore, DiscardsOnlyWhatTheWriterAdded)
{
    const auto source = write(QStringLiteral("one"), {made(QStringLiteral("a"), {QStringLiteral("hello")})});
    ASSERT_OK(source);
    auto more = SourceWriter::resume(db(), source->id);
    ASSERT_OK(more);
    ASSERT_OK(more->add(made(QStringLiteral("b"), {QStringLiteral("welcome")}), 1));
    ASSERT_OK(more->addTracks({SourceTrack{QStringLiteral("t"), {}, {}, {}}}));
    ASSERT_OK(more->commitBatch());
    ASSERT_OK(more->discard());
    EXPECT_EQ(*db().integer("SELECT count(*) FROM dialogue"), 1);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM source_track"), 0);
}

TEST_F(CorpusStore, WritesRowsOfOthersInTheSameTransaction)
{
    ASSERT_OK(db().execute("CREATE TABLE item (n INTEGER)"));
    Source source;
    source.name = QStringLiteral("run");
    source.kind = SourceKind::Run;
    auto writer = SourceWriter::begin(db(), source);
    ASSERT_OK(writer);
    const auto insert = [this](DialogueId) { return db().execute("INSERT INTO item VALUES (1)"); };
    ASSERT_OK(writer->add(made(QStringLiteral("a"), {QStringLiteral("x")}), 4, insert));
    ASSERT_OK(writer->alsoWrite([this] { return db().execute("INSERT INTO item VALUES (2)"); }));
    EXPECT_EQ(*db().integer("SELECT count(*) FROM item"), 0);
    ASSERT_OK(writer->commitBatch());
    EXPECT_EQ(*db().integer("SELECT count(*) FROM item"), 2);
    EXPECT_EQ(writer->finish()->published, 5);
    auto again = SourceWriter::resume(db(), writer->sourceId());
    ASSERT_OK(again);
    EXPECT_EQ(again->nextOrdinal(), 5);
}

TEST_F(CorpusStore, RefusesATakenName)
{
    ASSERT_OK(write(QStringLiteral("one"), {made(QStringLiteral("a"), {QStringLiteral("x")})}));
    EXPECT_ERROR(write(QStringLiteral("one"), {}), ErrorCode::AlreadyExists);
}

TEST_F(CorpusStore, FiltersAndSorts)
{
    const auto first = write(QStringLiteral("one"),
                             {made(QStringLiteral("b"), {QStringLiteral("calm piano")}),
                              made(QStringLiteral("a"), {QStringLiteral("loud"), QStringLiteral("drums")})});
    const auto second = write(QStringLiteral("two"),
                              {made(QStringLiteral("c"), {QStringLiteral("piano"), QStringLiteral("Piano?"),
                                                          QStringLiteral("ok")})});
    ASSERT_OK(first);
    ASSERT_OK(second);
    const QString a = QStringLiteral("a"), b = QStringLiteral("b"), c = QStringLiteral("c");
    EXPECT_EQ(listed({}), (QStringList{b, a, c}));
    EXPECT_EQ(listed({first->id, {}, DialogueSort::ExternalId}), (QStringList{a, b}));
    EXPECT_EQ(listed({{}, {}, DialogueSort::Turns, true}), (QStringList{c, a, b}));
    EXPECT_EQ(listed({{}, QStringLiteral("pian")}), (QStringList{b, c}));
    EXPECT_EQ(listed({second->id, QStringLiteral("piano")}), QStringList{c});
    EXPECT_EQ(listed({{}, QStringLiteral("()")}), QStringList());
    EXPECT_EQ(*countDialogues(db(), {{}, QStringLiteral("piano")}), 2);
    const auto order = dialogueOrder(db(), {});
    ASSERT_OK(order);
    const auto rows = dialogueSummaries(db(), {order->at(2), order->at(0)});
    ASSERT_OK(rows);
    EXPECT_EQ(rows->at(0).externalId, c);
    EXPECT_EQ(rows->at(1).externalId, b);
}

TEST_F(CorpusStore, KnowsFactsOfTracks)
{
    Source source;
    source.name = QStringLiteral("one");
    auto writer = SourceWriter::begin(db(), source);
    ASSERT_OK(writer);
    const SourceTrack fact{QStringLiteral("x"), QStringLiteral("Title"), QStringLiteral("Artist"), {}};
    ASSERT_OK(writer->addTracks({fact, SourceTrack{QStringLiteral("x"), QStringLiteral("later"), {}, {}}}));
    const auto finished =
        finish(*writer, {made(QStringLiteral("a"), {QStringLiteral("q"), QStringLiteral("r")})});
    ASSERT_OK(finished);
    EXPECT_EQ(finished->tracks, 1);
    const auto facts = tracksOf(db(), *readDialogue(db(), dialogueIds(db(), finished->id)->first()));
    ASSERT_OK(facts);
    EXPECT_EQ(facts->value(QStringLiteral("x")), fact);
    EXPECT_EQ(facts->size(), 1);
}
