// How far coders agree, on the command line.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/coderagreement.h"
#include "core/base/csvfile.h"
#include "core/base/linereader.h"
#include "core/coding/coderstore.h"

#include <QJsonArray>
#include <QThread>

namespace antiphon::cli {

namespace {

using statistics::Estimate;

struct AgreementAsked
{
    CodedCorpusQuery query;
    std::optional<Facet> facet;
    statistics::BootstrapOptions folds;
};

Result<QList<CoderId>> codersNamed(const Call& call, const Connection& connection)
{
    QList<CoderId> coders;
    const QStringList names =
        call.arguments.value(QStringLiteral("coders")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& name : names) {
        ANTIPHON_TRY_ASSIGN(const auto coder, coderByName(connection, name.trimmed()));
        if (!coder)
            return fail(ErrorCode::NotFound, QStringLiteral("the coder %1").arg(name.trimmed()));
        if (!coders.contains(coder->id))
            coders << coder->id;
    }
    if (coders.size() < 2)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--coders"),
                    QStringLiteral("two different coders or more are needed, as --coders ada,ben"));
    return coders;
}

Result<AgreementAsked> agreementAsked(const Call& call, const Connection& connection)
{
    AgreementAsked asked;
    ANTIPHON_TRY_ASSIGN(asked.query.coders, codersNamed(call, connection));
    ANTIPHON_TRY_ASSIGN(asked.query.source, sourceAsked(call, connection));
    if (const QString word = call.arguments.value(QStringLiteral("facet")); !word.isEmpty()) {
        asked.facet = facetFromWord(word);
        if (!asked.facet)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--facet %1").arg(word),
                        QStringLiteral("intent, action, attribute or free is needed"));
    }
    ANTIPHON_TRY_ASSIGN(const qint64 folds,
                        call.arguments.integer(QStringLiteral("folds"), 1'000, 100, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<int>::max()));
    asked.folds.replicates = static_cast<int>(folds);
    asked.folds.seed = static_cast<quint64>(seed);
    return asked;
}

QJsonValue json(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject json(const Estimate& estimate)
{
    QJsonObject object{{QStringLiteral("value"), json(estimate.value)},
                       {QStringLiteral("n"), static_cast<qint64>(estimate.n)},
                       {QStringLiteral("missing"), static_cast<qint64>(estimate.missing)},
                       {QStringLiteral("method"), QString::fromStdString(estimate.method)}};
    if (!estimate.value)
        object.insert(QStringLiteral("reason"), QString::fromStdString(estimate.reason));
    if (estimate.low) {
        object.insert(QStringLiteral("low"), *estimate.low);
        object.insert(QStringLiteral("high"), *estimate.high);
        object.insert(QStringLiteral("level"), estimate.level);
    }
    if (estimate.seed)
        object.insert(QStringLiteral("seed"), static_cast<qint64>(*estimate.seed));
    return object;
}

QString figure(const Estimate& estimate)
{
    return (estimate.value ? QString::number(*estimate.value, 'f', 3) : QStringLiteral("undef."))
        .rightJustified(9);
}

// All codes, or those of a facet, as sets of labels.
struct SetAgreement
{
    QString name;
    statistics::Agreement masi;
    statistics::Agreement jaccard;
};

Result<SetAgreement> setAgreement(const Call& call, const CodedCorpus& corpus, std::optional<Facet> facet,
                                  const statistics::BootstrapOptions& folds)
{
    SetAgreement found;
    found.name = facet ? facetTitle(*facet) : QStringLiteral("All codes");
    const statistics::LabelSetTable sets = labelSetsOf(corpus, facet);
    const int threads = QThread::idealThreadCount();
    ANTIPHON_TRY_ASSIGN(found.masi, statistics::krippendorffAlpha(sets, statistics::SetDistance::Masi, folds,
                                                                  threads, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(found.jaccard,
                        statistics::krippendorffAlpha(sets, statistics::SetDistance::Jaccard, folds, threads,
                                                      call.cancel, call.progress));
    return found;
}

QString setText(const SetAgreement& set)
{
    const Estimate& masi = set.masi.estimate;
    QString text = QStringLiteral("  %1 MASI%2").arg(set.name.leftJustified(22), figure(masi));
    if (masi.low)
        text += QStringLiteral(" [%1, %2]")
                    .arg(QString::number(*masi.low, 'f', 3), QString::number(*masi.high, 'f', 3));
    text += QStringLiteral("  Jaccard%1  turns %2, missing %3")
                .arg(figure(set.jaccard.estimate), QString::number(set.masi.units),
                     QString::number(masi.missing));
    if (!masi.value)
        text += QStringLiteral(" (%1)").arg(QString::fromStdString(masi.reason));
    return text + QLatin1Char('\n');
}

// The coefficients of one code, in the order of the table.
QList<std::pair<QString, Estimate>> coefficientsOf(const CodeAgreement& code)
{
    return {{QStringLiteral("percent"), statistics::percentAgreement(code.patterns).agreement.estimate},
            {QStringLiteral("cohen"), code.cohen()},
            {QStringLiteral("fleiss"), statistics::fleissKappa(code.patterns).agreement.estimate},
            {QStringLiteral("ac1"), statistics::gwetAc(code.patterns).agreement.estimate},
            {QStringLiteral("alpha"), statistics::nominalAlpha(code.patterns).estimate}};
}

struct CodeTable
{
    QJsonArray json;
    QString text;
    QByteArray csv;
};

CodeTable tableOf(const CodedCorpus& corpus, std::optional<Facet> facet)
{
    CodeTable table;
    QStringList header{QStringLiteral("facet"), QStringLiteral("code"), QStringLiteral("turns"),
                       QStringLiteral("missing")};
    for (const CodingLayer& layer : corpus.layers)
        header << layer.coder().name;
    header << QStringLiteral("percent") << QStringLiteral("cohen") << QStringLiteral("fleiss")
           << QStringLiteral("ac1") << QStringLiteral("alpha");
    table.csv = csvLine(header);
    for (const CodeAgreement& code : agreementByCode(corpus)) {
        const Code& named = corpus.codes[code.code];
        if (facet && named.facet != *facet)
            continue;
        const auto coefficients = coefficientsOf(code);
        const qint64 turns = statistics::percentAgreement(code.patterns).agreement.units;
        QJsonObject row{{QStringLiteral("facet"), facetWord(named.facet)},
                        {QStringLiteral("code"), named.name},
                        {QStringLiteral("turns"), turns},
                        {QStringLiteral("missing"), static_cast<qint64>(code.patterns.missing)}};
        QStringList cells{facetWord(named.facet), named.name, QString::number(turns),
                          QString::number(code.patterns.missing)};
        QJsonArray given;
        QString counts;
        for (const qint64 count : code.given) {
            given << count;
            counts += QString::number(count).rightJustified(8);
            cells << QString::number(count);
        }
        row.insert(QStringLiteral("given"), given);
        QString text = QStringLiteral("  %1%2").arg(named.name.leftJustified(28), counts);
        for (const auto& [name, estimate] : coefficients) {
            row.insert(name, json(estimate));
            text += figure(estimate);
            cells << (estimate.value ? QString::number(*estimate.value, 'f', 6) : QString());
        }
        table.json << row;
        table.text += text + QLatin1Char('\n');
        table.csv += csvLine(cells);
    }
    return table;
}

Result<Answer> agreement(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const AgreementAsked asked, agreementAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, asked.query, call.cancel));
    QStringList coders;
    for (const CodingLayer& layer : corpus.layers)
        coders << layer.coder().name;
    QList<std::optional<Facet>> facets{asked.facet};
    if (!asked.facet)
        facets << Facet::Intent << Facet::Action << Facet::Attribute << Facet::Free;
    QJsonArray sets;
    QString text = QStringLiteral("%1, unit: turn. Krippendorff's alpha of label sets, 95 % interval over %2 "
                                  "resamples of dialogues, seed %3\n")
                       .arg(coders.join(QStringLiteral(", ")), QString::number(asked.folds.replicates),
                            QString::number(asked.folds.seed));
    for (const auto& facet : std::as_const(facets)) {
        ANTIPHON_TRY_ASSIGN(const SetAgreement set, setAgreement(call, corpus, facet, asked.folds));
        sets << QJsonObject{{QStringLiteral("codes"), set.name},
                            {QStringLiteral("turns"), static_cast<qint64>(set.masi.units)},
                            {QStringLiteral("masi"), json(set.masi.estimate)},
                            {QStringLiteral("jaccard"), json(set.jaccard.estimate)}};
        text += setText(set);
    }
    const CodeTable table = tableOf(corpus, asked.facet);
    const auto differing = static_cast<qint64>(disagreements(corpus, asked.facet).size());
    QString head = QStringLiteral("  %1").arg(QStringLiteral("code").leftJustified(28));
    for (const QString& coder : std::as_const(coders))
        head += coder.left(7).rightJustified(8);
    for (const char* name : {"percent", "Cohen", "Fleiss", "AC1", "alpha"})
        head += QString::fromLatin1(name).rightJustified(9);
    text += QStringLiteral("Turns to which each gave the code, and coefficients:\n") + head +
            QLatin1Char('\n') + table.text + QStringLiteral("Turns not coded alike: %1\n").arg(differing);
    Answer answer{{{QStringLiteral("coders"), QJsonArray::fromStringList(coders)},
                   {QStringLiteral("unit"), QStringLiteral("turn")},
                   {QStringLiteral("sets"), sets},
                   {QStringLiteral("codes"), table.json},
                   {QStringLiteral("disagreements"), differing}},
                  text};
    if (const QString path = call.arguments.value(QStringLiteral("out")); !path.isEmpty()) {
        ANTIPHON_TRY(writeWholeFile(path, table.csv));
        answer.json.insert(QStringLiteral("out"), path);
        answer.text += QStringLiteral("Wrote %1\n").arg(path);
    }
    return answer;
}

} // namespace

QList<Verb> agreementVerbs()
{
    return {{{QStringLiteral("agreement")},
             {},
             0,
             0,
             QStringLiteral("how far coders agree, over all codes and code by code"),
             QStringLiteral("antiphon-cli agreement --coders ada,ben --project evening.antiphon"),
             {{QStringLiteral("coders"), QStringLiteral("A,B"), QStringLiteral("two coders or more"), true},
              sourceOption(),
              {QStringLiteral("facet"), QStringLiteral("FACET"), QStringLiteral("only codes of this facet"),
               false},
              {QStringLiteral("folds"), QStringLiteral("N"),
               QStringLiteral("resamples of dialogues for the intervals (1000)"), false},
              {QStringLiteral("seed"), QStringLiteral("N"), QStringLiteral("of the resamples (1)"), false},
              {QStringLiteral("out"), QStringLiteral("FILE"),
               QStringLiteral("write the table of codes as CSV"), false}},
             agreement}};
}

} // namespace antiphon::cli
