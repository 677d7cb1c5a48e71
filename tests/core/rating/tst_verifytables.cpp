// Every row of every table of a study, changed, taken out or put in by another program, is found by verify.
#include "core/rating/raterpass.h"
#include "core/rating/scripted.h"
#include "core/rating/studychecks.h"
#include "core/rating/studydesign.h"
#include "core/rating/studyseal.h"
#include "core/rating/studyverify.h"
#include "core/rating/unblinding.h"
#include "core/storage/rows.h"
#include "core/storage/value.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Tables that hold a study. A table that points to one of them and is not here makes the test fail.
const QStringList studyTableNames{QStringLiteral("study"),         QStringLiteral("study_source"),
                                  QStringLiteral("study_item"),    QStringLiteral("study_item_dialogue"),
                                  QStringLiteral("study_role"),    QStringLiteral("item_limit"),
                                  QStringLiteral("packet"),        QStringLiteral("packet_item"),
                                  QStringLiteral("packet_design"), QStringLiteral("answer"),
                                  QStringLiteral("part_answer"),   QStringLiteral("answer_note"),
                                  QStringLiteral("answer_order"),  QStringLiteral("rater_decision"),
                                  QStringLiteral("unblinding"),    QStringLiteral("study_log"),
                                  QStringLiteral("study_log_end"), QStringLiteral("study_seal")};

// A study with rows in each of them.
class FullProject : public RatingProject
{
public:
    explicit FullProject(bool opened) : RatingProject(40, 3)
    {
        StudyDefinition full = definition();
        full.criteria = manyKindsDefinition().criteria;
        full.comments = full.skip = full.guess = true;
        full.itemsPerSource = 4;
        full.tracks = TrackForm::Titles;
        full.rules.attentionChecks = 2;
        const Study study = frozenStudy(full);
        const QStringList paths = makePacketsOf(study);
        for (int rater = 0; rater < 2; ++rater)
            EXPECT_TRUE(collectAnswers(connection(), actor, annotated(paths.at(rater))));
        EXPECT_TRUE(dropRater(connection(), actor, study, QStringLiteral("rater-3"), QStringLiteral("ill")));
        EXPECT_TRUE(
            excludeRater(connection(), actor, study, QStringLiteral("rater-2"), QStringLiteral("fast")));
        if (opened)
            sealAndOpen(study);
        EXPECT_TRUE(connection().execute("PRAGMA foreign_keys = OFF; DROP TRIGGER study_log_is_final; "
                                         "DROP TRIGGER study_log_is_kept"));
    }

    QStringList faults() const
    {
        const auto all = studies(connection());
        if (!all || all->isEmpty())
            return {QStringLiteral("the study can not be read")};
        const auto check = checkStudy(connection(), all->constFirst());
        return check ? check->faults : QStringList{errorSentence(check.error())};
    }
    QStringList faultsAfter(const QByteArray& change)
    {
        EXPECT_TRUE(connection().execute("SAVEPOINT whole"));
        const auto changed = connection().execute(change.constData());
        EXPECT_TRUE(changed) << change.constData()
                             << (changed ? std::string() : errorSentence(changed.error()).toStdString());
        const QStringList found = faults();
        EXPECT_TRUE(connection().execute("ROLLBACK TO whole; RELEASE whole"));
        return found;
    }

private:
    QString annotated(const QString& packetPath)
    {
        const Packet packet = readPacket(packetPath).value();
        QString path = packetPath;
        path.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
        RaterPass pass(packet, AnswerLog::open(packet, path).value());
        EXPECT_TRUE(pass.comment(QStringLiteral("odd"), 1));
        EXPECT_TRUE(answerBySeed(pass, 1, 1'700'000'000'000, 1'000'000));
        return path;
    }
    void sealAndOpen(const Study& study)
    {
        const Secret passphrase(QByteArrayView("walnut ferry copper"));
        const QString path = filePath(QStringLiteral("spring.antiphon-key"));
        EXPECT_TRUE(sealStudy(connection(), actor, study, {path, passphrase, {1, 8192}}));
        EXPECT_EQ(faults().join(QLatin1Char('\n')), QString()) << "sealed";
        const StudyKey key = readKey(path, passphrase).value();
        const Study sealed = studyByName(connection(), {}).value();
        const auto request = requestUnblinding(connection(), actor, sealed,
                                               {QStringLiteral("done"), QStringLiteral("statistician")});
        EXPECT_TRUE(confirmUnblinding(connection(), actor, sealed, request->code, &key));
    }
};

struct Column
{
    QByteArray name;
    bool isKey = false;
};

QList<Column> columnsOf(const Connection& connection, const QString& table)
{
    auto query = connection.prepare("SELECT name, pk FROM pragma_table_info(?)").value();
    query.bind(1, table);
    return rowsOf<Column>(query,
                          [](const Statement& row) {
                              return Column{row.text(0).toUtf8(), row.integer(1) > 0};
                          })
        .value();
}

QStringList tablesThatPointToStudies(const Connection& connection)
{
    auto query = connection
                     .prepare("SELECT DISTINCT m.name FROM sqlite_master m LEFT JOIN "
                              "pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND (f.\"table\" IN "
                              "('study', 'packet', 'study_item') OR m.name LIKE 'study%')")
                     .value();
    return QStringList(rowsOf<QString>(query, [](const Statement& row) { return row.text(0); }).value());
}

// One row of a table, as SQL that finds it again.
QByteArray oneRow(const QByteArray& table, const QList<Column>& columns)
{
    QByteArrayList keys;
    for (const Column& column : columns) {
        if (column.isKey)
            keys << column.name;
    }
    if (keys.isEmpty())
        return "rowid = (SELECT min(rowid) FROM " + table + ")";
    return "(" + keys.join(", ") + ") = (SELECT " + keys.join(", ") + " FROM " + table + " LIMIT 1)";
}

// Another value of the same kind.
QByteArray otherValue(const QByteArray& column)
{
    return "CASE typeof(" + column + ") WHEN 'integer' THEN " + column +
           " + 1000 WHEN 'blob' THEN randomblob(length(" + column + ")) ELSE CASE substr(" + column +
           ", 1, 1) WHEN '{' THEN json_set(" + column + ", '$.zz', 1) ELSE " + column + " || 'x' END END";
}

} // namespace

class VerifyTables : public testing::TestWithParam<bool>
{
};

TEST_P(VerifyTables, KnowsEveryTable)
{
    FullProject project(GetParam());
    EXPECT_EQ(project.faults().join(QLatin1Char('\n')), QString());
    const QStringList pointing = tablesThatPointToStudies(project.connection());
    EXPECT_GE(pointing.size(), 15);
    for (const QString& table : pointing)
        EXPECT_TRUE(studyTableNames.contains(table)) << table.toStdString();
}

TEST_P(VerifyTables, EveryColumnOfARowIsHeldAgainstTheLog)
{
    FullProject project(GetParam());
    for (const QString& name : studyTableNames) {
        const QByteArray table = name.toUtf8();
        if (project.connection().integer("SELECT count(*) FROM " + table.toStdString()).value() == 0) {
            EXPECT_TRUE(!GetParam() && (table == "study_seal" || table == "unblinding")) << table.data();
            continue;
        }
        const QList<Column> columns = columnsOf(project.connection(), name);
        ASSERT_FALSE(columns.isEmpty());
        for (const Column& column : columns)
            EXPECT_FALSE(project
                             .faultsAfter("UPDATE " + table + " SET " + column.name + " = " +
                                          otherValue(column.name) + " WHERE " + oneRow(table, columns))
                             .isEmpty())
                << table.data() << '.' << column.name.data();
    }
}

TEST_P(VerifyTables, ARowTakenOutIsMissed)
{
    FullProject project(GetParam());
    for (const QString& name : studyTableNames) {
        const QByteArray table = name.toUtf8();
        if (project.connection().integer("SELECT count(*) FROM " + table.toStdString()).value() == 0)
            continue;
        EXPECT_FALSE(project
                         .faultsAfter("DELETE FROM " + table + " WHERE " +
                                      oneRow(table, columnsOf(project.connection(), name)))
                         .isEmpty())
            << table.data();
    }
}

// Of packet_design, study_seal and study_log_end there is one row for each packet or study already.
TEST_P(VerifyTables, ARowPutInIsFound)
{
    FullProject project(GetParam());
    const char* rows[] = {
        "INSERT INTO study_source SELECT study, randomblob(16), 'D' FROM study_source LIMIT 1",
        "INSERT INTO study_item SELECT randomblob(16), study, source, randomblob(16), kind FROM study_item "
        "LIMIT 1",
        "INSERT INTO study_item_dialogue SELECT item, 9, source, randomblob(16) FROM study_item_dialogue "
        "LIMIT 1",
        "INSERT INTO study_role SELECT i.id, 'gold', '{}', '', 0, 0, '{}', 0 FROM study_item i WHERE i.id "
        "NOT IN (SELECT "
        "item FROM study_role) LIMIT 1",
        "INSERT INTO item_limit SELECT item, 3 FROM study_role LIMIT 1",
        "INSERT INTO packet SELECT randomblob(16), study, 'rater-9', digest, created_at, answers_head, "
        "collected_at, answer_key, criterion_order, questions FROM packet LIMIT 1",
        "INSERT INTO packet_item SELECT packet, randomblob(16), item, 99, sides, turns FROM packet_item "
        "LIMIT 1",
        "INSERT INTO answer SELECT packet, public_id, 'zz', value, given_at, active_ms FROM answer LIMIT 1",
        "INSERT INTO answer SELECT k.packet, k.public_id, 'consistency', 5, 1, 1 FROM packet_item k JOIN "
        "packet p ON p.id = k.packet WHERE p.rater = 'rater-3' LIMIT 1",
        "INSERT INTO part_answer SELECT packet, public_id, criterion, 77, value, given_at, active_ms FROM "
        "part_answer LIMIT 1",
        "INSERT INTO answer_note SELECT packet, public_id, 'flag', '', 1, given_at FROM answer_note LIMIT 1",
        "INSERT INTO answer_order SELECT packet, randomblob(16), 99 FROM answer_order LIMIT 1",
        "INSERT INTO rater_decision SELECT id, 'rater-1', 'excluded', 'slow', 'bob', 1 FROM study",
        "INSERT INTO rater_decision SELECT id, 'rater-1', 'dropped', 'gone', 'bob', 1 FROM study",
        "INSERT INTO unblinding SELECT id, 1, 'bob', 'why not' FROM study",
        "INSERT INTO study_log SELECT study, number + 1000, entry, link FROM study_log LIMIT 1"};
    for (const char* row : rows)
        EXPECT_FALSE(project.faultsAfter(row).isEmpty()) << row;
}

TEST_P(VerifyTables, TheSentenceTellsWhichTableAndWhose)
{
    FullProject project(GetParam());
    const std::pair<const char*, const char*> told[] = {
        {"UPDATE study_role SET expected = '{}'", "attention checks, gold or training dialogues"},
        {"UPDATE packet_design SET place = place + 5 WHERE packet = (SELECT id FROM packet WHERE rater = "
         "'rater-2')",
         "the design of the packet of rater-2"},
        {"UPDATE packet_item SET position = 50 - position WHERE packet = (SELECT id FROM packet WHERE rater "
         "= 'rater-1')",
         "of the packet of rater-1"},
        {"DELETE FROM rater_decision WHERE act = 'excluded'", "rater-2 is left out, the project does not"},
        {"DELETE FROM packet WHERE rater = 'rater-3'", "the packet of rater-3 is gone"},
        {"UPDATE answer_order SET place = 20 - place", "in which order rater-1 answered"}};
    for (const auto& [change, part] : told)
        EXPECT_TRUE(project.faultsAfter(change).join(QLatin1Char('\n')).contains(QLatin1String(part)))
            << change;
}

INSTANTIATE_TEST_SUITE_P(BlindAndOpened, VerifyTables, testing::Bool());
