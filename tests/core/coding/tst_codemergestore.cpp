#include "core/coding/codemergestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

namespace {

class CodeMergeStore : public test::CodingProject
{
protected:
    CodeMergeStore()
        : m_mood(code(Facet::Attribute, QStringLiteral("mood"))),
          m_theme(code(Facet::Attribute, QStringLiteral("theme")))
    {
    }
    CodingId putSpan(const Code& with, int turn, const TextSpan& span, const QString& by, TimePoint at)
    {
        const TurnPlace where = place(QStringLiteral("a"), turn);
        const CodingId id = CodingId::create();
        EXPECT_OK(edit(QStringLiteral("Code"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder who, ensureCoder(db(), by));
            ANTIPHON_TRY(addCoding(db(), {id, with.id, who.id, {where.dialogue, where.turn, span}, {}, at}));
            return {};
        }));
        return id;
    }
    void sql(const char* text, const std::function<void(Statement&)>& bind)
    {
        EXPECT_OK(edit(QStringLiteral("Edit"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(auto statement, db().prepare(text));
            bind(statement);
            return statement.run();
        }));
    }
    MergeOutcome merge(const Code& from, const Code& to, SpanMerge spans = SpanMerge::KeepApart)
    {
        MergeOutcome outcome;
        EXPECT_OK(edit(QStringLiteral("Merge"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(outcome, mergeCodes(db(), {from.id}, to.id, spans));
            return {};
        }));
        return outcome;
    }
    // Rows of any table that name a code in any way.
    qint64 mentions(CodeId code)
    {
        qint64 found = 0;
        auto columns = db().prepare("SELECT m.name, k.\"from\" FROM sqlite_schema AS m, "
                                    "pragma_foreign_key_list(m.name) AS k WHERE k.\"table\" = 'code' UNION "
                                    "VALUES ('memo', 'target'), ('memo_link', 'target')")
                           .value();
        while (columns.step().value()) {
            auto count = db().prepare(QStringLiteral("SELECT count(*) FROM %1 WHERE %2 = ?")
                                          .arg(columns.text(0), columns.text(1))
                                          .toStdString())
                             .value();
            EXPECT_TRUE(count.bind(1, code).step().value());
            found += count.integer(0);
        }
        return found;
    }
    // Something of every kind that names `code`.
    void mention(const Code& code, const Code& other)
    {
        const TurnPlace at = place(QStringLiteral("a"), 0);
        put(at, code, QStringLiteral("ada"));
        const CoderId who = coder(QStringLiteral("ada")).id;
        for (const char* text :
             {"INSERT INTO code_relation VALUES (?1, ?2, ?3, 'context', 'why', 1)",
              "INSERT INTO code_relation VALUES (?1, ?3, ?2, 'condition', '', 1)",
              "INSERT INTO code_property VALUES (?1, ?2, 'strength', 'low', 'high', '', 0)",
              "INSERT INTO comparison VALUES (?1, ?2, ?4, ?5, NULL, 'fits', '', 1)",
              "INSERT INTO suggestion_verdict VALUES (?1, ?5, ?2, ?4, 'device', 0.5, 1, 1)",
              "INSERT INTO suggestion VALUES (?5, ?2, ?4, 'device', 0.5, 1)",
              "INSERT INTO code_place VALUES (?2, 1, 2)", "INSERT INTO theory VALUES (1, ?2)",
              "INSERT INTO memo (id, target_kind, target, coder, text, created_at, changed_at) VALUES (?1, "
              "'code', ?2, ?4, 'on the code', 1, 1)",
              "INSERT INTO memo (id, target_kind, target, coder, text, created_at, changed_at) SELECT ?1, "
              "'coding', id, ?4, 'on the coding', 1, 1 FROM coding WHERE code = ?2",
              "INSERT INTO sampling_choice SELECT ?1, dialogue, ?4, 'thin', ?2, 0, 'thin', 1 FROM coding "
              "WHERE "
              "code = ?2"})
            sql(text, [&](Statement& statement) {
                // Only what the text names may be bound.
                const QString all = QLatin1String(text);
                if (all.contains(QLatin1String("?1")))
                    statement.bind(1, CodeId::create());
                if (all.contains(QLatin1String("?2")))
                    statement.bind(2, code.id);
                if (all.contains(QLatin1String("?3")))
                    statement.bind(3, other.id);
                if (all.contains(QLatin1String("?4")))
                    statement.bind(4, who);
                if (all.contains(QLatin1String("?5")))
                    statement.bind(5, at.turn);
            });
    }
    qint64 count(const char* text) { return db().integer(text).value(); }

    Code m_mood;
    Code m_theme;
};

} // namespace

TEST_F(CodeMergeStore, OneCodingOfTheSameThingStays)
{
    put(place(QStringLiteral("a"), 0), m_mood, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 0), m_theme, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 0), m_mood, QStringLiteral("ben"));
    put(place(QStringLiteral("a"), 2), m_mood, QStringLiteral("ada"));
    const auto earliest =
        codingsOfDialogue(db(), place(QStringLiteral("a"), 0).dialogue, coder(QStringLiteral("ada")).id)
            ->first();
    const QString before = test::dumpOfRecordedTables(db());
    const MergeOutcome outcome = merge(m_mood, m_theme);
    EXPECT_EQ(outcome.codings, (RecodeOutcome{3, 1, 0}));
    EXPECT_EQ(codingCounts(db(), {})->value(m_theme.id), 3);
    EXPECT_EQ(codings(), 3);
    const auto left = codingsOfDialogue(db(), earliest.target.dialogue, earliest.coder);
    EXPECT_EQ(left->first().id, earliest.id);
    EXPECT_EQ(left->first().createdAt, earliest.createdAt);
    EXPECT_FALSE(codeIn(*readCodes(db()), m_mood.id));
    const QString after = test::dumpOfRecordedTables(db());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}

TEST_F(CodeMergeStore, SpansJoinWithTheirMemos)
{
    const QString ada = QStringLiteral("ada");
    const CodingId first = putSpan(m_theme, 0, {0, 4}, ada, 10);
    const CodingId second = putSpan(m_mood, 0, {3, 9}, ada, 20);
    sql("INSERT INTO memo (id, target_kind, target, coder, text, created_at, changed_at) VALUES (?, "
        "'coding', "
        "?, ?, 'why', 1, 1)",
        [&](Statement& statement) {
            statement.bind(1, MemoId::create()).bind(2, second).bind(3, coder(ada).id);
        });
    const QString before = test::dumpOfRecordedTables(db());
    EXPECT_EQ(merge(m_mood, m_theme, SpanMerge::Join).codings, (RecodeOutcome{0, 1, 1}));
    const auto left = codingsOfDialogue(db(), place(QStringLiteral("a"), 0).dialogue, coder(ada).id);
    ASSERT_EQ(left->size(), 1);
    EXPECT_EQ(left->first().id, first);
    EXPECT_EQ(left->first().target.span, (TextSpan{0, 9}));
    EXPECT_EQ(memosOf(db(), MemoTarget::Coding, first.bytes(), coder(ada).id)->size(), 1);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodeMergeStore, WhatNamesTheMergedCodeNamesTheTarget)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    mention(m_mood, genre);
    sql("INSERT INTO code_relation VALUES (?, ?, ?, 'context', 'because', 1)", [&](Statement& statement) {
        statement.bind(1, CodeId::create()).bind(2, m_theme.id).bind(3, genre.id);
    });
    sql("INSERT INTO code_property VALUES (?, ?, 'strength', '', '', '', 0)",
        [&](Statement& statement) { statement.bind(1, CodeId::create()).bind(2, m_theme.id); });
    const QString before = test::dumpOfRecordedTables(db());
    const MergeOutcome outcome = merge(m_mood, m_theme);
    EXPECT_EQ(outcome.relations, 1);
    EXPECT_EQ(outcome.properties, 1);
    EXPECT_EQ(mentions(m_mood.id), 0);
    EXPECT_EQ(count("SELECT count(*) FROM code_relation WHERE note = 'because\nwhy'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM code_property WHERE name = 'strength (mood)' AND low = 'low'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM theory JOIN code ON code.id = core WHERE name = 'theme'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM comparison JOIN code ON code.id = code WHERE name = 'theme'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM memo"), 2);
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("theme")).examples.size(),
              m_theme.examples.size() + m_mood.examples.size());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodeMergeStore, ATargetInTheMergedCodeTakesItsPlace)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    ASSERT_OK(edit(QStringLiteral("Move"), [&]() -> Result<void> {
        ANTIPHON_TRY(moveCodes(db(), {{m_theme.id, {}}, {genre.id, {}}}, {Facet::Free, m_mood.id, -1}));
        return {};
    }));
    const CodeId home = code(Facet::Attribute, QStringLiteral("mood")).parent;
    merge(m_mood, m_theme);
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("theme")).parent, home);
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("genre")).parent, m_theme.id);
}

TEST_F(CodeMergeStore, RefusesWhatWouldBreakARule)
{
    const auto refused = [&](const Code& from, const Code& to) {
        return edit(QStringLiteral("Merge"), [&]() -> Result<void> {
            ANTIPHON_TRY(mergeCodes(db(), {from.id}, to.id, SpanMerge::Join));
            return {};
        });
    };
    put(place(QStringLiteral("a"), 0), m_mood, QStringLiteral("ada"));
    const QString before = test::dumpOfRecordedTables(db());
    EXPECT_ERROR(refused(m_mood, m_mood), ErrorCode::NotPossible);
    EXPECT_ERROR(refused(m_mood, code(Facet::Action, QStringLiteral("parroting_response"))),
                 ErrorCode::NotPossible);
    EXPECT_ERROR(refused(m_mood, code(Facet::Attribute, QStringLiteral("Metadata"))), ErrorCode::NotPossible);
    EXPECT_ERROR(refused(m_mood, named(Facet::Free, QStringLiteral("nobody"))), ErrorCode::NotFound);
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodeMergeStore, DeletingLeavesNothingAndUndoBringsAllBack)
{
    mention(m_mood, m_theme);
    const QString before = test::dumpOfRecordedTables(db());
    RemovalOutcome outcome;
    ASSERT_OK(edit(QStringLiteral("Delete"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(outcome, deleteCodes(db(), {m_mood.id}, CodesBelow::Keep));
        return {};
    }));
    EXPECT_EQ(outcome.codings, 1);
    EXPECT_EQ(outcome.memos, 2);
    EXPECT_EQ(mentions(m_mood.id), 0);
    EXPECT_EQ(codings(), 0);
    const QString after = test::dumpOfRecordedTables(db());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}

TEST_F(CodeMergeStore, DeletesACategoryWithOrWithoutWhatLiesInIt)
{
    const Code family = code(Facet::Attribute, QStringLiteral("Metadata"));
    const auto below = codesBelow(*readCodebook(db()), family.id);
    const qsizetype all = readCodes(db())->size();
    const auto remove = [&](CodesBelow what) {
        return edit(QStringLiteral("Delete"), [&]() -> Result<void> {
            ANTIPHON_TRY(deleteCodes(db(), {family.id}, what));
            return {};
        });
    };
    ASSERT_OK(remove(CodesBelow::Keep));
    EXPECT_EQ(readCodes(db())->size(), all - 1);
    EXPECT_TRUE(code(Facet::Attribute, QStringLiteral("artist")).parent.isNull());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    ASSERT_OK(remove(CodesBelow::Delete));
    EXPECT_EQ(readCodes(db())->size(), all - 1 - below.size());
}

TEST_F(CodeMergeStore, SplitsByTheChosenCodings)
{
    for (const int turn : {0, 2, 4})
        put(place(QStringLiteral("a"), turn), m_mood, QStringLiteral("ada"));
    const auto all = codingsOfCodes(db(), {m_mood.id}).value();
    Code quiet = named(Facet::Attribute, QStringLiteral("quiet mood"));
    quiet.id = {};
    const QString before = test::dumpOfRecordedTables(db());
    const auto split = [&](const QList<SplitPart>& parts) {
        return edit(QStringLiteral("Split"), [&]() -> Result<void> {
            ANTIPHON_TRY(splitCode(db(), m_mood.id, parts));
            return {};
        });
    };
    ASSERT_OK(split({{quiet, {all[0].id, all[2].id}}}));
    EXPECT_EQ(codingCounts(db(), {})->value(m_mood.id), 1);
    const Code made = code(Facet::Attribute, QStringLiteral("quiet mood"));
    EXPECT_EQ(codingCounts(db(), {})->value(made.id), 2);
    EXPECT_EQ(made.parent, m_mood.parent);
    const Codebook codebook = *readCodebook(db());
    EXPECT_EQ(placeOf(codebook, {made.id, {}}).index, placeOf(codebook, {m_mood.id, {}}).index + 1);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    EXPECT_ERROR(split({}), ErrorCode::InvalidValue);
    EXPECT_ERROR(split({{quiet, {}}}), ErrorCode::InvalidValue);
    EXPECT_ERROR(split({{quiet, {CodingId::create()}}}), ErrorCode::NotFound);
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodeMergeStore, RecodingKeepsPlaceAndMemo)
{
    put(place(QStringLiteral("a"), 0), m_mood, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), m_mood, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), m_theme, QStringLiteral("ada"));
    QList<CodingId> ids;
    const auto concerned = codingsOfCodes(db(), {m_mood.id}).value();
    for (const MergeCoding& coding : concerned)
        ids << coding.id;
    RecodeOutcome outcome;
    const auto recode = [&](CodeId to) {
        return edit(QStringLiteral("Re-code"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(outcome, recodeCodings(db(), ids, to));
            return {};
        });
    };
    EXPECT_ERROR(recode(code(Facet::Action, QStringLiteral("parroting_response")).id),
                 ErrorCode::NotPossible);
    ASSERT_OK(recode(m_theme.id));
    EXPECT_EQ(outcome, (RecodeOutcome{2, 1, 0}));
    EXPECT_EQ(codingCounts(db(), {})->value(m_theme.id), 2);
}
