// Two copies edited by chance, brought together both ways.
#include "core/base/random.h"
#include "tests/core/coding/randomedits.h"
#include "tests/core/merge/mergecopies.h"

#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QSet<QString> idsOf(const Connection& in, const char* sql)
{
    QSet<QString> ids;
    auto select = in.prepare(sql);
    while (select && select->step().value_or(false))
        ids.insert(select->text(0));
    return ids;
}

constexpr char codingIds[] = "SELECT hex(id) FROM coding";
// What each coding says, whatever its id.
constexpr char facts[] =
    "SELECT hex(coding.dialogue) || ifnull(hex(coding.turn), '-') || code.facet || '/' || code.name || '/' "
    "|| "
    "coder.name || coding.span_begin || ',' || coding.span_end || ',' || coding.exchange FROM coding JOIN "
    "code ON code.id = coding.code JOIN coder ON coder.id = coding.coder";

class MergeRandom : public MergeCopies, public testing::WithParamInterface<int>
{
protected:
    void begin()
    {
        addSource(QStringLiteral("more"), {12, 12, 12, 12});
        for (const char* name : {"ada", "ben"})
            ASSERT_OK(act(db(), QByteArray("INSERT INTO coder (id, name) VALUES (randomblob(16), '") + name +
                                    "')"));
    }
    static void editAnything(const Connection& in, quint64 seed, int edits)
    {
        RandomEdits random(in, seed);
        Random chance(seed);
        for (int i = 0; i < edits; ++i) {
            ASSERT_OK(random.next());
            const auto draw = chance.below(12);
            const Actor who{QStringLiteral("ada")};
            if (draw == 0)
                (void)EditHistory(in).undo(who);
            else if (draw == 1)
                (void)EditHistory(in).redo(who);
        }
    }
    // Each codes, takes off, and changes words of codes; the coders are their own.
    static void editCodings(const Connection& in, const QByteArray& coder, quint64 seed, int edits)
    {
        Random chance(seed);
        ASSERT_OK(act(in, "INSERT OR IGNORE INTO coder (id, name) VALUES (randomblob(16), '" + coder + "')"));
        const QByteArray who = "(SELECT id FROM coder WHERE name = '" + coder + "')";
        for (int i = 0; i < edits; ++i) {
            const QByteArray turn = QByteArray::number(chance.below(40));
            const QByteArray code = QByteArray::number(chance.below(12));
            const QByteArray aCode =
                "(SELECT id FROM code WHERE codable = 1 ORDER BY id LIMIT 1 OFFSET " + code + ")";
            switch (chance.below(8)) {
            case 0:
                ASSERT_OK(act(in, "DELETE FROM coding WHERE id = (SELECT id FROM coding WHERE coder = " +
                                      who + " ORDER BY id LIMIT 1 OFFSET " + code + ")"));
                break;
            case 1:
                (void)EditHistory(in).undo({QString::fromUtf8(coder)});
                break;
            case 2:
                (void)EditHistory(in).redo({QString::fromUtf8(coder)});
                break;
            case 3: // one of four columns: sometimes the same as the other's
                ASSERT_OK(act(in, "UPDATE code SET " +
                                      QByteArray(chance.chance(0.5) ? "definition" : "includes") + " = '" +
                                      coder + QByteArray::number(i) + "' WHERE id = " + aCode));
                break;
            case 4:
                ASSERT_OK(act(in, "INSERT INTO memo (id, target_kind, coder, text, created_at, changed_at) "
                                  "VALUES (randomblob(16), 'journal', " +
                                      who + ", 'm', 1, 1)"));
                break;
            default:
                ASSERT_OK(act(in, "INSERT OR IGNORE INTO coding (id, code, coder, dialogue, turn, origin, "
                                  "created_at) SELECT randomblob(16), " +
                                      aCode + ", " + who + ", dialogue, id, 'person', " +
                                      QByteArray::number(i) + " FROM turn ORDER BY id LIMIT 1 OFFSET " +
                                      turn));
            }
        }
    }
};

} // namespace

TEST_P(MergeRandom, losesNoCodingAndGivesTheSameBothWays)
{
    begin();
    editCodings(db(), "both", 5, 60);
    part();
    const auto seed = static_cast<quint64>(GetParam());
    editCodings(db(), "ada", seed * 2, 150);
    editCodings(db(), "both", seed * 5, 40);
    editCodings(other(), "ben", seed * 3, 150);
    editCodings(other(), "both", seed * 7, 40);
    const QString copy = m_project.filePath(QStringLiteral("mine.antiphon"));
    ASSERT_OK(db().backupTo(copy)); // as it was before
    const char own[] =
        "SELECT hex(c.id) FROM coding AS c JOIN coder ON coder.id = c.coder WHERE coder.name IN "
        "('ada', 'ben')";
    const auto expected = idsOf(db(), own) + idsOf(other(), own);
    const QString before = dumpOfRecordedTables(db());
    ASSERT_OK(merge());
    EXPECT_EQ((expected - idsOf(db(), codingIds)).size(), 0);
    EXPECT_GT(expected.size(), 30);
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
    ASSERT_OK(mergeProject(other(), m_actor, copy));
    EXPECT_EQ(idsOf(db(), facts), idsOf(other(), facts));
    EXPECT_EQ(idsOf(db(), "SELECT hex(id) || text FROM memo"),
              idsOf(other(), "SELECT hex(id) || text FROM memo"));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(dumpOfRecordedTables(db()), before);
}

TEST_P(MergeRandom, editsOfEveryKindMergeIntoASoundProject)
{
    begin();
    editAnything(db(), 3, 60);
    part();
    const auto seed = static_cast<quint64>(GetParam());
    editAnything(db(), 100 + seed, 120);
    editAnything(other(), 200 + seed, 120);
    const auto base = idsOf(db(), codingIds) & idsOf(other(), codingIds);
    const auto mineBefore = idsOf(db(), codingIds);
    const QString before = dumpOfRecordedTables(db());
    ASSERT_OK(merge());
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
    const auto after = idsOf(db(), codingIds);
    EXPECT_EQ((base - after).size(), 0) << "codings that both had";
    EXPECT_GT((after - mineBefore).size(), 0);
    const QString once = dumpOfAllTables(db());
    ASSERT_OK(merge());
    EXPECT_EQ(dumpOfAllTables(db()), once) << "merging twice changes nothing";
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    ASSERT_OK(mergeBack());
    EXPECT_TRUE(checkIntegrity(other())->isEmpty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergeRandom, testing::Range(1, 6));
