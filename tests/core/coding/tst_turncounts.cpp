// The counts of coded turns are kept by the project file itself; here they are held against counting.
#include "core/base/random.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "core/corpus/sourcestore.h"
#include "tests/core/coding/codingproject.h"

#include <tuple>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// coder, role, position, code: turns, n, missing
using Counted = std::map<std::tuple<QString, int, int, CodeId>, std::tuple<qint64, qint64, qint64>>;

class TurnCounts : public CodingProject
{
protected:
    TurnCounts()
    {
        const TurnPlace at = place(QStringLiteral("a"), 0);
        const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
        for (const QString& who : {QStringLiteral("ada"), QStringLiteral("ben")}) {
            put(at, genre, who); // makes the coder
            take(at, genre, who);
        }
    }
    // Straight from the definition, over every coding.
    Counted byDefinition() const
    {
        auto rows = db().prepare(
            "WITH own AS (SELECT DISTINCT turn, code, coder FROM coding WHERE turn IS NOT NULL AND exchange "
            "= 0), "
            "here AS (SELECT turn.id, turn.role, turn.position, turn.dialogue FROM turn JOIN ready_dialogue "
            "AS d "
            "ON d.id = turn.dialogue) "
            "SELECT coder.name, here.role, here.position, own.code, count(*), "
            "(SELECT count(DISTINCT o.turn) FROM own AS o JOIN here AS h ON h.id = o.turn WHERE o.coder = "
            "coder.id AND h.role = here.role AND h.position = here.position), "
            "(SELECT count(*) FROM here AS h WHERE h.role = here.role AND h.position = here.position AND "
            "h.dialogue IN (SELECT x.dialogue FROM own AS o JOIN here AS x ON x.id = o.turn WHERE o.coder = "
            "coder.id)) "
            "FROM own JOIN here ON here.id = own.turn JOIN coder ON coder.id = own.coder "
            "GROUP BY coder.id, here.role, here.position, own.code");
        Counted counted;
        while (rows->step().value()) {
            const qint64 n = rows->integer(5);
            counted[{rows->text(0), static_cast<int>(rows->integer(1)), static_cast<int>(rows->integer(2)),
                     rows->id<CodeId>(3)}] = {rows->integer(4), n, rows->integer(6) - n};
        }
        return counted;
    }
    Counted kept() const
    {
        Counted counted;
        const auto rows = readFrequencies(db(), {FrequencyBy::Position});
        EXPECT_OK(rows);
        for (const FrequencyRow& row : *rows)
            counted[{row.coder, *row.role == Role::User ? 0 : 1, *row.position, row.code.id}] = {
                row.turns, row.n, row.missing};
        return counted;
    }
    Result<void> randomAct(Random& random) const
    {
        const auto undone = [](const HistoryEntry&) {};
        switch (random.below(9)) {
        case 0:
            return ownEditIsLast() ? EditHistory(db()).undo(m_actor).map(undone) : Result<void>();
        case 1:
            return EditHistory(db()).redo(m_actor).map(undone);
        case 2:
            return change("DELETE FROM coding WHERE id = ?1", random);
        case 3:
            return change("UPDATE OR IGNORE coding SET code = ?2 WHERE id = ?1", random);
        case 4:
            return change(
                "UPDATE OR IGNORE coding SET coder = (SELECT id FROM coder WHERE id <> coder LIMIT 1) "
                "WHERE id = ?1",
                random);
        case 5:
            return change(
                "UPDATE OR IGNORE coding SET exchange = 1 - exchange WHERE id = ?1 AND turn IS NOT NULL "
                "AND span_begin < 0",
                random);
        default:
            return code(random);
        }
    }
    using CodingProject::code;

private:
    // Not the coders, nor the codebook.
    bool ownEditIsLast() const
    {
        const QString last = EditHistory(db()).state()->undoLabel;
        return last == QLatin1String("Code") || last == QLatin1String("Change");
    }
    Code anyCode(Random& random) const
    {
        const QStringList names{QStringLiteral("genre"), QStringLiteral("mood"), QStringLiteral("artist")};
        return code(Facet::Attribute, names[static_cast<qsizetype>(random.below(3))]);
    }
    // The statement gets the id of any coding and of any code.
    Result<void> change(const char* sql, Random& random) const
    {
        return edit(QStringLiteral("Change"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(auto pick,
                                db().prepare("SELECT id FROM coding ORDER BY id LIMIT 1 OFFSET ?1"));
            pick.bind(1, static_cast<qint64>(random.below(static_cast<quint64>(codings()) + 1)));
            ANTIPHON_TRY_ASSIGN(const bool found, pick.step());
            if (!found)
                return {};
            const auto id = pick.id<CodingId>(0);
            pick.reset();
            ANTIPHON_TRY_ASSIGN(auto run, db().prepare(sql));
            run.bind(1, id);
            if (QLatin1String(sql).contains(QLatin1String("?2")))
                run.bind(2, anyCode(random).id);
            return run.run();
        });
    }
    Result<void> code(Random& random) const
    {
        const QString dialogue = random.chance(0.5) ? QStringLiteral("a") : QStringLiteral("b");
        const TurnPlace at = place(dialogue, static_cast<int>(random.below(4)));
        CodingTarget target{at.dialogue, at.turn, {}, false};
        switch (random.below(5)) {
        case 0:
            target.turn.reset();
            break;
        case 1:
            target.exchange = true;
            break;
        case 2:
            target.span = TextSpan{0, 1 + static_cast<int>(random.below(3))};
            break;
        default:
            break;
        }
        const QString by = random.chance(0.5) ? QStringLiteral("ada") : QStringLiteral("ben");
        const CoderId who = coder(by).id;
        const Code with = anyCode(random);
        return edit(QStringLiteral("Code"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(
                auto insert,
                db().prepare("INSERT OR IGNORE INTO coding (id, code, coder, dialogue, turn, span_begin, "
                             "span_end, exchange, origin, created_at) VALUES "
                             "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'person', 1)"));
            insert.bind(1, CodingId::create()).bind(2, with.id).bind(3, who).bind(4, target.dialogue);
            insert.bind(5, target.turn).bind(6, target.span ? target.span->begin : -1);
            insert.bind(7, target.span ? target.span->end : -1).bind(8, target.exchange ? 1 : 0);
            return insert.run();
        });
    }
};

} // namespace

TEST_F(TurnCounts, AreWhatCountingGivesAfterAnyEditUndoAndRedo)
{
    Random random(12);
    std::size_t most = 0;
    for (int step = 0; step < 600; ++step) {
        const auto done = randomAct(random);
        if (!done) {
            EXPECT_ERROR(done, ErrorCode::NotPossible); // nothing to undo or redo
        }
        ASSERT_EQ(kept(), byDefinition()) << "after step " << step;
        most = std::max(most, kept().size());
    }
    EXPECT_GT(most, 10U);
}

TEST_F(TurnCounts, NoRowIsLeftWhereNothingIsCoded)
{
    const TurnPlace at = place(QStringLiteral("a"), 0);
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(at, genre, QStringLiteral("ada"));
    EXPECT_GT(db().integer("SELECT count(*) FROM touched_turn_count").value(), 0);
    take(at, genre, QStringLiteral("ada"));
    EXPECT_EQ(db().integer("SELECT count(*) FROM coded_turn_count").value(), 0);
    EXPECT_EQ(db().integer("SELECT count(*) FROM touched_turn_count").value(), 0);
}

TEST_F(TurnCounts, LeaveOutRemovedSources)
{
    put(place(QStringLiteral("b"), 0), code(Facet::Attribute, QStringLiteral("genre")),
        QStringLiteral("ada"));
    ASSERT_FALSE(kept().empty());
    ASSERT_OK(removeSource(db(), m_actor, QStringLiteral("talks")));
    EXPECT_TRUE(kept().empty());
}
