// Tables of codes on the command line: by what else is known of a turn, and how much stands behind each.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/turnvariablestore.h"
#include "core/coding/codestore.h"
#include "core/coding/theorystore.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QJsonValue json(const std::optional<statistics::Independence>& test)
{
    if (!test)
        return QJsonValue(QJsonValue::Null);
    return QJsonObject{{QStringLiteral("chiSquare"), test->chiSquare},
                       {QStringLiteral("df"), static_cast<qint64>(test->degrees)},
                       {QStringLiteral("p"), test->p},
                       {QStringLiteral("v"), test->cramersV},
                       {QStringLiteral("n"), static_cast<qint64>(test->n)},
                       {QStringLiteral("smallestExpected"), test->smallestExpected}};
}

QString testText(const std::optional<statistics::Independence>& test)
{
    if (!test)
        return QStringLiteral("undefined");
    return QStringLiteral("chi-square %1, df %2, p %3, V %4%5")
        .arg(QString::number(test->chiSquare, 'f', 2), QString::number(test->degrees),
             QString::number(test->p, 'g', 3), QString::number(test->cramersV, 'f', 3),
             test->smallestExpected < 5 ? QStringLiteral(" (rough: below 5 expected)") : QString());
}

QJsonValue json(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonArray cellsJson(const CodeInGroups& row, const CodeByVariable& found)
{
    QJsonArray cells;
    for (std::size_t column = 0; column < found.n.size(); ++column) {
        const qint64 count = row.table.count(0, column);
        cells << QJsonObject{
            {QStringLiteral("value"), found.values[static_cast<qsizetype>(column)]},
            {QStringLiteral("count"), count},
            {QStringLiteral("n"), found.n[column]},
            {QStringLiteral("share"), static_cast<double>(count) / static_cast<double>(found.n[column])},
            {QStringLiteral("expected"), json(row.table.expected(0, column))},
            {QStringLiteral("residual"), json(row.table.standardisedResidual(0, column))}};
    }
    return cells;
}

QString rowText(const CodeInGroups& row, const CodeByVariable& found, const QString& name)
{
    QString text = QStringLiteral("%1: %2\n").arg(name, testText(row.test));
    for (std::size_t column = 0; column < found.n.size(); ++column) {
        const qint64 count = row.table.count(0, column);
        const auto residual = row.table.standardisedResidual(0, column);
        text +=
            QStringLiteral("  %1%2 of %3%4 %%5\n")
                .arg(found.values[static_cast<qsizetype>(column)].leftJustified(28),
                     QString::number(count).rightJustified(7),
                     QString::number(found.n[column]).leftJustified(8),
                     QString::number(
                         100.0 * static_cast<double>(count) / static_cast<double>(found.n[column]), 'f', 1)
                         .rightJustified(6),
                     residual ? QString::number(*residual, 'f', 2).rightJustified(9) : QString());
    }
    return text;
}

Result<CodedCorpus> corpusAsked(const Call& call, const Connection& connection, TurnVariable variable)
{
    CodedCorpusQuery query;
    if (variable == TurnVariable::Coder) {
        ANTIPHON_TRY_ASSIGN(const auto only, coderAsked(call, connection));
        if (only)
            query.coders = {only->id};
    } else {
        ANTIPHON_TRY_ASSIGN(const Coder coder, oneCoder(call, connection));
        query.coders = {coder.id};
    }
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    return readCodedCorpus(connection, query, call.cancel);
}

Result<Answer> crosstab(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    const QString word = call.arguments.value(QStringLiteral("by"));
    const auto variable = turnVariableFromWord(word);
    if (!variable)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--by %1").arg(word),
                    QStringLiteral("role, source, position, length, tracks, label or coder is needed"));
    ANTIPHON_TRY_ASSIGN(const auto facet, facetAsked(call, QStringLiteral("facet")));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, corpusAsked(call, connection, *variable));
    ANTIPHON_TRY_ASSIGN(const CodeByVariable found,
                        readCodesByVariable(connection, corpus, *variable, facet, call.cancel));
    QJsonArray codes;
    QString text =
        QStringLiteral("By %1: n = %2 coded turns, %3 missing, %4 without a value\nWhole table: %5\n")
            .arg(word, QString::number(found.coded), QString::number(found.missing),
                 QString::number(found.withoutValue), testText(found.whole));
    for (const CodeInGroups& row : found.rows) {
        const Code& code = corpus.codes[row.code];
        codes << QJsonObject{{QStringLiteral("facet"), facetWord(code.facet)},
                             {QStringLiteral("code"), code.name},
                             {QStringLiteral("cells"), cellsJson(row, found)},
                             {QStringLiteral("test"), json(row.test)}};
        text += rowText(row, found, code.name);
    }
    Answer answer{{{QStringLiteral("by"), word},
                   {QStringLiteral("n"), found.coded},
                   {QStringLiteral("missing"), found.missing},
                   {QStringLiteral("withoutValue"), found.withoutValue},
                   {QStringLiteral("method"), codeByVariableMethod()},
                   {QStringLiteral("test"), json(found.whole)},
                   {QStringLiteral("codes"), codes}},
                  text + codeByVariableMethod() + QLatin1Char('\n')};
    ANTIPHON_TRY(writeTable(call, codeByVariableCsv(corpus.codes, found), answer));
    return answer;
}

struct Densities
{
    QList<Code> codes;
    QList<CodeDensity> densities; // of each code
    ThinRule rule;
    bool hasCore = false;
};

Result<Densities> readDensities(const Connection& connection, std::optional<CoderId> coder)
{
    Densities read;
    ANTIPHON_TRY_ASSIGN(read.codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(read.densities, codeDensities(connection, coder));
    ANTIPHON_TRY_ASSIGN(read.rule, thinRule(connection));
    ANTIPHON_TRY_ASSIGN(const Theory theory, readTheory(connection));
    read.hasCore = theory.core.has_value();
    return read;
}

Result<Answer> density(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const Densities read,
                        readDensities(connection, coder ? std::optional(coder->id) : std::nullopt));
    QJsonArray array;
    QString text = QStringLiteral("%1 incidents dialogues properties dimensions relations memos  thin\n")
                       .arg(QString(), -28);
    for (qsizetype i = 0; i < read.densities.size(); ++i) {
        const CodeDensity& each = read.densities[i];
        const QStringList thin = thinReasons(each, read.rule, read.hasCore);
        array << QJsonObject{{QStringLiteral("facet"), facetWord(read.codes[i].facet)},
                             {QStringLiteral("code"), read.codes[i].name},
                             {QStringLiteral("category"), !read.codes[i].codable},
                             {QStringLiteral("incidents"), each.incidents},
                             {QStringLiteral("dialogues"), each.dialogues},
                             {QStringLiteral("properties"), each.properties},
                             {QStringLiteral("dimensions"), each.dimensions},
                             {QStringLiteral("relations"), each.relations},
                             {QStringLiteral("memos"), each.memos},
                             {QStringLiteral("thin"), QJsonArray::fromStringList(thin)}};
        text +=
            QStringLiteral("%1 %2 %3 %4 %5 %6 %7  %8\n")
                .arg(read.codes[i].name.leftJustified(28), QString::number(each.incidents).rightJustified(9),
                     QString::number(each.dialogues).rightJustified(9),
                     QString::number(each.properties).rightJustified(10),
                     QString::number(each.dimensions).rightJustified(10),
                     QString::number(each.relations).rightJustified(9),
                     QString::number(each.memos).rightJustified(5), thin.join(QStringLiteral(", ")));
    }
    Answer answer{{{QStringLiteral("codes"), array}, {QStringLiteral("rule"), ruleText(read.rule)}},
                  text + ruleText(read.rule) + QLatin1Char('\n')};
    ANTIPHON_TRY(writeTable(call, densitiesCsv(read.codes, read.densities, read.rule, read.hasCore), answer));
    return answer;
}

} // namespace

QList<Verb> tableVerbs()
{
    return {{{QStringLiteral("crosstab")},
             {},
             0,
             0,
             QStringLiteral("codes by role, source, position, length, tracks, label or coder"),
             QStringLiteral("antiphon-cli crosstab --by position --coder ada --out positions.xlsx --project "
                            "evening.antiphon"),
             {{QStringLiteral("by"), QStringLiteral("WHAT"),
               QStringLiteral("role, source, position, length (of the dialogue, in thirds), tracks (whether "
                              "shown), label (that came with the record) or coder"),
               true},
              coderOption(QStringLiteral("whose codings; may be left out where only one coded, and by coder"),
                          false),
              sourceOption(),
              {QStringLiteral("facet"), QStringLiteral("FACET"), QStringLiteral("only codes of this facet"),
               false},
              outOption()},
             crosstab},
            {{QStringLiteral("density")},
             {},
             0,
             0,
             QStringLiteral("how much stands behind each code, and which are still thin"),
             QStringLiteral("antiphon-cli density --coder ada --out density.xlsx --project evening.antiphon"),
             {coderOption(QStringLiteral("only codings and memos of this coder"), false), outOption()},
             density}};
}

} // namespace antiphon::cli
