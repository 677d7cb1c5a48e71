// How far coders agree, on the command line.
#include "app/cli/agreementtables.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/coderagreement.h"
#include "core/analysis/coefficientdefinitions.h"
#include "core/coding/coderstore.h"
#include "core/reliability/roundstore.h"

#include <QThread>

namespace antiphon::cli {

namespace {

using statistics::Estimate;

struct AgreementAsked
{
    std::optional<CodingRound> round; // its coders and dialogues; else those of the query
    CodedCorpusQuery query;
    std::optional<Facet> facet;
    AgreementUnit unit = AgreementUnit::Turn;
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
    if (const QString name = call.arguments.value(QStringLiteral("round")); !name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(asked.round, roundByName(connection, name));
        if (!asked.round)
            return fail(ErrorCode::NotFound, QStringLiteral("the round %1").arg(name));
    } else {
        ANTIPHON_TRY_ASSIGN(asked.query.coders, codersNamed(call, connection));
    }
    ANTIPHON_TRY_ASSIGN(asked.query.source, sourceAsked(call, connection));
    if (const QString word = call.arguments.value(QStringLiteral("facet")); !word.isEmpty()) {
        asked.facet = facetFromWord(word);
        if (!asked.facet)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--facet %1").arg(word),
                        QStringLiteral("intent, action, attribute or free is needed"));
    }
    const QString word = call.arguments.value(QStringLiteral("unit"), QStringLiteral("turn"));
    const auto unit = unitFromWord(word);
    if (!unit)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--unit %1").arg(word),
                    QStringLiteral("turn, span or dialogue is needed"));
    asked.unit = *unit;
    ANTIPHON_TRY_ASSIGN(const qint64 folds,
                        call.arguments.integer(QStringLiteral("folds"), 1'000, 100, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<int>::max()));
    asked.folds.replicates = static_cast<int>(folds);
    asked.folds.seed = static_cast<quint64>(seed);
    return asked;
}

// All codes, or those of a facet, as sets of labels.
struct SetAgreement
{
    QString name;
    statistics::Agreement masi;
    statistics::Agreement jaccard;
};

Result<SetAgreement> setAgreement(const Call& call, const CodedCorpus& corpus, const CodedExtent& extent,
                                  const AgreementAsked& asked, std::optional<Facet> facet)
{
    SetAgreement found;
    found.name = facet ? facetTitle(*facet) : QStringLiteral("All codes");
    const statistics::LabelSetTable sets = asked.unit == AgreementUnit::Dialogue
                                               ? dialogueLabelSetsOf(corpus, extent, facet)
                                               : labelSetsOf(corpus, facet);
    const int threads = QThread::idealThreadCount();
    ANTIPHON_TRY_ASSIGN(found.masi,
                        statistics::krippendorffAlpha(sets, statistics::SetDistance::Masi, asked.folds,
                                                      threads, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(found.jaccard,
                        statistics::krippendorffAlpha(sets, statistics::SetDistance::Jaccard, asked.folds,
                                                      threads, call.cancel, call.progress));
    return found;
}

QString setText(const SetAgreement& set, AgreementUnit unit)
{
    const Estimate& masi = set.masi.estimate;
    QString text =
        QStringLiteral("  %1 MASI%2%3  Jaccard%4  %5 %6, missing %7")
            .arg(set.name.leftJustified(22), figure(masi), interval(masi), figure(set.jaccard.estimate),
                 unitsCounted(unit), QString::number(set.masi.units), QString::number(masi.missing));
    if (!masi.value)
        text += QStringLiteral(" (%1)").arg(QString::fromStdString(masi.reason));
    return text + QLatin1Char('\n');
}

// Nearly every dialogue has a set of its own that shares a code with most others, and every such pair counts
// in every resample.
constexpr std::size_t mostDialogueSets = 1'000;

// Label sets of turns and of dialogues; characters have none, since words may be marked with one code only.
Result<void> addSets(const Call& call, const CodedCorpus& corpus, const CodedExtent& extent,
                     const AgreementAsked& asked, Answer& answer)
{
    answer.json.insert(QStringLiteral("sets"), QJsonArray());
    if (asked.unit == AgreementUnit::Span)
        return {};
    if (asked.unit == AgreementUnit::Dialogue && corpus.dialogues.size() > mostDialogueSets) {
        answer.text += QStringLiteral("Alpha of label sets is left out for more than %1 dialogues.\n")
                           .arg(mostDialogueSets);
        return {};
    }
    QJsonArray sets;
    answer.text += QStringLiteral("Krippendorff's alpha of label sets:\n");
    QList<std::optional<Facet>> facets{asked.facet};
    if (!asked.facet)
        facets << Facet::Intent << Facet::Action << Facet::Attribute << Facet::Free;
    for (const auto& facet : std::as_const(facets)) {
        ANTIPHON_TRY_ASSIGN(const SetAgreement set, setAgreement(call, corpus, extent, asked, facet));
        sets << QJsonObject{{QStringLiteral("codes"), set.name},
                            {unitsCounted(asked.unit), static_cast<qint64>(set.masi.units)},
                            {QStringLiteral("masi"), json(set.masi.estimate)},
                            {QStringLiteral("jaccard"), json(set.jaccard.estimate)}};
        answer.text += setText(set, asked.unit);
    }
    answer.json.insert(QStringLiteral("sets"), sets);
    return {};
}

Result<void> addTables(const Call& call, const CodedCorpus& corpus, const CodedExtent& extent,
                       const AgreementAsked& asked, Answer& answer)
{
    ANTIPHON_TRY_ASSIGN(const AgreementTally tally,
                        AgreementTally::of(corpus, extent, asked.unit, call.cancel));
    ANTIPHON_TRY_ASSIGN(const auto rows,
                        agreementRows(corpus, tally, asked.facet, asked.folds, QThread::idealThreadCount(),
                                      call.cancel, call.progress));
    const AgreementTables tables = agreementTables(corpus, rows, asked.unit);
    answer.json.insert(QStringLiteral("pooled"), tables.pooled);
    answer.json.insert(QStringLiteral("codes"), tables.codes);
    answer.text +=
        QStringLiteral("How many %1 each gave the code, and coefficients; for several codes each is "
                       "a decision of its own:\n")
            .arg(unitsCounted(asked.unit)) +
        tables.text;
    return writeTable(call, tables.csv, answer);
}

Result<Answer> explained(const QString& key)
{
    const auto definition = coefficientDefinition(key);
    if (!definition) {
        QStringList known;
        for (const CoefficientDefinition& each : coefficientDefinitions())
            known << each.key;
        return fail(ErrorCode::InvalidValue, QStringLiteral("--explain %1").arg(key),
                    QStringLiteral("one of %1 is needed").arg(known.join(QStringLiteral(", "))));
    }
    return Answer{{{QStringLiteral("key"), definition->key},
                   {QStringLiteral("name"), definition->name},
                   {QStringLiteral("formula"), definition->formula},
                   {QStringLiteral("source"), definition->source},
                   {QStringLiteral("misleads"), definition->misleads}},
                  QStringLiteral("%1\n%2\nSource: %3\nMisleads: %4\n")
                      .arg(definition->name, definition->formula, definition->source, definition->misleads)};
}

// Of the round or the coders, and of --codes.
Result<CodedCorpus> corpusAsked(const Call& call, const Connection& connection, const AgreementAsked& asked)
{
    CodedCorpus corpus;
    if (asked.round) {
        ANTIPHON_TRY_ASSIGN(corpus, readRound(connection, *asked.round, call.cancel));
    } else {
        ANTIPHON_TRY_ASSIGN(corpus, readCodedCorpus(connection, asked.query, call.cancel));
    }
    const QString prefix = call.arguments.value(QStringLiteral("codes"));
    if (prefix.isEmpty())
        return corpus;
    const auto begins = [&prefix](const Code& code) {
        return code.name.startsWith(prefix, Qt::CaseInsensitive);
    };
    if (!std::ranges::any_of(std::as_const(corpus.codes), begins))
        return fail(ErrorCode::NotFound, QStringLiteral("a code that begins with %1").arg(prefix));
    return onlyCodes(std::move(corpus), begins);
}

Result<CodedExtent> extentAsked(const Call& call, const Connection& connection, const CodedCorpus& corpus)
{
    ANTIPHON_TRY_ASSIGN(CodedExtent extent, readCodedExtent(connection, corpus, call.cancel));
    for (std::vector<CodedDialogue>& layer : extent.dialogues)
        std::erase_if(layer, [&corpus](const CodedDialogue& one) { return !corpus.codes[one.code].codable; });
    return extent;
}

Result<Answer> agreement(const Call& call)
{
    if (const QString key = call.arguments.value(QStringLiteral("explain")); !key.isEmpty())
        return explained(key);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const AgreementAsked asked, agreementAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, corpusAsked(call, connection, asked));
    CodedExtent extent;
    if (asked.unit != AgreementUnit::Turn) {
        ANTIPHON_TRY_ASSIGN(extent, extentAsked(call, connection, corpus));
    }
    QStringList coders;
    for (const CodingLayer& layer : corpus.layers)
        coders << layer.coder().name;
    const auto differing = static_cast<qint64>(disagreements(corpus, asked.facet).size());
    Answer answer{{{QStringLiteral("coders"), QJsonArray::fromStringList(coders)},
                   {QStringLiteral("unit"), unitWord(asked.unit)},
                   {QStringLiteral("disagreements"), differing}},
                  QStringLiteral("%1, unit: %2. 95 % intervals over %3 resamples of dialogues, seed %4\n")
                      .arg(coders.join(QStringLiteral(", ")), unitWord(asked.unit),
                           QString::number(asked.folds.replicates), QString::number(asked.folds.seed))};
    ANTIPHON_TRY(addSets(call, corpus, extent, asked, answer));
    ANTIPHON_TRY(addTables(call, corpus, extent, asked, answer));
    answer.text += QStringLiteral("Turns not coded alike: %1\n").arg(differing);
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
             {{QStringLiteral("coders"), QStringLiteral("A,B"), QStringLiteral("two coders or more"), false},
              {QStringLiteral("round"), QStringLiteral("NAME"),
               QStringLiteral("the coders and dialogues of a round of double coding, instead"), false},
              {QStringLiteral("codes"), QStringLiteral("PREFIX"),
               QStringLiteral("only codes whose name begins like this"), false},
              sourceOption(),
              {QStringLiteral("facet"), QStringLiteral("FACET"), QStringLiteral("only codes of this facet"),
               false},
              {QStringLiteral("unit"), QStringLiteral("turn|span|dialogue"),
               QStringLiteral("what is coded or not (turn); span: the characters of turns"), false},
              {QStringLiteral("explain"), QStringLiteral("METHOD"),
               QStringLiteral("what a coefficient is and when it misleads; needs no project"), false},
              {QStringLiteral("folds"), QStringLiteral("N"),
               QStringLiteral("resamples of dialogues for the intervals (1000)"), false},
              {QStringLiteral("seed"), QStringLiteral("N"), QStringLiteral("of the resamples (1)"), false},
              outOption()},
             agreement}};
}

} // namespace antiphon::cli
