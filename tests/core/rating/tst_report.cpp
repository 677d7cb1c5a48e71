#include "core/base/linereader.h"
#include "core/rating/report.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

ResultOptions quick()
{
    ResultOptions options;
    options.replicates = 2000;
    return options;
}

} // namespace

TEST(Report, IsWholeBlindAndSaysTheVerdict)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    quint64 seed = 1;
    for (const QString& path : project.makePacketsOf(study))
        ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(path, seed++)));
    const QString path = project.filePath(QStringLiteral("report.html"));
    ASSERT_OK(writeReport(project.connection(), study, path, quick()));
    const QByteArray page = readWholeFile(path).value();
    EXPECT_TRUE(page.contains("quivalen"));
    EXPECT_TRUE(page.contains("seed 11"));
    EXPECT_TRUE(page.contains("The key is not open"));
    EXPECT_EQ(page.count("<section"), page.count("</section>"));
    EXPECT_EQ(page.count("<svg"), 9); // bars, means and strip of three criteria
    for (const char* outside : {"http:", "https:", "<script", "<img", "@import", "url("})
        EXPECT_FALSE(page.contains(outside)) << outside;
    const QByteArray figures = page.left(page.indexOf("Where it comes from"));
    EXPECT_FALSE(figures.contains("night-writer"));
    ASSERT_OK(unblindStudy(project.connection(), project.actor, study, QStringLiteral("done <b>")));
    ASSERT_OK(writeReport(project.connection(), study, path, quick()));
    const QByteArray opened = readWholeFile(path).value();
    EXPECT_TRUE(opened.contains("night-writer"));
    EXPECT_TRUE(opened.contains("done &lt;b&gt;"));
}

TEST(Report, EscapesWhateverPeopleTyped)
{
    StudyResults results;
    results.study.definition.name = QStringLiteral("<script>alert('x')</script>");
    results.study.definition.criteria.clear();
    ProjectFacts facts;
    Source source;
    source.name = QStringLiteral("a\"b<c>&'");
    facts.sources << source;
    const QByteArray page = reportPage(results, facts, BlindingAudit{});
    EXPECT_FALSE(page.contains("<script"));
    EXPECT_TRUE(page.contains("a&quot;b&lt;c&gt;&amp;&#39;"));
}

TEST(Report, WithoutAnswersSaysUndefined)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QString path = project.filePath(QStringLiteral("report.html"));
    ASSERT_OK(writeReport(project.connection(), study, path, quick()));
    const QByteArray page = readWholeFile(path).value();
    EXPECT_TRUE(page.contains("undefined"));
    EXPECT_TRUE(page.contains("no answers"));
    EXPECT_ERROR(
        writeReport(project.connection(), study, project.filePath(QStringLiteral("no/report.html")), quick()),
        ErrorCode::PermissionDenied);
}
