#include "core/generation/phraseshelf.h"
#include "core/generation/runstore.h"
#include "core/generation/runtexts.h"
#include "core/generation/sourcecheck.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"

#include <QFile>
#include <QJsonDocument>

using namespace antiphon;

namespace {

const Actor ada{QStringLiteral("ada")};

QByteArray english()
{
    return shippedPhraseText(QStringLiteral("en"));
}

Result<TextVersion> save(const Connection& db, const char* name, const QByteArray& json)
{
    Result<TextVersion> saved = fail(ErrorCode::Internal);
    const auto recorded =
        EditHistory(db).record(ada, savePhrasesLabel(QLatin1String(name)), [&]() -> Result<void> {
            saved = savePhrases(db, ada, QLatin1String(name), json);
            return saved ? Result<void>() : fail(saved.error());
        });
    return recorded ? saved : fail(recorded.error());
}

} // namespace

TEST(PhraseShelf, findsPhrasesByNameLanguageAndFile)
{
    const test::TemporaryProject project;
    const Connection& db = project.connection();
    EXPECT_EQ(phrasesNamed(db, {})->label, QStringLiteral("en@1"));
    EXPECT_EQ(phrasesNamed(db, QStringLiteral("de"))->book->language, QStringLiteral("de"));
    ASSERT_OK(save(db, "moin", QByteArray(english()).replace("Hiya!", "Moin!")));
    EXPECT_ERROR(save(db, "moin", QByteArray(english()).replace("Hiya!", "Moin!")), ErrorCode::NotPossible);
    EXPECT_ERROR(save(db, "bad", "{}"), ErrorCode::WrongFormat);
    EXPECT_ERROR(save(db, "a/b", english()), ErrorCode::InvalidValue);
    EXPECT_EQ(phrasesNamed(db, QStringLiteral("moin"))->label, QStringLiteral("moin@1"));
    EXPECT_ERROR(phrasesNamed(db, QStringLiteral("klingon")), ErrorCode::NotFound);
    const QString path = project.writeFile(QStringLiteral("own.json"), english());
    EXPECT_EQ(phrasesNamed(db, path)->fileText, english());
    ASSERT_OK(EditHistory(db).undo(ada));
    EXPECT_ERROR(phrasesNamed(db, QStringLiteral("moin")), ErrorCode::NotFound);
}

TEST(PhraseShelf, aRunKeepsTheLanguageItWasBegunWith)
{
    test::GenerationProject project;
    project.addPlans(QStringLiteral("plans"), 8);
    RunRequest request = test::templateRun(QStringLiteral("deutsch"), QStringLiteral("plans"));
    request.phraseFile = QStringLiteral("de");
    const auto outcome = project.perform(request);
    ASSERT_OK(outcome);
    const Connection& db = project.connection();
    EXPECT_EQ(phrasesOfRun(db, outcome->run.parameters)->label, QStringLiteral("de@1"));
    const auto item = runItem(db, outcome->run.id, 0);
    ASSERT_OK(item);
    const QJsonObject provenance = QJsonDocument::fromJson((*item)->provenance).object();
    EXPECT_EQ(provenance.value(QStringLiteral("phrases_name")).toString(), QStringLiteral("de@1"));
    const auto check =
        checkSource(project.path(), QStringLiteral("deutsch"), 5, CancelToken(), ProgressSink());
    ASSERT_OK(check);
    EXPECT_EQ(check->of(CheckKind::MentionMissed).count, 0);
    EXPECT_GT(check->of(CheckKind::MentionMissed).n, 0);
}

TEST(PhraseShelf, aRunOutlivesTheFileOfItsPhrases)
{
    test::GenerationProject project;
    project.addPlans(QStringLiteral("plans"), 8);
    RunRequest request = test::templateRun(QStringLiteral("own"), QStringLiteral("plans"));
    request.phraseFile = project.writeFile(QStringLiteral("own.json"), english().replace("Hiya!", "Moin!"));
    request.limit = 3;
    const auto begun = project.perform(request);
    ASSERT_OK(begun);
    ASSERT_TRUE(QFile::remove(request.phraseFile));
    request.start = RunStart::Resume;
    request.limit = 8;
    const auto resumed = project.perform(request);
    ASSERT_OK(resumed);
    EXPECT_EQ(resumed->run.samples, 8);
}
