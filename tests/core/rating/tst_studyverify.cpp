// Nothing that left a study, and nothing of it in the project, changes unseen.
#include "core/base/linereader.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyverify.h"
#include "tests/core/rating/sealfixture.h"

#include <QDir>
#include <QTemporaryDir>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Two dialogues a source, so that every byte can be tried.
class VerifyProject : public RatingProject
{
public:
    VerifyProject() : RatingProject(4)
    {
        StudyDefinition small = definition();
        small.itemsPerSource = 1;
        small.raters = numberedRaters(2);
        study = frozenStudy(small);
        packetPath = makePacketsOf(study).first();
        EXPECT_TRUE(sealStudy(connection(), actor, study, {keyPath(), passphrase, {1, 8192}}));
        study = studyByName(connection(), {}).value();
        answersPath = answer(packetPath, 1);
        EXPECT_TRUE(collectAnswers(connection(), actor, answersPath));
        writeFile(QStringLiteral("log.jsonl"), logLines(studyLog(connection(), study.id).value()));
    }
    QString keyPath() const { return filePath(QStringLiteral("spring.antiphon-key")); }
    QString logPath() const { return filePath(QStringLiteral("log.jsonl")); }
    QStringList faultsOf(const QString& path) const
    {
        return checkStudyFile(connection(), path, passphrase).value().faults;
    }
    QStringList faults() const { return checkStudy(connection(), study).value().faults; }

    const Secret passphrase{QByteArrayView("walnut ferry copper")};
    Study study;
    QString packetPath;
    QString answersPath;
};

// Flips a bit of every byte of a copy in turn; the places that nobody found.
QList<qsizetype> unseenFlips(const VerifyProject& project, const QString& path)
{
    const QByteArray bytes = readWholeFile(path).value();
    const QTemporaryDir folder(QDir(folderInMemory()).filePath(QStringLiteral("antiphon-flip-XXXXXX")));
    const QString copy = folder.filePath(QFileInfo(path).fileName());
    QList<qsizetype> unseen;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray flipped = bytes;
        flipped[i] = static_cast<char>(bytes.at(i) ^ (i % 2 == 0 ? 0x01 : 0x20));
        QFile file(copy);
        if (!file.open(QIODevice::WriteOnly) || file.write(flipped) != flipped.size())
            return {-1};
        file.close();
        if (project.faultsOf(copy).isEmpty())
            unseen << i;
    }
    return unseen;
}

} // namespace

TEST(StudyVerify, WhatIsWholeIsFoundWhole)
{
    VerifyProject project;
    EXPECT_EQ(project.faults().join(QLatin1Char('\n')), QString());
    const auto files = studyFiles({QFileInfo(project.path()).path()});
    ASSERT_OK(files);
    EXPECT_EQ(files->size(), 5) << "two packets, answers, key, log";
    for (const QString& path : std::as_const(*files))
        EXPECT_EQ(project.faultsOf(path).join(QLatin1Char('\n')), QString()) << path.toStdString();
    EXPECT_ERROR(studyFiles({project.filePath(QStringLiteral("nowhere"))}), ErrorCode::NotFound);
}

TEST(StudyVerify, AFlippedByteAnywhereInAFileIsFound)
{
    VerifyProject project;
    const QString page =
        project.writeFile(QStringLiteral("page.html"), htmlPacket(readWholeFile(project.packetPath).value()));
    EXPECT_TRUE(project.faultsOf(page).isEmpty());
    for (const QString& path :
         {project.packetPath, project.answersPath, project.keyPath(), project.logPath()})
        EXPECT_EQ(unseenFlips(project, path), QList<qsizetype>()) << path.toStdString();
}

TEST(StudyVerify, FilesOfOthersAndOldOnesAreTold)
{
    VerifyProject project;
    VerifyProject other;
    for (const QString& path : {other.packetPath, other.answersPath, other.keyPath(), other.logPath()})
        EXPECT_EQ(project.faultsOf(path).size(), 1) << path.toStdString();
    const QByteArray answers = readWholeFile(project.answersPath).value();
    const qsizetype last = answers.lastIndexOf('\n', answers.size() - 2);
    project.writeFile(QStringLiteral("short.antiphon-answers"), answers.left(last + 1));
    EXPECT_TRUE(project.faultsOf(project.filePath(QStringLiteral("short.antiphon-answers")))
                    .value(0)
                    .contains(QStringLiteral("does not hold the answers that were collected")));
    EXPECT_FALSE(
        checkStudyFile(project.connection(), project.keyPath(), Secret(QByteArrayView("walnut ferry")))
            ->faults.isEmpty());
    EXPECT_TRUE(checkStudyFile(project.connection(), project.keyPath())->faults.isEmpty());
}

TEST(StudyVerify, AnyChangeInTheProjectIsFound)
{
    VerifyProject project;
    const char* changes[] = {
        "UPDATE answer SET value = 6 - value WHERE value <> 3",
        "UPDATE answer SET given_at = given_at + 1",
        "DELETE FROM answer WHERE criterion = 'relevance'",
        "UPDATE packet SET answers_head = '' WHERE answers_head <> ''",
        "UPDATE packet SET answers_head = digest WHERE answers_head = ''",
        "UPDATE packet SET digest = upper(digest)",
        "UPDATE study SET definition = replace(definition, '\"margin\":0.5', '\"margin\":0.9')",
        "UPDATE study SET digest = upper(digest)",
        "UPDATE study SET state = 'draft'",
        "UPDATE study_source SET letter = CASE letter WHEN 'A' THEN 'B' ELSE 'A' END",
        "UPDATE study_seal SET commitment = upper(commitment)",
        "UPDATE study_seal SET key_digest = upper(key_digest)",
        "UPDATE study_seal SET blind_digest = upper(blind_digest)",
        "UPDATE study_seal SET audit = '{}'",
        "UPDATE study_seal SET opened_at = 1",
        "DELETE FROM study_seal",
        "INSERT INTO unblinding SELECT id, 1, 'bob', 'why not' FROM study",
        "DROP TRIGGER study_log_is_kept; DELETE FROM study_log",
        "DROP TRIGGER study_log_is_kept; DELETE FROM study_log; DELETE FROM study_log_end"};
    for (const char* change : changes) {
        ASSERT_OK(project.connection().execute("SAVEPOINT whole"));
        ASSERT_OK(project.connection().execute(change));
        const Study now = studyByName(project.connection(), {}).value();
        EXPECT_FALSE(checkStudy(project.connection(), now)->faults.isEmpty()) << change;
        ASSERT_OK(project.connection().execute("ROLLBACK TO whole; RELEASE whole"));
        ASSERT_TRUE(project.faults().isEmpty()) << change;
    }
}

TEST(StudyVerify, WhatWasUndoneAfterCollectingIsFound)
{
    VerifyProject project;
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_EQ(project.faults().size(), 1);
    ASSERT_OK(EditHistory(project.connection()).redo(project.actor));
    EXPECT_TRUE(project.faults().isEmpty());
}
