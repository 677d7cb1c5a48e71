#include "core/rating/studylogstore.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// A study from its creation to the first answers.
struct Told
{
    RatingProject project;
    Study study;
    Told()
    {
        study = project.frozenStudy();
        const QStringList paths = project.makePacketsOf(study);
        EXPECT_TRUE(collectAnswers(project.connection(), project.actor, project.answer(paths[0], 1)));
    }
    QList<LogEntry> log() const { return studyLog(project.connection(), study.id).value(); }
    QStringList faults() const { return faultsOfLog(project.connection(), study.id).value(); }
    // As a person with a database tool would.
    void force(const char* sql)
    {
        for (const char* one :
             {"DROP TRIGGER IF EXISTS study_log_is_final", "DROP TRIGGER IF EXISTS study_log_is_kept", sql})
            ASSERT_OK(project.connection().execute(one));
    }
};

} // namespace

TEST(StudyLog, TellsTheLifeOfAStudyInOrder)
{
    const Told told;
    const QList<LogEntry> log = told.log();
    QStringList acts;
    for (const LogEntry& entry : log)
        acts << logWord(entry.act);
    EXPECT_EQ(acts.join(QLatin1Char(' ')), QStringLiteral("create freeze packets collect"));
    EXPECT_EQ(log[1].facts[QStringLiteral("digest")].toString(), told.study.digest);
    EXPECT_EQ(log[2].facts[QStringLiteral("packets")].toArray().size(), 3);
    EXPECT_EQ(log[3].facts[QStringLiteral("answers")].toInt(), 36);
    EXPECT_EQ(log[3].actor, QStringLiteral("ann"));
    EXPECT_NE(log[2].data, log[3].data);
    EXPECT_FALSE(log[3].version.isEmpty());
    EXPECT_EQ(firstBreak(log), 0);
    EXPECT_TRUE(told.faults().isEmpty());
}

TEST(StudyLog, UndoTakesNothingOutOfIt)
{
    const Told told;
    const QList<LogEntry> before = told.log();
    for (int i = 0; i < 4; ++i)
        ASSERT_OK(EditHistory(told.project.connection()).undo(told.project.actor));
    EXPECT_EQ(told.log().size(), before.size());
    EXPECT_TRUE(told.faults().isEmpty());
}

TEST(StudyLog, TheProjectRefusesToChangeOrShortenIt)
{
    const Told told;
    EXPECT_FALSE(told.project.connection().execute("UPDATE study_log SET entry = '{}'"));
    EXPECT_FALSE(told.project.connection().execute("DELETE FROM study_log WHERE number = 4"));
    EXPECT_EQ(told.log().size(), 4);
}

TEST(StudyLog, EveryChangedFieldIsFound)
{
    const char* changes[] = {
        "UPDATE study_log SET entry = replace(entry, '\"ann\"', '\"bob\"') WHERE number = 2",
        "UPDATE study_log SET entry = replace(entry, 'freeze', 'create') WHERE number = 2",
        "UPDATE study_log SET entry = replace(entry, '\"items\":12', '\"items\":13') WHERE number = 2",
        "UPDATE study_log SET entry = entry || ' ' WHERE number = 4",
        "UPDATE study_log SET link = upper(link) WHERE number = 4",
        "UPDATE study_log SET link = replace(link, substr(link, 1, 1), 'x') WHERE number = 1",
        "UPDATE study_log SET number = 9 WHERE number = 4",
        "UPDATE study_log SET study = x'00' WHERE number = 4",
        "UPDATE study_log SET study = x'00' WHERE number = 1",
        "DELETE FROM study_log WHERE number = 4",
        "DELETE FROM study_log WHERE number = 2",
        "DELETE FROM study_log",
        "UPDATE study_log_end SET link = replace(link, substr(link, 1, 1), 'x')",
        "UPDATE study_log_end SET number = 3",
        "DELETE FROM study_log_end"};
    Told told;
    for (const char* change : changes) {
        ASSERT_OK(told.project.connection().execute("SAVEPOINT whole"));
        told.force(change);
        EXPECT_FALSE(told.faults().isEmpty()) << change;
        ASSERT_OK(told.project.connection().execute("ROLLBACK TO whole; RELEASE whole"));
        ASSERT_TRUE(told.faults().isEmpty());
    }
}

TEST(StudyLog, ItsFileReadsBackAndHoldsNoByteToSpare)
{
    const Told told;
    const QByteArray bytes = logLines(told.log());
    EXPECT_EQ(bytes.count('\n'), 4);
    const auto read = logOfLines(bytes, QStringLiteral("log.jsonl"));
    ASSERT_OK(read);
    EXPECT_EQ(read->study, told.study.id);
    EXPECT_EQ(logLines(read->entries), bytes);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray flipped = bytes;
        flipped[i] = static_cast<char>(bytes.at(i) ^ 0x01);
        EXPECT_FALSE(logOfLines(flipped, QStringLiteral("log.jsonl"))) << i;
    }
    EXPECT_ERROR(logOfLines("{}\n", QStringLiteral("log.jsonl")), ErrorCode::WrongFormat);
    EXPECT_ERROR(logOfLines(bytes.chopped(1), QStringLiteral("log.jsonl")), ErrorCode::Tampered);
}

TEST(StudyLog, DigestsFollowTheDataAndNotTheirOrder)
{
    Told told;
    const Connection& connection = told.project.connection();
    const auto rows = packets(connection, told.study.id).value();
    const QString answers = answersDigest(connection, rows.first().id).value();
    const QString data = dataDigest(connection, told.study.id).value();
    ASSERT_OK(connection.execute("UPDATE answer SET value = 6 - value"));
    EXPECT_NE(answersDigest(connection, rows.first().id).value(), answers);
    ASSERT_OK(connection.execute("UPDATE answer SET value = 6 - value"));
    EXPECT_EQ(answersDigest(connection, rows.first().id).value(), answers);
    ASSERT_OK(connection.execute("UPDATE packet SET answers_head = 'x' WHERE answers_head = ''"));
    EXPECT_NE(dataDigest(connection, told.study.id).value(), data);
}
