// What drawn plans are like: how far from the recipe or a coding, how coherent, even, narrow and repetitive.
#include "app/cli/agreementtables.h"
#include "app/cli/counttext.h"
#include "app/cli/planfigures.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/base/tablefile.h"
#include "core/cascade/plandiagnosis.h"
#include "core/cascade/recipeestimate.h"

#include <QJsonArray>
#include <QThread>

namespace antiphon::cli {

namespace {

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString shown(std::optional<double> value, int digits = 3)
{
    return value ? QString::number(*value, 'f', digits) : QStringLiteral("undefined");
}

QJsonArray distancesJson(const QList<TableDistance>& distances)
{
    QJsonArray array;
    for (const TableDistance& distance : distances)
        array << QJsonObject{{QStringLiteral("table"), distance.table},
                             {QStringLiteral("totalVariation"), json(distance.totalVariation)},
                             {QStringLiteral("effect"), json(distance.effect)},
                             {QStringLiteral("chiSquare"), orNull(distance.chiSquare)},
                             {QStringLiteral("degrees"), distance.degrees},
                             {QStringLiteral("p"), orNull(distance.p)},
                             {QStringLiteral("smallestExpected"), distance.smallestExpected},
                             {QStringLiteral("referenceN"), distance.referenceN},
                             {QStringLiteral("referenceMissing"), distance.referenceMissing},
                             {QStringLiteral("outside"), distance.outside}};
    return array;
}

QJsonObject shuffledJson(const AgainstShuffled& against)
{
    QJsonObject object = json(against.observed);
    object.insert(QStringLiteral("shuffledMean"), orNull(against.shuffledMean));
    object.insert(QStringLiteral("shuffledLow"), orNull(against.shuffledLow));
    object.insert(QStringLiteral("shuffledHigh"), orNull(against.shuffledHigh));
    object.insert(QStringLiteral("p"), orNull(against.p));
    object.insert(QStringLiteral("shuffles"), against.shuffles);
    object.insert(QStringLiteral("seed"), static_cast<qint64>(against.seed));
    return object;
}

QJsonArray poolsJson(const QList<PoolStep>& pools)
{
    QJsonArray array;
    for (const PoolStep& step : pools)
        array << QJsonObject{{QStringLiteral("turn"), step.turn},
                             {QStringLiteral("plans"), step.plans},
                             {QStringLiteral("smallest"), step.smallest},
                             {QStringLiteral("lowerQuartile"), step.lowerQuartile},
                             {QStringLiteral("median"), step.median},
                             {QStringLiteral("upperQuartile"), step.upperQuartile},
                             {QStringLiteral("largest"), step.largest}};
    return array;
}

QJsonObject runJson(const SharedRun& run)
{
    return {{QStringLiteral("turns"), run.turns},
            {QStringLiteral("plans"), QJsonArray{run.first, run.second}},
            {QStringLiteral("labels"), QJsonArray::fromStringList(run.labels)}};
}

QJsonArray runCountsJson(const QList<RunCount>& runs)
{
    QJsonArray array;
    for (const RunCount& run : runs)
        array << QJsonObject{{QStringLiteral("turns"), run.turns},
                             {QStringLiteral("n"), run.runs},
                             {QStringLiteral("different"), run.different},
                             {QStringLiteral("repeated"), run.repeated}};
    return array;
}

QJsonObject repeatsJson(const PlanRepeats& repeats)
{
    QJsonArray commonest;
    for (const WholeSequence& sequence : repeats.commonest)
        commonest << QJsonObject{{QStringLiteral("plans"), sequence.plans},
                                 {QStringLiteral("first"), sequence.first},
                                 {QStringLiteral("labels"), QJsonArray::fromStringList(sequence.labels)}};
    return {{QStringLiteral("longestLabels"), runJson(repeats.longestLabels)},
            {QStringLiteral("longestTurns"), runJson(repeats.longestTurns)},
            {QStringLiteral("labelRuns"), runCountsJson(repeats.labelRuns)},
            {QStringLiteral("turnRuns"), runCountsJson(repeats.turnRuns)},
            {QStringLiteral("differentSequences"), repeats.differentSequences},
            {QStringLiteral("commonest"), commonest}};
}

QJsonObject diagnosisJson(const PlanDiagnosis& diagnosis)
{
    QJsonObject figures{
        {QStringLiteral("name"), diagnosis.plans},
        {QStringLiteral("reference"), diagnosis.reference},
        {QStringLiteral("plans"), diagnosis.planCount},
        {QStringLiteral("turns"), diagnosis.turnCount},
        {QStringLiteral("distance"), json(diagnosis.meanDistance)},
        {QStringLiteral("distances"), distancesJson(diagnosis.distances)},
        {QStringLiteral("coherence"),
         QJsonObject{{QStringLiteral("pmi"), shuffledJson(diagnosis.coherence.pmi)},
                     {QStringLiteral("normalised"), shuffledJson(diagnosis.coherence.normalised)},
                     {QStringLiteral("lift"), shuffledJson(diagnosis.coherence.lift)}}},
        {QStringLiteral("balance"), balanceJson(diagnosis.balance)},
        {QStringLiteral("pools"), poolsJson(diagnosis.pools)},
        {QStringLiteral("repeats"), repeatsJson(diagnosis.repeats)},
        {QStringLiteral("seed"), static_cast<qint64>(diagnosis.seed)},
        {QStringLiteral("seconds"), diagnosis.seconds}};
    insertShares(figures, diagnosis.shares);
    return figures;
}

QString distancesText(const PlanDiagnosis& diagnosis)
{
    QString text =
        QStringLiteral("\nDistance from %1 (0: the same, 1: nothing in common)\n  %2      TV  effect %3 %4"
                       "        p         n  missing  outside\n")
            .arg(diagnosis.reference, QStringLiteral("table").leftJustified(40),
                 QStringLiteral("chi-square").rightJustified(12), QStringLiteral("df").rightJustified(4));
    for (const TableDistance& each : diagnosis.distances) {
        if (!each.totalVariation.value) {
            text +=
                QStringLiteral("  %1 undefined: %2\n")
                    .arg(each.table.leftJustified(40), QString::fromStdString(each.totalVariation.reason));
            continue;
        }
        text += QStringLiteral("  %1").arg(each.table.leftJustified(40));
        text +=
            shown(each.totalVariation.value).rightJustified(8) + shown(each.effect.value).rightJustified(8);
        text += shown(each.chiSquare, 1).rightJustified(13) + QString::number(each.degrees).rightJustified(5);
        text += shown(each.p, 4).rightJustified(9) + number(each.n).rightJustified(10);
        text += number(each.missing).rightJustified(9) + number(each.outside).rightJustified(9) +
                QLatin1Char('\n');
    }
    text += QStringLiteral("  %1%2   (%3, n = %4)\n")
                .arg(QStringLiteral("all tables").leftJustified(40),
                     shown(diagnosis.meanDistance.value).rightJustified(8),
                     QString::fromStdString(diagnosis.meanDistance.method), number(diagnosis.meanDistance.n));
    return text + QStringLiteral(
                      "  effect: Cramer's V against a coding, Cohen's w against a recipe; p as if turns were "
                      "independent, which those of one plan are not\n");
}

QString coherenceText(const Coherence& coherence)
{
    QString text =
        QStringLiteral("\nCoherence of values named one after the other, against shuffled catalogues\n");
    const auto row = [&](const QString& name, const AgainstShuffled& against) {
        text += QStringLiteral("  %1 %2, shuffled %3 [%4, %5], p = %6, %7 shuffles, n = %8, missing %9\n")
                    .arg(name.leftJustified(16), shown(against.observed.value), shown(against.shuffledMean),
                         shown(against.shuffledLow), shown(against.shuffledHigh), shown(against.p, 4),
                         QString::number(against.shuffles), number(against.observed.n),
                         number(against.observed.missing));
    };
    row(QStringLiteral("PMI (bits)"), coherence.pmi);
    row(QStringLiteral("normalised PMI"), coherence.normalised);
    row(QStringLiteral("lift"), coherence.lift);
    return text + QStringLiteral("  permutation test, seed %1\n").arg(coherence.pmi.seed);
}

QString poolsText(const QList<PoolStep>& pools)
{
    QString text = QStringLiteral("\nPool after each turn (quartiles)\n");
    for (const PoolStep& step : pools)
        text += QStringLiteral("  turn %1  %2 [%3, %4], n = %5\n")
                    .arg(QString::number(step.turn).rightJustified(3), number(qRound64(step.median)),
                         number(qRound64(step.lowerQuartile)), number(qRound64(step.upperQuartile)),
                         number(step.plans));
    return text;
}

QString repeatsText(const PlanRepeats& repeats)
{
    QString text = QStringLiteral("\nRepeats\n");
    const auto row = [&](const QString& name, const SharedRun& run) {
        text += QStringLiteral("  longest run of %1 that two plans share: %2 turns (plans %3 and %4)\n")
                    .arg(name, QString::number(run.turns), number(run.first), number(run.second));
    };
    row(QStringLiteral("label sets"), repeats.longestLabels);
    row(QStringLiteral("whole turns"), repeats.longestTurns);
    for (qsizetype i = 0; i < repeats.labelRuns.size(); ++i) {
        const RunCount& labels = repeats.labelRuns[i];
        const RunCount& turns = repeats.turnRuns[i];
        if (labels.runs == 0)
            continue;
        const auto share = [](const RunCount& run) {
            return 100.0 * static_cast<double>(run.repeated) / static_cast<double>(run.runs);
        };
        text += QStringLiteral(
                    "  runs of %1 turns: %2 % of %3 occur more than once by labels, %4 % word for word\n")
                    .arg(QString::number(labels.turns), QString::number(share(labels), 'f', 1),
                         number(labels.runs), QString::number(share(turns), 'f', 1));
    }
    text += QStringLiteral("  %1 different label sequences in %2 plans; the commonest:\n")
                .arg(number(repeats.differentSequences), number(repeats.plans));
    for (const WholeSequence& sequence : repeats.commonest)
        text +=
            QStringLiteral("  %1  %2\n")
                .arg(number(sequence.plans).rightJustified(8), sequence.labels.join(QStringLiteral(" / ")));
    return text;
}

// The coding asked for as tables; nothing where the recipe is meant.
Result<void> readReference(const Call& call, const Connection& connection, DiagnosisRequest& request)
{
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    if (!coder)
        return {};
    CodedCorpusQuery query{{coder->id}, {}};
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query, call.cancel));
    request.reference = tablesOfCoding(corpus, corpus.layers.front());
    if (const auto estimate = estimateRecipe(corpus, corpus.layers.front(), coder->name))
        request.shares = estimate->recipe;
    request.referenceName = QStringLiteral("the coding of ") + coder->name;
    return {};
}

Result<Answer> runDiagnose(const Call& call)
{
    DiagnosisRequest request;
    ANTIPHON_TRY_ASSIGN(const qint64 shuffles,
                        call.arguments.integer(QStringLiteral("shuffles"), 199, 0, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    const int cores = std::clamp(QThread::idealThreadCount(), 1, 8);
    ANTIPHON_TRY_ASSIGN(const qint64 threads,
                        call.arguments.integer(QStringLiteral("threads"), cores, 1, 64));
    request.shuffles = static_cast<int>(shuffles);
    request.seed = static_cast<quint64>(seed);
    request.threads = static_cast<int>(threads);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(request.set, planSetByName(connection, call.arguments.positional.first()));
    ANTIPHON_TRY(readReference(call, connection, request));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, request.set.catalogue));
    ANTIPHON_TRY_ASSIGN(const PlanDiagnosis diagnosis,
                        diagnosePlans(connection, *index, request, call.cancel, call.progress));
    Answer answer{diagnosisJson(diagnosis),
                  QStringLiteral("%1: %2 plans, %3\n")
                      .arg(diagnosis.plans, number(diagnosis.planCount), turnsText(diagnosis.turnCount))};
    answer.text += sharesText(diagnosis.shares, QStringLiteral("reference")) + distancesText(diagnosis) +
                   coherenceText(diagnosis.coherence) + balanceText(diagnosis.balance) +
                   poolsText(diagnosis.pools) + repeatsText(diagnosis.repeats);
    ANTIPHON_TRY(writeTable(call, diagnosisCsv(diagnosis), answer));
    return answer;
}

} // namespace

QList<Verb> diagnosisVerbs()
{
    return {{{QStringLiteral("plan"), QStringLiteral("diagnose")},
             QStringLiteral("NAME"),
             1,
             1,
             QStringLiteral("measure plans: distance, coherence, balance, pools, repeats"),
             QStringLiteral("antiphon-cli plan diagnose plans --coder anna --project evening.antiphon"),
             {coderOption(QStringLiteral("compare with her coding (the recipe of the plans)"), false),
              sourceOption(),
              {QStringLiteral("shuffles"), QStringLiteral("R"), QStringLiteral("of the catalogue (199)")},
              {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of the shuffles (1)")},
              {QStringLiteral("threads"), QStringLiteral("T"),
               QStringLiteral("threads that shuffle; the figures do not depend on it")},
              outOption()},
             runDiagnose}};
}

} // namespace antiphon::cli
