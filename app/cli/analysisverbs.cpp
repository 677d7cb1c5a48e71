// What the codes say, on the command line: which stand together, which follow which, whether new ones still
// come.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/accumulation.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/cooccurrence.h"
#include "core/analysis/transitions.h"

#include <QJsonArray>
#include <QThread>

namespace antiphon::cli {

namespace {

constexpr std::size_t linesShown = 30; // of a table on the screen; --json and --out have all

struct Coded
{
    Coder coder;
    CodedCorpus corpus; // has one layer
    const CodingLayer& layer() const { return corpus.layers.front(); }
};

Result<Coded> readCoded(const Call& call, const Connection& connection)
{
    Coded coded;
    ANTIPHON_TRY_ASSIGN(coded.coder, oneCoder(call, connection));
    CodedCorpusQuery query{{coded.coder.id}, {}};
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(coded.corpus, readCodedCorpus(connection, query, call.cancel));
    return coded;
}

// Undefined is null, never 0.
QJsonValue json(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString figure(std::optional<double> value, int digits, int width)
{
    return (value ? QString::number(*value, 'f', digits) : QStringLiteral("undefined")).rightJustified(width);
}

Result<Answer> together(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Coded coded, readCoded(call, connection));
    auto pairs = coOccurrences(coded.corpus, coded.layer());
    const QByteArray csv = coOccurrenceCsv(coded.corpus.codes, pairs);
    std::ranges::stable_sort(pairs, std::greater(), &CoOccurrence::both);
    QJsonArray array;
    QString text =
        QStringLiteral("%1, n = %2 coded turns\n  %3%4%5%6%7\n")
            .arg(coded.coder.name, QString::number(coded.layer().codedTurns()),
                 QStringLiteral("codes").leftJustified(50), QStringLiteral("both").rightJustified(7),
                 QStringLiteral("Jaccard").rightJustified(11), QStringLiteral("c").rightJustified(11),
                 QStringLiteral("lift").rightJustified(11));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const CoOccurrence& pair = pairs[i];
        const QString& first = coded.corpus.codes[pair.first].name;
        const QString& second = coded.corpus.codes[pair.second].name;
        array << QJsonObject{{QStringLiteral("code"), first},
                             {QStringLiteral("with"), second},
                             {QStringLiteral("both"), pair.both},
                             {QStringLiteral("turns"), QJsonArray{pair.firstTurns, pair.secondTurns}},
                             {QStringLiteral("n"), pair.n},
                             {QStringLiteral("jaccard"), json(pair.jaccard())},
                             {QStringLiteral("cCoefficient"), json(pair.cCoefficient())},
                             {QStringLiteral("lift"), json(pair.lift())}};
        if (i < linesShown)
            text += QStringLiteral("  %1%2%3%4%5\n")
                        .arg((first + QStringLiteral(" + ") + second).leftJustified(50),
                             QString::number(pair.both).rightJustified(7), figure(pair.jaccard(), 3, 11),
                             figure(pair.cCoefficient(), 3, 11), figure(pair.lift(), 2, 11));
    }
    Answer answer{{{QStringLiteral("coder"), coded.coder.name},
                   {QStringLiteral("n"), coded.layer().codedTurns()},
                   {QStringLiteral("pairs"), array}},
                  text};
    ANTIPHON_TRY(writeTable(call, csv, answer));
    return answer;
}

Result<TransitionQuery> transitionsAsked(const Call& call)
{
    TransitionQuery query;
    const QString word = call.arguments.value(QStringLiteral("step"), turnStepWord(TurnStep::UserToSystem));
    const auto step = turnStepFromWord(word);
    if (!step)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--step %1").arg(word),
                    QStringLiteral("user-system, system-user or any is needed"));
    query.step = *step;
    ANTIPHON_TRY_ASSIGN(query.from, facetAsked(call, QStringLiteral("from")));
    ANTIPHON_TRY_ASSIGN(query.to, facetAsked(call, QStringLiteral("to")));
    return query;
}

Result<Answer> transitions(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const TransitionQuery query, transitionsAsked(call));
    ANTIPHON_TRY_ASSIGN(const Coded coded, readCoded(call, connection));
    const Transitions found = countTransitions(coded.corpus, coded.layer(), query);
    QJsonArray array;
    QString text = QStringLiteral("%1, %2: n = %3 pairs of turns, %4 missing\n")
                       .arg(coded.coder.name, turnStepWord(query.step), QString::number(found.pairs),
                            QString::number(found.missing));
    for (std::size_t row = 0; row < found.rows.size(); ++row) {
        const QString& from = coded.corpus.codes[found.rows[row]].name;
        text += QStringLiteral("%1 (%2)\n").arg(from).arg(found.table.rowSum(row));
        for (std::size_t column = 0; column < found.columns.size(); ++column) {
            const QString& to = coded.corpus.codes[found.columns[column]].name;
            const auto residual = found.table.standardisedResidual(row, column);
            const qint64 count = found.table.count(row, column);
            array << QJsonObject{{QStringLiteral("from"), from},
                                 {QStringLiteral("to"), to},
                                 {QStringLiteral("count"), count},
                                 {QStringLiteral("share"), json(found.table.rowShare(row, column))},
                                 {QStringLiteral("expected"), json(found.table.expected(row, column))},
                                 {QStringLiteral("residual"), json(residual)}};
            if (count > 0)
                text += QStringLiteral("  %1%2%3\n")
                            .arg(to.leftJustified(30), QString::number(count).rightJustified(7),
                                 figure(residual, 2, 11));
        }
    }
    Answer answer{{{QStringLiteral("coder"), coded.coder.name},
                   {QStringLiteral("step"), turnStepWord(query.step)},
                   {QStringLiteral("n"), found.pairs},
                   {QStringLiteral("missing"), found.missing},
                   {QStringLiteral("method"), transitionMethod()},
                   {QStringLiteral("transitions"), array}},
                  text + transitionMethod() + QLatin1Char('\n')};
    ANTIPHON_TRY(writeTable(call, transitionCsv(coded.corpus.codes, found), answer));
    return answer;
}

struct SaturationAsked
{
    SaturationRule rule;
    AccumulationOptions options;
    std::optional<Facet> facet;
};

Result<SaturationAsked> saturationAsked(const Call& call)
{
    SaturationAsked asked;
    const auto number = [&call](const char* name, qint64 otherwise, qint64 least, qint64 most) {
        return call.arguments.integer(QLatin1String(name), otherwise, least, most);
    };
    ANTIPHON_TRY_ASSIGN(const qint64 base, number("base", 4, 1, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 run, number("run", 2, 1, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 threshold, number("threshold", 5, 0, 100));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, number("seed", 1, 0, std::numeric_limits<int>::max()));
    ANTIPHON_TRY_ASSIGN(const qint64 orders, number("orders", 1'000, 1, 100'000));
    ANTIPHON_TRY_ASSIGN(asked.facet, facetAsked(call, QStringLiteral("facet")));
    asked.rule = {static_cast<int>(base), static_cast<int>(run), static_cast<double>(threshold) / 100};
    asked.options.seed = static_cast<quint64>(seed);
    asked.options.orders = static_cast<int>(orders);
    asked.options.threads = QThread::idealThreadCount();
    return asked;
}

Result<Answer> saturation(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const SaturationAsked asked, saturationAsked(call));
    ANTIPHON_TRY_ASSIGN(const Coded coded, readCoded(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto order, dialoguesAsCoded(connection, coded.corpus, coded.coder.id));
    const DialogueCodes dialogues = codesOfDialogues(coded.corpus, coded.layer(), order, asked.facet);
    const Saturation found = assessSaturation(dialogues, asked.rule);
    ANTIPHON_TRY_ASSIGN(const Accumulation curve,
                        accumulate(dialogues, asked.options, call.cancel, call.progress));
    QJsonArray runs;
    for (const SaturationRun& run : found.runs)
        runs << QJsonObject{{QStringLiteral("dialogues"), run.upTo},
                            {QStringLiteral("newCodes"), run.newCodes},
                            {QStringLiteral("share"), run.share}};
    QJsonArray points;
    for (std::size_t i = 0; i < curve.observed.size(); ++i)
        points << QJsonObject{{QStringLiteral("dialogues"), static_cast<int>(i) + 1},
                              {QStringLiteral("codes"), curve.observed[i]},
                              {QStringLiteral("low"), curve.low[i]},
                              {QStringLiteral("middle"), curve.median[i]},
                              {QStringLiteral("high"), curve.high[i]}};
    const QString verdict = found.reached
                                ? QStringLiteral("saturation at %1 dialogues, confirmed by a run of %2")
                                      .arg(*found.reached)
                                      .arg(asked.rule.run)
                                : QStringLiteral("not shown: %1").arg(found.reason);
    Answer answer{
        {{QStringLiteral("coder"), coded.coder.name},
         {QStringLiteral("dialogues"), found.dialogues},
         {QStringLiteral("codes"), found.codes},
         {QStringLiteral("baseCodes"), found.baseCodes},
         {QStringLiteral("reached"),
          found.reached ? QJsonValue(*found.reached) : QJsonValue(QJsonValue::Null)},
         {QStringLiteral("reason"), found.reason},
         {QStringLiteral("runs"), runs},
         {QStringLiteral("curve"), points},
         {QStringLiteral("orders"), asked.options.orders},
         {QStringLiteral("level"), asked.options.level},
         {QStringLiteral("seed"), static_cast<qint64>(asked.options.seed)}},
        QStringLiteral("%1: %2 dialogues with %3 codes, %4 of them in the base of %5\nBase %5, run %6, at "
                       "most %7 % new: %8\n")
            .arg(coded.coder.name)
            .arg(found.dialogues)
            .arg(found.codes)
            .arg(found.baseCodes)
            .arg(asked.rule.base)
            .arg(asked.rule.run)
            .arg(asked.rule.threshold * 100)
            .arg(verdict)};
    ANTIPHON_TRY(writeTable(call, accumulationCsv(curve), answer));
    return answer;
}

Option number(const char* name, const char* help)
{
    return {QLatin1String(name), QStringLiteral("N"), QLatin1String(help), false};
}

} // namespace

QList<Verb> analysisVerbs()
{
    const Option coder =
        coderOption(QStringLiteral("whose codings; may be left out where only one coded"), false);
    return {
        {{QStringLiteral("cooccurrence")},
         {},
         0,
         0,
         QStringLiteral("which codes stand together on a turn"),
         QStringLiteral("antiphon-cli cooccurrence --coder ada --out pairs.csv --project evening.antiphon"),
         {coder, sourceOption(), outOption()},
         together},
        {{QStringLiteral("transitions")},
         {},
         0,
         0,
         QStringLiteral("which codes follow which from one turn to the next"),
         QStringLiteral("antiphon-cli transitions --coder ada --step user-system --from intent --to action "
                        "--project evening.antiphon"),
         {coder,
          sourceOption(),
          {QStringLiteral("step"), QStringLiteral("STEP"),
           QStringLiteral("user-system (the default), system-user or any"), false},
          {QStringLiteral("from"), QStringLiteral("FACET"),
           QStringLiteral("only codes of this facet on the earlier turn"), false},
          {QStringLiteral("to"), QStringLiteral("FACET"),
           QStringLiteral("only codes of this facet on the later turn"), false},
          outOption()},
         transitions},
        {{QStringLiteral("saturation")},
         {},
         0,
         0,
         QStringLiteral("whether further dialogues still bring new codes"),
         QStringLiteral("antiphon-cli saturation --coder ada --base 4 --run 2 --threshold 5 --project "
                        "evening.antiphon"),
         {coder,
          sourceOption(),
          {QStringLiteral("facet"), QStringLiteral("FACET"), QStringLiteral("only codes of this facet"),
           false},
          number("base", "dialogues of the base (4)"),
          number("run", "dialogues of a run (2)"),
          number("threshold", "percent of new codes that still count as saturated (5)"),
          number("orders", "random orders for the band (1000)"),
          number("seed", "of the orders (1)"),
          outOption()},
         saturation}};
}

} // namespace antiphon::cli
