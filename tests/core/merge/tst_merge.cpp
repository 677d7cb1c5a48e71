#include "core/coding/coderstore.h"
#include "core/coding/propositionstore.h"
#include "core/storage/blinding.h"
#include "tests/core/merge/mergecopies.h"

#include <QFile>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString ada = QStringLiteral("ada");
const QString ben = QStringLiteral("ben");

class Merge : public MergeCopies
{
protected:
    Merge()
    {
        passive = code(Facet::Action, QStringLiteral("passive_recommend"));
        active = code(Facet::Action, QStringLiteral("active_recommend"));
        EXPECT_TRUE(put(place(QStringLiteral("a"), 1), passive, ada));
        EXPECT_TRUE(put(place(QStringLiteral("a"), 3), passive, ada));
        part();
    }
    using CodingProject::code;
    using MergeCopies::code;

    Code passive;
    Code active;
};

MergeConflict only(const Connection& in)
{
    const auto conflicts = openConflicts(in);
    EXPECT_TRUE(conflicts && conflicts->size() == 1) << (conflicts ? conflicts->size() : -1);
    return conflicts && conflicts->size() == 1 ? conflicts->first() : MergeConflict();
}

QByteArray sets(const Code& code, const char* what)
{
    return "UPDATE code SET " + QByteArray(what) + " WHERE name = '" + code.name.toUtf8() + "'";
}

} // namespace

TEST_F(Merge, takesWhatOnlyTheOtherDid)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    ASSERT_TRUE(code(db(), place(QStringLiteral("b"), 3), active, ada));
    ASSERT_OK(act(other(), "DELETE FROM coding WHERE id = (SELECT min(id) FROM coding)"));
    ASSERT_OK(act(other(), sets(passive, "definition = 'says hello'")));
    const auto report = merge();
    ASSERT_OK(report);
    EXPECT_TRUE(report->common);
    EXPECT_EQ(report->tables[QStringLiteral("coding")].added, 1);
    EXPECT_EQ(report->tables[QStringLiteral("coding")].removed, 1);
    EXPECT_EQ(report->tables[QStringLiteral("code")].changed, 1);
    EXPECT_EQ(count(db(), "coding"), 3);
    EXPECT_EQ(text(db(), "SELECT definition FROM code WHERE name = 'passive_recommend'"),
              QStringLiteral("says hello"));
    EXPECT_EQ(text(db(), "SELECT sum(codings) FROM coding_count"), QStringLiteral("3"));
    EXPECT_TRUE(openConflicts(db())->isEmpty());
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(Merge, isOneStepThatUndoTakesBackAndRedoBrings)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    ASSERT_OK(act(other(), sets(passive, "definition = 'theirs'")));
    ASSERT_OK(act(db(), sets(passive, "definition = 'mine'")));
    const QString before = dumpOfRecordedTables(db());
    ASSERT_OK(merge());
    const QString after = dumpOfRecordedTables(db());
    ASSERT_NE(before, after);
    EXPECT_EQ(EditHistory(db()).state()->undoLabel, QStringLiteral("Merge anna.antiphon"));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(dumpOfRecordedTables(db()), after);
}

TEST_F(Merge, leavesTheOtherFileAsItIs)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    const QString before = dumpOfAllTables(other());
    ASSERT_OK(merge());
    EXPECT_EQ(dumpOfAllTables(other()), before);
}

TEST_F(Merge, twiceChangesNothing)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    ASSERT_OK(act(other(), sets(passive, "definition = 'theirs'")));
    ASSERT_OK(act(db(), sets(passive, "definition = 'mine'")));
    ASSERT_OK(merge());
    const QString once = dumpOfAllTables(db());
    const auto again = merge();
    ASSERT_OK(again);
    EXPECT_EQ(again->newConflicts, 0);
    EXPECT_EQ(dumpOfAllTables(db()), once);
}

TEST_F(Merge, keepsMineWhereBothChangedACellUntilAPersonDecides)
{
    ASSERT_OK(act(other(), sets(passive, "definition = 'theirs', includes = 'hi'")));
    ASSERT_OK(act(db(), sets(passive, "definition = 'mine', excludes = 'bye'")));
    ASSERT_OK(merge());
    EXPECT_EQ(
        text(db(), "SELECT definition || includes || excludes FROM code WHERE name = 'passive_recommend'"),
        QStringLiteral("minehibye"));
    const MergeConflict conflict = only(db());
    EXPECT_EQ(conflictSubject(conflict), QStringLiteral("definition of the code passive_recommend"));
    EXPECT_EQ(conflict.mine, QStringLiteral("mine"));
    EXPECT_EQ(conflict.theirs, QStringLiteral("theirs"));
    ASSERT_OK(resolveConflict(db(), m_actor, conflict.id, MergeChoice::Theirs));
    EXPECT_EQ(text(db(), "SELECT definition FROM code WHERE name = 'passive_recommend'"),
              QStringLiteral("theirs"));
    EXPECT_TRUE(openConflicts(db())->isEmpty());
    EXPECT_ERROR(resolveConflict(db(), m_actor, conflict.id, MergeChoice::Mine), ErrorCode::NotFound);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(only(db()).id, conflict.id);
}

TEST_F(Merge, keepsOneOfTwoCodingsOfTheSameFact)
{
    const TurnPlace at = place(QStringLiteral("b"), 1);
    ASSERT_TRUE(code(other(), at, passive, ben));
    ASSERT_OK(act(other(),
                  "INSERT INTO memo (id, target_kind, target, coder, text, created_at, changed_at) "
                  "SELECT randomblob(16), 'coding', id, coder, 'why', 1, 1 FROM coding WHERE coder = "
                  "(SELECT id FROM coder WHERE name = 'ben')"));
    ASSERT_TRUE(code(db(), at, passive, ben)); // her coder has another id
    const auto report = merge();
    ASSERT_OK(report);
    EXPECT_EQ(report->alike, 2);
    EXPECT_EQ(count(db(), "coding"), 3);
    EXPECT_EQ(count(db(), "coder WHERE name = 'ben'"), 1);
    EXPECT_EQ(count(db(), "memo JOIN coding ON coding.id = memo.target JOIN coder ON coder.id = memo.coder"),
              1);
    EXPECT_TRUE(openConflicts(db())->isEmpty());
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
    // What she adds to it later finds its way, too.
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 3), active, ben));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "coding JOIN coder ON coder.id = coding.coder WHERE coder.name = 'ben'"), 2);
}

TEST_F(Merge, takesCodesOfTheSameNameForOneWithTheirCodings)
{
    const QByteArray made = "INSERT INTO code (id, facet, name, definition) VALUES (randomblob(16), '', "
                            "'longing', ";
    ASSERT_OK(act(other(), made + "'a wish')"));
    ASSERT_OK(act(db(), made + "'a want')"));
    ASSERT_OK(act(other(), "UPDATE coding SET code = (SELECT id FROM code WHERE name = 'longing') WHERE id = "
                           "(SELECT min(id) FROM coding)"));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "code WHERE name = 'longing'"), 1);
    EXPECT_EQ(count(db(), "coding JOIN code ON code.id = coding.code WHERE code.name = 'longing'"), 1);
    EXPECT_EQ(only(db()).theirs, QStringLiteral("a wish"));
}

TEST_F(Merge, keepsARowThatOneRemovedAndTheOtherChanged)
{
    const QByteArray unused = "SELECT id FROM code WHERE id NOT IN (SELECT code FROM coding) AND id NOT IN "
                              "(SELECT parent FROM code WHERE parent IS NOT NULL) ORDER BY name LIMIT 1";
    const QString name = text(db(), "SELECT name FROM code WHERE id = (" + unused + ")");
    ASSERT_OK(act(other(), "DELETE FROM code WHERE id = (" + unused + ")"));
    ASSERT_OK(act(db(), "UPDATE code SET definition = 'needed' WHERE id = (" + unused + ")"));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "code WHERE definition = 'needed'"), 1);
    const MergeConflict here = only(db());
    EXPECT_TRUE(here.theirs.isEmpty());
    ASSERT_OK(mergeBack());
    EXPECT_EQ(count(other(), "code WHERE definition = 'needed'"), 1);
    const MergeConflict there = only(other());
    EXPECT_TRUE(there.mine.isEmpty());
    EXPECT_TRUE(there.label.contains(name)) << qPrintable(there.label);
    ASSERT_OK(resolveConflict(db(), m_actor, here.id, MergeChoice::Theirs));
    EXPECT_EQ(count(db(), "code WHERE definition = 'needed'"), 0);
    ASSERT_OK(resolveConflict(other(), m_actor, there.id, MergeChoice::Mine));
    EXPECT_EQ(count(other(), "code WHERE definition = 'needed'"), 0);
}

TEST_F(Merge, keepsACodeThatMineUsesAndTheOtherRemoved)
{
    ASSERT_OK(act(other(), "DELETE FROM coding"));
    ASSERT_OK(act(other(), "DELETE FROM code WHERE name = 'passive_recommend'"));
    ASSERT_TRUE(code(db(), place(QStringLiteral("b"), 1), passive, ada));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "coding"), 1) << "the two that she removed go, mine stays";
    EXPECT_EQ(only(db()).object, QStringLiteral("code"));
    const auto refused = resolveConflict(db(), m_actor, only(db()).id, MergeChoice::Theirs);
    EXPECT_ERROR(refused, ErrorCode::NotPossible);
    // The other way round the code comes back with the coding.
    ASSERT_OK(mergeBack());
    EXPECT_EQ(count(other(), "coding"), 1);
    EXPECT_EQ(count(other(), "code WHERE name = 'passive_recommend'"), 1);
    EXPECT_TRUE(checkIntegrity(other())->isEmpty());
}

TEST_F(Merge, keepsTwoFrozenVersionsOfOneName)
{
    const QByteArray version = "INSERT INTO taxonomy_version (id, name, note, actor, published_at, hash, "
                               "content) VALUES (randomblob(16), 'v2', '', 'x', 1, ";
    ASSERT_OK(act(other(), version + "'theirs', '{}')"));
    ASSERT_OK(act(db(), version + "'mine', '{}')"));
    ASSERT_OK(merge());
    EXPECT_EQ(text(db(), "SELECT hash FROM taxonomy_version WHERE name = 'v2'"), QStringLiteral("mine"));
    EXPECT_EQ(text(db(), "SELECT hash FROM taxonomy_version WHERE name = 'v2 (anna.antiphon)'"),
              QStringLiteral("theirs"));
    ASSERT_OK(resolveConflict(db(), m_actor, only(db()).id, MergeChoice::Mine));
    EXPECT_EQ(count(db(), "taxonomy_version"), 2);
}

TEST_F(Merge, refusesANameThatAnotherCodeHasHere)
{
    ASSERT_OK(act(other(), sets(passive, "name = 'hello'")));
    ASSERT_OK(act(db(), sets(active, "name = 'hello'")));
    ASSERT_OK(merge());
    EXPECT_EQ(only(db()).field, QStringLiteral("name"));
    EXPECT_EQ(count(db(), "code WHERE name = 'passive_recommend'"), 1);
}

TEST_F(Merge, backAndForthAgreesWithoutFalseConflicts)
{
    ASSERT_OK(act(other(), sets(passive, "definition = 'first'")));
    ASSERT_OK(merge());
    ASSERT_OK(act(db(), sets(passive, "definition = 'second'")));
    ASSERT_OK(mergeBack());
    EXPECT_EQ(text(other(), "SELECT definition FROM code WHERE name = 'passive_recommend'"),
              QStringLiteral("second"));
    ASSERT_OK(act(other(), sets(passive, "definition = 'third'")));
    ASSERT_OK(merge());
    EXPECT_EQ(text(db(), "SELECT definition FROM code WHERE name = 'passive_recommend'"),
              QStringLiteral("third"));
    EXPECT_TRUE(openConflicts(db())->isEmpty());
    EXPECT_TRUE(openConflicts(other())->isEmpty());
    // A coding that came over and was removed here is not brought back, nor kept there.
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ada));
    ASSERT_OK(merge());
    ASSERT_EQ(count(db(), "coding"), 3);
    ASSERT_TRUE(take(place(QStringLiteral("b"), 1), passive, ada));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "coding"), 2);
    ASSERT_OK(mergeBack());
    EXPECT_EQ(count(other(), "coding"), 2);
    EXPECT_TRUE(openConflicts(other())->isEmpty());
}

TEST_F(Merge, refusesWhatIsNoOtherProjectAndChangesNothing)
{
    const QString before = dumpOfAllTables(db());
    EXPECT_ERROR(mergeProject(db(), m_actor, m_project.path()), ErrorCode::NotPossible);
    EXPECT_ERROR(mergeProject(db(), m_actor, m_project.filePath(QStringLiteral("none"))),
                 ErrorCode::NotFound);
    const QString prose = m_project.writeFile(QStringLiteral("prose"), QByteArray(4096, 'x'));
    EXPECT_ERROR(mergeProject(db(), m_actor, prose), ErrorCode::NotAProject);
    ASSERT_OK(other().execute("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)"));
    EXPECT_ERROR(merge(), ErrorCode::NewerProject);
    EXPECT_EQ(dumpOfAllTables(db()), before);
}

TEST_F(Merge, refusesADamagedFileAndChangesNothing)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    const QString path = m_project.filePath(QStringLiteral("torn.antiphon"));
    ASSERT_OK(other().backupTo(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(file.size() / 2));
    file.write(QByteArray(static_cast<int>(file.size() / 4), '\x5a'));
    file.close();
    const QString before = dumpOfAllTables(db());
    EXPECT_ERROR(mergeProject(db(), m_actor, path), ErrorCode::DamagedProject);
    EXPECT_EQ(dumpOfAllTables(db()), before);
}

TEST_F(Merge, tellsABlindCoderNothingOfTheOthersAndIsWhole)
{
    ASSERT_TRUE(code(other(), place(QStringLiteral("b"), 1), passive, ben));
    ASSERT_OK(act(db(), "UPDATE coder SET blind = 1 WHERE name = 'ada'"));
    ASSERT_OK(db().execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('coder', 'ada')"));
    const auto report = merge();
    ASSERT_OK(report);
    EXPECT_TRUE(report->blinded);
    EXPECT_FALSE(report->tables.contains(QStringLiteral("coding")));
    EXPECT_EQ(count(db(), "main.coding"), 3);
}

TEST_F(Merge, joinsAProjectWithNothingInCommonByAdding)
{
    const QString path = m_project.filePath(QStringLiteral("strange.antiphon"));
    auto strange = createProject(path);
    ASSERT_OK(strange);
    ASSERT_OK(act(*strange, "INSERT INTO coder (id, name) VALUES (randomblob(16), 'carl')"));
    const auto report = mergeProject(db(), m_actor, path);
    ASSERT_OK(report);
    EXPECT_FALSE(report->common);
    EXPECT_EQ(count(db(), "coder WHERE name = 'carl'"), 1);
    EXPECT_EQ(count(db(), "coding"), 2);
}

TEST_F(Merge, tellsHowFarItIsAndStopsWithNothingChanged)
{
    for (const Code& given : {passive, active}) {
        for (const int turn : {1, 3})
            ASSERT_TRUE(code(other(), place(QStringLiteral("a"), turn), given, ben));
    }
    const QString before = dumpOfAllTables(db());
    // Told to stop before it begins, while it reads the edits, and among the rows.
    for (const QString& unit : {QString(), QStringLiteral("edits"), QStringLiteral("rows")}) {
        const CancelToken cancel;
        if (unit.isEmpty())
            cancel.cancel();
        const auto stop = [&](const Progress& progress) {
            if (progress.unit == unit && progress.total > 0)
                cancel.cancel();
        };
        EXPECT_ERROR(mergeProject(db(), m_actor, otherPath(), cancel, stop), ErrorCode::Cancelled);
        EXPECT_EQ(dumpOfAllTables(db()), before) << unit.toStdString();
    }
    QStringList units;
    ASSERT_OK(mergeProject(db(), m_actor, otherPath(), {}, [&](const Progress& progress) {
        EXPECT_LE(progress.done, progress.total);
        units << progress.unit;
    }));
    EXPECT_TRUE(units.contains(QStringLiteral("edits")) && units.contains(QStringLiteral("rows")));
    EXPECT_EQ(count(db(), "coding"), 6);
}

// Evidence that both gave for the same proposition is one.
TEST_F(Merge, bringsPropositionsAndTheirEvidenceTogether)
{
    PropositionEvidence evidence;
    evidence.anchor = {MemoTarget::Turn, place(QStringLiteral("a"), 1).turn.bytes(), {}};
    evidence.stance = Stance::Against;
    const auto give = [&](const Connection& in) {
        EXPECT_OK(EditHistory(in).record(m_actor, QStringLiteral("Evidence"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(in, ada));
            evidence.coder = coder.id;
            ANTIPHON_TRY(addEvidence(in, evidence));
            return {};
        }));
    };
    EXPECT_OK(EditHistory(other()).record(m_actor, QStringLiteral("Propose"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(other(), ben));
        Proposition proposition;
        proposition.text = QStringLiteral("Replies hand over what was asked for");
        proposition.codes = {passive.id};
        proposition.coder = coder.id;
        ANTIPHON_TRY_ASSIGN(evidence.proposition, addProposition(other(), proposition));
        return {};
    }));
    ASSERT_OK(merge());
    auto listed = listPropositions(db(), {});
    ASSERT_OK(listed);
    ASSERT_EQ(listed->size(), 1);
    EXPECT_EQ(listed->first().codes, QStringList{passive.name});
    give(db());
    give(other());
    ASSERT_OK(merge());
    listed = listPropositions(db(), {});
    EXPECT_EQ(listed->first().counts, (EvidenceCounts{0, 1, 1}));
    EXPECT_EQ(openNegativeCases(db(), {})->size(), 1);
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}
