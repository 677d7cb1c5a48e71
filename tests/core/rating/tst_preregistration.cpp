#include "core/rating/preregistration.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

StudyDefinition declared(const RatingProject& project)
{
    StudyDefinition definition = project.definition();
    definition.rules.hypotheses =
        QStringList{QStringLiteral("Written dialogues are as natural as human ones.")};
    definition.rules.tests = QStringList{QStringLiteral("TOST on naturalness")};
    definition.rules.stoppingRule = QStringLiteral("three packets");
    definition.rules.reference = QStringLiteral("evening-humans");
    definition.rules.exclusions = {2, 0.0, 5.0, 0.0};
    return definition;
}

} // namespace

TEST(Preregistration, SaysAllThatWasDeclared)
{
    RatingProject project;
    const Study study = project.frozenStudy(declared(project));
    const QString text = preregistrationText(study);
    for (const QString& part :
         {study.digest, QStringLiteral("as natural as human ones"), QStringLiteral("TOST on naturalness"),
          QStringLiteral("three packets"), QStringLiteral("evening-humans (hidden reference)"),
          QStringLiteral("night-writer"), QStringLiteral("missed 2 or more"), QStringLiteral("below 5 s"),
          QStringLiteral("\u00b10.5 points"), QStringLiteral("seed 11"), QStringLiteral("Relevance")})
        EXPECT_TRUE(text.contains(part)) << part.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("*not declared*")));
}

TEST(Preregistration, SaysWhatWasNotDeclared)
{
    RatingProject project;
    const auto study = createStudy(project.connection(), project.actor, project.definition());
    ASSERT_OK(study);
    const QString text = preregistrationText(*study);
    EXPECT_EQ(text.count(QStringLiteral("*not declared*")), 2); // hypotheses, stopping rule
    EXPECT_TRUE(text.contains(QStringLiteral("nothing is frozen yet")));
}

TEST(Datasheet, IsMostlyFilledAndListsTheRestAsOpen)
{
    RatingProject project;
    const Study study = project.frozenStudy(declared(project));
    const QStringList paths = project.makePacketsOf(study);
    for (int i = 0; i < 3; ++i)
        ASSERT_OK(collectAnswers(project.connection(), project.actor,
                                 project.answer(paths.at(i), static_cast<quint64>(i) + 1)));
    const StudyResults results = studyResults(project.connection(), study, {200}).value();
    const Datasheet sheet = datasheet(study, &results, QStringLiteral("0.8"));
    EXPECT_GE(sheet.filledDesign(), 0.75); // five questions of section 3 only people can answer
    EXPECT_GE(sheet.filledCriteria(), 0.8);
    EXPECT_GE(sheet.filled(), 0.8);
    const QJsonObject json = datasheetJson(sheet, study);
    EXPECT_EQ(json[QStringLiteral("version")].toString(), QStringLiteral("3.0"));
    EXPECT_EQ(json[QStringLiteral("section_4")].toArray().size(), 3);
    QSet<QString> open;
    const QJsonArray listed = json[QStringLiteral("open")].toArray();
    for (const QJsonValue& one : listed)
        open.insert(one.toString());
    const QJsonArray design = json[QStringLiteral("section_3")].toArray();
    QStringList ids;
    for (const QJsonValue& one : design)
        ids << one[QStringLiteral("id")].toString();
    EXPECT_EQ(
        ids.join(QLatin1Char(' ')),
        QStringLiteral("3.1.1 3.1.2 3.1.3.1 3.1.3.2 3.1.3.3 3.2.1 3.2.2.1 3.2.2.2 3.2.2.3 3.2.2.4 3.2.3 "
                       "3.2.4 3.2.5 3.3.1 3.3.2 3.3.3.1 3.3.3.2 3.3.4.1 3.3.4.2 3.3.5 3.3.6 3.3.7 3.3.8"));
    for (const QJsonValue& one : design)
        EXPECT_EQ(one[QStringLiteral("answer")].isNull(),
                  open.contains(one[QStringLiteral("id")].toString()));
    EXPECT_TRUE(open.contains(QStringLiteral("3.2.3"))); // how raters were recruited, only people know
}

TEST(Datasheet, SaysOfChoicesThatTheyAreRelative)
{
    RatingProject project(40);
    StudyDefinition definition = declared(project);
    definition.criteria << Criterion{
        QStringLiteral("better"), QStringLiteral("Better"), QStringLiteral("Which is better?"), {}, {},
        QuestionKind::Pair};
    const Datasheet sheet = datasheet(project.frozenStudy(definition), nullptr);
    QHash<QString, QString> said;
    for (const SheetAnswer& one : sheet.criteria.constLast())
        said.insert(one.id, one.answer);
    EXPECT_EQ(said.value(QStringLiteral("4.2.2")), QStringLiteral("Relative"));
    EXPECT_EQ(said.value(QStringLiteral("4.3.3")), QStringLiteral("3"));
    EXPECT_EQ(said.value(QStringLiteral("4.3.8")), QStringLiteral("Relative quality estimation"));
    EXPECT_EQ(said.value(QStringLiteral("4.3.11.1")), QStringLiteral("InterAA not assessed"));
    EXPECT_EQ(said.value(QStringLiteral("4.3.2")), QStringLiteral("no definition given"));
}
