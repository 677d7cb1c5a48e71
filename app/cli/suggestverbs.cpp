#include "app/cli/counttext.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/coding/codingstore.h"
#include "core/coding/suggestapply.h"
#include "core/coding/suggestevaluation.h"
#include "core/corpus/corpusstore.h"
#include "core/rating/results.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QThread>

namespace antiphon::cli {

namespace {

struct Coded
{
    Coder coder;
    SuggestCorpus corpus;
    ExampleSet examples;
    TrainOptions options;
};

Result<Coded> readCoded(const Call& call, const Connection& connection)
{
    Coded coded;
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<int>::max()));
    coded.options.seed = static_cast<quint64>(seed);
    coded.options.threads = QThread::idealThreadCount();
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    coded.coder = coder.value_or(Coder());
    ANTIPHON_TRY(mayTellOf(connection, coded.coder));
    ANTIPHON_TRY_ASSIGN(coded.corpus,
                        readSuggestCorpus(connection, coded.coder.id, mostTurnsLearned, call.cancel));
    coded.examples = examplesOf(coded.corpus.dialogues, coded.corpus.codes, coded.corpus.words,
                                coded.options.threads, call.cancel);
    return coded;
}

double secondsOf(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.elapsed()) / 1000;
}

QString figure(std::optional<double> value, int width = 6)
{
    return (value ? QString::number(*value, 'f', 3) : QStringLiteral("none")).rightJustified(width);
}

QString headRow(const QString& group, const QStringList& columns)
{
    QString row = QStringLiteral("  %1").arg(group, -36);
    for (const QString& column : columns)
        row += column.rightJustified(11);
    return row + u'\n';
}

QJsonArray unlearntJson(const QList<UnlearntCode>& codes)
{
    QJsonArray array;
    for (const UnlearntCode& code : codes)
        array << QJsonObject{{QStringLiteral("facet"), facetWord(code.facet)},
                             {QStringLiteral("code"), code.name},
                             {QStringLiteral("turns"), code.turns}};
    return array;
}

QString unlearntText(const QList<UnlearntCode>& codes)
{
    if (codes.isEmpty())
        return {};
    QStringList names;
    for (const UnlearntCode& code : codes)
        names << QStringLiteral("%1 (%2)").arg(code.name, turnsText(code.turns));
    return QStringLiteral("Not learned, for at least %1 turns with and without a code are needed: %2\n")
        .arg(fewestTurnsToLearn)
        .arg(names.join(QStringLiteral(", ")));
}

QJsonObject heldBackF1(const LearntCode& code, quint64 seed)
{
    statistics::Estimate estimate;
    estimate.value = f1Of(code.heldBack);
    estimate.n = code.heldBack.turns();
    estimate.seed = seed;
    estimate.method = "F1 on dialogues held back in five parts, each by the threshold of the other four";
    return estimateJson(estimate);
}

// How long one suggestion for one turn takes: all codes, from the text to the order.
double millisecondsPerTurn(const Coded& coded, const SuggestModel& model)
{
    constexpr qint64 mostTurns = 500;
    QElapsedTimer timer;
    timer.start();
    qint64 turns = 0;
    for (const SuggestDialogue& dialogue : coded.corpus.dialogues) {
        for (int t = 0; t < dialogue.turns.size() && turns < mostTurns; ++t, ++turns)
            suggestionsFor(model, coded.corpus.words, dialogue, t);
    }
    return turns == 0 ? 0 : static_cast<double>(timer.nsecsElapsed()) / 1e6 / static_cast<double>(turns);
}

QJsonArray learntJson(const SuggestModel& model)
{
    QJsonArray codes;
    for (const LearntCode& code : model.codes)
        codes << QJsonObject{{QStringLiteral("facet"), facetWord(code.facet)},
                             {QStringLiteral("code"), code.name},
                             {QStringLiteral("turns"), code.turns},
                             {QStringLiteral("threshold"), double(code.threshold)},
                             {QStringLiteral("f1"), heldBackF1(code, model.seed)}};
    return codes;
}

QString learntText(const SuggestModel& model)
{
    QString text = headRow(QStringLiteral("code"),
                           {QStringLiteral("turns"), QStringLiteral("threshold"), QStringLiteral("F1")});
    for (const LearntCode& code : model.codes)
        text += headRow(facetWord(code.facet) + u':' + code.name,
                        {number(code.turns), figure(double(code.threshold)), figure(f1Of(code.heldBack))});
    return text;
}

Result<Answer> train(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Coded coded, readCoded(call, connection));
    ANTIPHON_TRY_ASSIGN(
        const SuggestModel model,
        trainSuggestModel(coded.examples, allOf(coded.examples), coded.options, call.cancel, call.progress));
    const double seconds = secondsOf(timer);
    ANTIPHON_TRY(writeSuggestModel(connection, coded.coder.id, model));
    const double perTurn = millisecondsPerTurn(coded, model);
    const QString text =
        QStringLiteral("Learned from %1 of %2 by %3 in %4 s; a suggestion takes %5 ms. F1 is "
                       "that on dialogues held back.\n")
            .arg(turnsText(model.turns), dialoguesText(model.dialogues), coded.coder.name,
                 QString::number(seconds, 'f', 2), QString::number(perTurn, 'f', 2));
    return Answer{{{QStringLiteral("coder"), coded.coder.name},
                   {QStringLiteral("turns"), model.turns},
                   {QStringLiteral("dialogues"), model.dialogues},
                   {QStringLiteral("codes"), learntJson(model)},
                   {QStringLiteral("not_learned"), unlearntJson(model.unlearnt)},
                   {QStringLiteral("seed"), static_cast<qint64>(model.seed)},
                   {QStringLiteral("seconds"), seconds},
                   {QStringLiteral("milliseconds_per_suggestion"), perTurn}},
                  text + learntText(model) + unlearntText(model.unlearnt)};
}

QJsonObject scoreJson(const CodeScore& score)
{
    QJsonArray thresholds;
    for (const float threshold : score.thresholds)
        thresholds << double(threshold);
    const auto plain = [](std::optional<double> value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {{QStringLiteral("facet"), facetWord(score.facet)},
            {QStringLiteral("code"), score.name},
            {QStringLiteral("turns"), score.decisions.given()},
            {QStringLiteral("f1"), estimateJson(score.f1)},
            {QStringLiteral("precision"), plain(score.precision)},
            {QStringLiteral("recall"), plain(score.recall)},
            {QStringLiteral("in_mean"), score.inMacro},
            {QStringLiteral("thresholds"), thresholds}};
}

QString intervalText(const statistics::Estimate& estimate)
{
    return estimate.low ? QStringLiteral("%1 to %2").arg(figure(estimate.low, 0), figure(estimate.high, 0))
                        : QStringLiteral("none");
}

QString facetText(const Evaluation& evaluation, Facet facet)
{
    QString text;
    for (const CodeScore& score : evaluation.codes) {
        if (score.facet == facet)
            text += headRow(score.name + (score.inMacro ? QString() : QStringLiteral(" (not in the mean)")),
                            {number(score.decisions.given()), figure(score.f1.value), figure(score.precision),
                             figure(score.recall)});
    }
    if (text.isEmpty())
        return text;
    text.prepend(headRow(facetTitle(facet), {QStringLiteral("turns"), QStringLiteral("F1"),
                                             QStringLiteral("precision"), QStringLiteral("recall")}));
    for (const FacetScore& score : evaluation.facets) {
        if (score.facet == facet)
            text += headRow(QStringLiteral("macro F1 of %1 codes").arg(score.codes.size()),
                            {QString(), figure(score.macroF1.value)}) +
                    QStringLiteral("  95 % interval %1\n").arg(intervalText(score.macroF1));
    }
    return text + u'\n';
}

Answer evaluationAnswer(const Evaluation& evaluation, const QString& coder, double seconds)
{
    QJsonObject macro;
    QJsonObject averaged;
    for (const FacetScore& score : evaluation.facets) {
        macro.insert(facetWord(score.facet), estimateJson(score.macroF1));
        averaged.insert(facetWord(score.facet), QJsonArray::fromStringList(score.codes));
    }
    QJsonArray codes;
    for (const CodeScore& score : evaluation.codes)
        codes << scoreJson(score);
    QString text = QStringLiteral("%1 of %2 by %3 in %4 folds of dialogues, seed %5, %6 s\n\n")
                       .arg(turnsText(evaluation.turns), dialoguesText(evaluation.dialogues), coder)
                       .arg(evaluation.folds)
                       .arg(evaluation.seed)
                       .arg(seconds, 0, 'f', 2);
    for (const Facet facet : allFacets)
        text += facetText(evaluation, facet);
    return Answer{{{QStringLiteral("coder"), coder},
                   {QStringLiteral("turns"), evaluation.turns},
                   {QStringLiteral("dialogues"), evaluation.dialogues},
                   {QStringLiteral("folds"), evaluation.folds},
                   {QStringLiteral("seed"), static_cast<qint64>(evaluation.seed)},
                   {QStringLiteral("macro_f1"), macro},
                   {QStringLiteral("mean_over"), averaged},
                   {QStringLiteral("codes"), codes},
                   {QStringLiteral("not_learned"), unlearntJson(evaluation.unlearnt)},
                   {QStringLiteral("seconds"), seconds}},
                  text + unlearntText(evaluation.unlearnt)};
}

Result<Answer> evaluate(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const qint64 folds, call.arguments.integer(QStringLiteral("folds"), 5, 2, 100));
    ANTIPHON_TRY_ASSIGN(const Coded coded, readCoded(call, connection));
    EvaluationOptions options;
    options.folds = static_cast<int>(folds);
    options.training = coded.options;
    ANTIPHON_TRY_ASSIGN(const Evaluation evaluation,
                        evaluateSuggestions(coded.examples, options, call.cancel, call.progress));
    return evaluationAnswer(evaluation, coded.coder.name, secondsOf(timer));
}

Result<Answer> apply(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const auto asked, coderAsked(call, connection));
    const Coder coder = asked.value_or(Coder());
    ANTIPHON_TRY(mayTellOf(connection, coder));
    ANTIPHON_TRY_ASSIGN(const auto source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const SuggestionRun run,
                        applySuggestions(connection, coder.id, source, QThread::idealThreadCount(),
                                         call.cancel, call.progress));
    return Answer{
        {{QStringLiteral("coder"), coder.name},
         {QStringLiteral("dialogues"), run.dialogues},
         {QStringLiteral("turns"), run.turns},
         {QStringLiteral("suggestions"), run.suggestions}},
        QStringLiteral("%1 for %2 without a code in %3. None is a coding until %4 accepts it.\n")
            .arg(plural(run.suggestions, QStringLiteral("suggestion"), QStringLiteral("suggestions")),
                 turnsText(run.turns), dialoguesText(run.dialogues), coder.name)};
}

Option learnedCoderOption()
{
    return coderOption(QStringLiteral("whose codings are learned from; nobody else's are read"), true);
}

Option seedOption()
{
    return {QStringLiteral("seed"), QStringLiteral("S"),
            QStringLiteral("of the dialogues held back; 1 when left out"), false};
}

} // namespace

QList<Verb> suggestVerbs()
{
    return {
        {{QStringLiteral("suggest"), QStringLiteral("train")},
         {},
         0,
         0,
         QStringLiteral("learn from a coder's codings which codes a turn may carry"),
         QStringLiteral("antiphon-cli suggest train --coder ada --project evening.antiphon"),
         {learnedCoderOption(), seedOption()},
         train},
        {{QStringLiteral("suggest"), QStringLiteral("evaluate")},
         {},
         0,
         0,
         QStringLiteral("how well a coder's codes are foretold on dialogues held back"),
         QStringLiteral("antiphon-cli suggest evaluate --coder ada --folds 5 --project evening.antiphon"),
         {learnedCoderOption(),
          {QStringLiteral("folds"), QStringLiteral("K"),
           QStringLiteral("parts that the dialogues are dealt out to; 5 when left out"), false},
          seedOption()},
         evaluate},
        {{QStringLiteral("suggest"), QStringLiteral("apply")},
         {},
         0,
         0,
         QStringLiteral("store suggestions for the turns that a coder has not coded"),
         QStringLiteral("antiphon-cli suggest apply --coder ada --source cpcd --project evening.antiphon"),
         {learnedCoderOption(),
          {QStringLiteral("source"), QStringLiteral("NAME"), QStringLiteral("only dialogues of this source"),
           false}},
         apply}};
}

} // namespace antiphon::cli
