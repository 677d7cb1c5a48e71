// The counts of codings are kept by the project file itself; here they are held against counting.
#include "core/base/random.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/sourcestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CodingCounts : public CodingProject
{
protected:
    // The definition.
    QHash<CodeId, qint64> counted(CoderId coder) const
    {
        QHash<CodeId, qint64> counts;
        auto rows = db().prepare("SELECT code FROM coding WHERE (?1 IS NULL OR coder = ?1) AND dialogue IN "
                                 "(SELECT id FROM ready_dialogue)");
        rows->bind(1, coder);
        while (rows->step().value())
            ++counts[rows->id<CodeId>(0)];
        return counts;
    }
    void expectCounted() const
    {
        for (const CoderId who :
             {CoderId(), coder(QStringLiteral("ada")).id, coder(QStringLiteral("ben")).id})
            ASSERT_EQ(codingCounts(db(), who).value(), counted(who));
    }
    Result<void> randomAct(Random& random) const
    {
        const QString dialogue = random.chance(0.5) ? QStringLiteral("a") : QStringLiteral("b");
        const TurnPlace at = place(dialogue, static_cast<int>(random.below(4)));
        const QString by = random.chance(0.5) ? QStringLiteral("ada") : QStringLiteral("ben");
        const QStringList names{QStringLiteral("genre"), QStringLiteral("mood"), QStringLiteral("artist")};
        const Code with = code(Facet::Attribute, names[static_cast<qsizetype>(random.below(3))]);
        switch (random.below(8)) {
        case 0:
            return EditHistory(db()).undo(m_actor).map([](const HistoryEntry&) {});
        case 1:
            return EditHistory(db()).redo(m_actor).map([](const HistoryEntry&) {});
        case 2:
            take(at, with, by);
            return {};
        case 3:
            return edit(QStringLiteral("Give to another"), [&] {
                return db().execute("UPDATE OR IGNORE coding SET coder = (SELECT id FROM coder ORDER BY "
                                    "random() LIMIT 1) WHERE rowid = (SELECT min(rowid) FROM coding)");
            });
        default:
            put(at, with, by);
            return {};
        }
    }
};

} // namespace

TEST_F(CodingCounts, AreWhatCountingGivesAfterAnyEditUndoAndRedo)
{
    Random random(8);
    for (int step = 0; step < 400; ++step) {
        const auto done = randomAct(random);
        if (!done) {
            EXPECT_ERROR(done, ErrorCode::NotPossible); // nothing to undo or redo
        }
        expectCounted();
    }
    EXPECT_GT(codings(), 5);
}

TEST_F(CodingCounts, LeaveOutRemovedSources)
{
    addSource(QStringLiteral("more"), {4});
    put(place(QStringLiteral("b"), 0), code(Facet::Attribute, QStringLiteral("genre")),
        QStringLiteral("ada"));
    ASSERT_FALSE(codingCounts(db(), {})->isEmpty());
    ASSERT_OK(removeSource(db(), m_actor, QStringLiteral("talks")));
    EXPECT_TRUE(codingCounts(db(), {})->isEmpty());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(codingCounts(db(), {})->size(), 1);
    expectCounted();
}

TEST_F(CodingCounts, NoRowIsLeftWhereNothingIsCoded)
{
    const TurnPlace at = place(QStringLiteral("a"), 0);
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(at, genre, QStringLiteral("ada"));
    take(at, genre, QStringLiteral("ada"));
    EXPECT_EQ(db().integer("SELECT count(*) FROM coding_count").value(), 0);
}
