#include "core/base/random.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

using CodingStore = test::CodingProject;

TEST_F(CodingStore, PutsSeveralCodesOnATurnOnceEach)
{
    const TurnPlace turn = place(QStringLiteral("a"), 2);
    const Code add = code(Facet::Intent, QStringLiteral("add_filter"));
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    EXPECT_TRUE(put(turn, add, QStringLiteral("ada")));
    EXPECT_TRUE(put(turn, genre, QStringLiteral("ada")));
    EXPECT_FALSE(put(turn, add, QStringLiteral("ada")));
    EXPECT_TRUE(put(turn, add, QStringLiteral("ben")));
    const auto mine = codingsOfDialogue(db(), turn.dialogue, coder(QStringLiteral("ada")).id);
    ASSERT_OK(mine);
    ASSERT_EQ(mine->size(), 2);
    EXPECT_EQ(mine->first().code, add.id);
    EXPECT_EQ(mine->first().target.turn, turn.turn);
    EXPECT_FALSE(mine->first().target.span);
    EXPECT_EQ(codingCounts(db(), coder(QStringLiteral("ada")).id)->value(add.id), 1);
    EXPECT_EQ(codingCounts(db(), CoderId())->value(add.id), 2);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label, QStringLiteral("Code turn 3 with add_filter"));
}

TEST_F(CodingStore, KeepsCodesOffTheOtherRolesTurns)
{
    const Coder ada = ensureCoder(db(), QStringLiteral("ada")).value();
    const TurnPlace reply = place(QStringLiteral("a"), 1);
    const auto with = [&](const Code& code) {
        return addCoding(db(), {{}, code.id, ada.id, {reply.dialogue, reply.turn, {}}, {}, 0});
    };
    EXPECT_ERROR(with(code(Facet::Intent, QStringLiteral("add_filter"))), ErrorCode::NotPossible);
    EXPECT_ERROR(with(code(Facet::Attribute, QStringLiteral("Metadata"))), ErrorCode::NotPossible);
    EXPECT_ERROR(with(Code()), ErrorCode::NotFound);
    EXPECT_ERROR(addCoding(db(), {{},
                                  code(Facet::Attribute, QStringLiteral("genre")).id,
                                  ada.id,
                                  {place(QStringLiteral("b"), 0).dialogue, reply.turn, {}},
                                  {},
                                  0}),
                 ErrorCode::NotFound);
    EXPECT_EQ(codings(), 0);
}

TEST_F(CodingStore, FindsTheNextUncodedTurnAcrossDialogues)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    for (int i = 0; i < 6; ++i)
        put(place(QStringLiteral("a"), i), genre, QStringLiteral("ada"));
    put(place(QStringLiteral("b"), 0), genre, QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    const auto next = nextUncodedTurn(db(), ada, place(QStringLiteral("a"), 1));
    ASSERT_OK(next);
    EXPECT_EQ(*next, std::optional(place(QStringLiteral("b"), 1)));
    EXPECT_EQ(*nextUncodedTurn(db(), CoderId::create(), place(QStringLiteral("a"), 1)),
              std::optional(place(QStringLiteral("a"), 2)));
    EXPECT_EQ(*nextUncodedTurn(db(), ada, place(QStringLiteral("b"), 3)), std::nullopt);
}

TEST_F(CodingStore, RemembersTheChosenCoder)
{
    EXPECT_EQ(*chosenCoder(db()), QString());
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("ada")));
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("ben")));
    m_project.restart();
    EXPECT_EQ(*chosenCoder(db()), QStringLiteral("ben"));
    EXPECT_ERROR(ensureCoder(db(), QStringLiteral(" ")), ErrorCode::InvalidValue);
}

// Random acts of two coders against a plain set: the store holds what the set holds, after undo and redo too.
TEST_F(CodingStore, AgreesWithASetOfCodings)
{
    Random random(2026);
    const QStringList names{QStringLiteral("ada"), QStringLiteral("ben")};
    const QList<Code> all = readCodes(db()).value();
    using Model = QSet<QString>;
    Model model;
    QList<Model> past{model};
    for (int round = 0; round < 150; ++round) {
        const QString dialogue = random.chance(0.5) ? QStringLiteral("a") : QStringLiteral("b");
        const TurnPlace turn = place(dialogue, static_cast<int>(random.below(4)));
        const Code& with = all[static_cast<qsizetype>(random.below(static_cast<quint64>(all.size())))];
        if (!with.codable || !mayCode(with.facet, turn.role))
            continue;
        const QString by = names[static_cast<qsizetype>(random.below(2))];
        const QString key = turn.turn.toText() + with.id.toText() + by;
        const bool putting = random.chance(0.7);
        const bool changed = putting ? put(turn, with, by) : take(turn, with, by);
        EXPECT_EQ(changed, putting != model.contains(key));
        if (putting)
            model.insert(key);
        else
            model.remove(key);
        if (changed)
            past << model;
        ASSERT_EQ(codings(), model.size());
    }
    for (qsizetype i = past.size() - 2; i >= 0; --i) {
        ASSERT_OK(EditHistory(db()).undo(m_actor));
        ASSERT_EQ(codings(), past[i].size());
    }
    for (qsizetype i = 1; i < past.size(); ++i)
        ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(codings(), model.size());
}

TEST_F(CodingStore, UndoOfFiftyEditsAfterARestartGivesTheEarlierState)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ada"));
    const QString before = test::dumpOfRecordedTables(db());
    const QList<Code> all = readCodes(db()).value();
    int edits = 0;
    for (int round = 0; edits < 50; ++round) {
        const TurnPlace turn = place(QStringLiteral("a"), round % 6);
        const Code& with = all[round % all.size()];
        if (!with.codable || !mayCode(with.facet, turn.role))
            continue;
        edits += put(turn, with, QStringLiteral("ada")) ? 1 : 0;
        if (round % 3 == 0 && edits < 50)
            edits += take(turn, with, QStringLiteral("ada")) ? 1 : 0;
    }
    const QString after = test::dumpOfRecordedTables(db());
    EXPECT_NE(after, before);
    m_project.restart();
    EditHistory history(db());
    for (int i = 0; i < 50; ++i)
        ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    for (int i = 0; i < 50; ++i)
        ASSERT_OK(history.redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}
