// What a study declares, for a registry and as a datasheet.
#include "app/cli/studykey.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/rating/preregistration.h"
#include "core/rating/studyplanner.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon::cli {

namespace {

QList<Option> declareOptions(const QString& file)
{
    return {
        {QStringLiteral("study"), QStringLiteral("NAME"), QStringLiteral("the study (the newest)"), false},
        {QStringLiteral("out"), QStringLiteral("FILE"), file, true}};
}

Result<Answer> preregister(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    const QString path = call.arguments.value(QStringLiteral("out"));
    const QString text = preregistrationText(study);
    ANTIPHON_TRY(writeWholeFile(path, text.toUtf8()));
    const auto open = text.count(QStringLiteral("*not declared*"));
    return Answer{
        {{QStringLiteral("study"), study.definition.name},
         {QStringLiteral("out"), path},
         {QStringLiteral("not_declared"), static_cast<qint64>(open)},
         {QStringLiteral("frozen"), study.state == StudyState::Frozen}},
        QStringLiteral("Wrote %1%2\n")
            .arg(path, open == 0 ? QString() : QStringLiteral("; %1 parts were not declared").arg(open))};
}

// The power of the study as it stands, under the planner's assumptions. Nothing where they do not fit it.
Result<QString> powerOf(const Study& study, const CancelToken& cancel)
{
    PlanAssumptions assumptions;
    const StudyDefinition& definition = study.definition;
    const auto raters = static_cast<int>(definition.raters.size());
    if (definition.points != static_cast<int>(assumptions.shares.size()) || raters < 2 ||
        definition.itemsPerSource < 2 || definition.rules.ratingsPerItem != 0)
        return QString();
    assumptions.margin = definition.margin;
    assumptions.alpha = definition.alpha;
    assumptions.seed = definition.seed;
    assumptions.simulations = 200;
    assumptions.replicates = 500;
    ANTIPHON_TRY_ASSIGN(const QList<PlanCell> cells,
                        simulatePlan(assumptions, {raters}, {definition.itemsPerSource}, 2, cancel));
    const statistics::Estimate& found = cells.constFirst().equivalent;
    return QStringLiteral(
               "Power %1 %2 to find equivalence of two conditions without a difference (%3 simulated "
               "studies, seed %4; variance of raters %5, of dialogues %6 on the logit scale, shares "
               "of the points 0.05, 0.10, 0.25, 0.40, 0.20)")
        .arg(figureText(found.value), intervalText(found))
        .arg(assumptions.simulations)
        .arg(assumptions.seed)
        .arg(assumptions.raterVariance)
        .arg(assumptions.itemVariance);
}

Result<Answer> heds(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    std::optional<StudyResults> results;
    if (study.state == StudyState::Frozen) {
        ResultOptions options;
        options.replicates = 2000;
        options.cancel = call.cancel;
        ANTIPHON_TRY_ASSIGN(results, studyResults(connection, study, options));
    }
    ANTIPHON_TRY_ASSIGN(const QString power, powerOf(study, call.cancel));
    const Datasheet sheet = datasheet(study, results ? &*results : nullptr, power);
    const QJsonObject json = datasheetJson(sheet, study);
    const QString path = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY(writeWholeFile(path, QJsonDocument(json).toJson()));
    return Answer{
        {{QStringLiteral("study"), study.definition.name},
         {QStringLiteral("out"), path},
         {QStringLiteral("filled_section_3"), sheet.filledDesign()},
         {QStringLiteral("filled_section_4"), sheet.filledCriteria()},
         {QStringLiteral("filled"), sheet.filled()},
         {QStringLiteral("open"), json[QStringLiteral("open")]}},
        QStringLiteral("Wrote %1: section 3 filled to %2 %, section 4 to %3 %; %4 questions are open\n")
            .arg(path)
            .arg(qRound(100.0 * sheet.filledDesign()))
            .arg(qRound(100.0 * sheet.filledCriteria()))
            .arg(json[QStringLiteral("open")].toArray().size())};
}

} // namespace

QList<Verb> studyDeclareVerbs()
{
    return {{{QStringLiteral("study"), QStringLiteral("preregister")},
             {},
             0,
             0,
             QStringLiteral("write what the study declares as a text to be registered"),
             QStringLiteral("antiphon-cli study preregister --out plan.md --project p.antiphon"),
             declareOptions(QStringLiteral("the Markdown file")),
             preregister},
            {{QStringLiteral("study"), QStringLiteral("heds")},
             {},
             0,
             0,
             QStringLiteral("write the human evaluation datasheet (HEDS 3.0), filled from the study"),
             QStringLiteral("antiphon-cli study heds --out heds.json --project p.antiphon"),
             declareOptions(QStringLiteral("the JSON file")),
             heds}};
}

} // namespace antiphon::cli
