#include "core/generation/checkreport.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"

#include <QJsonArray>

namespace antiphon {

namespace {

using measures::Measure;
using measures::MeasurePair;

QJsonValue json(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

// "value", "n", "missing", "method" and, where they are, the interval, seed and reason. Undefined is null.
QJsonObject figureJson(const statistics::Estimate& estimate)
{
    QJsonObject object{{QStringLiteral("value"), json(estimate.value)},
                       {QStringLiteral("n"), static_cast<qint64>(estimate.n)},
                       {QStringLiteral("missing"), static_cast<qint64>(estimate.missing)},
                       {QStringLiteral("method"), QString::fromStdString(estimate.method)}};
    if (estimate.low && estimate.high) {
        object.insert(QStringLiteral("low"), *estimate.low);
        object.insert(QStringLiteral("high"), *estimate.high);
        object.insert(QStringLiteral("level"), estimate.level);
    }
    if (estimate.seed)
        object.insert(QStringLiteral("seed"), static_cast<qint64>(*estimate.seed));
    if (!estimate.reason.empty())
        object.insert(QStringLiteral("reason"), QString::fromStdString(estimate.reason));
    return object;
}

QJsonObject exampleJson(const CheckExample& example)
{
    QJsonObject json{{QStringLiteral("check"), checkKey(example.finding.kind)},
                     {QStringLiteral("dialogue"), example.externalId},
                     {QStringLiteral("turn"), example.finding.turn + 1},
                     {QStringLiteral("value"), example.finding.value},
                     {QStringLiteral("text"), example.text},
                     {QStringLiteral("finding"), findingSentence(example.finding)}};
    if (example.finding.otherTurn >= 0)
        json.insert(QStringLiteral("owner_turn"), example.finding.otherTurn + 1);
    return json;
}

statistics::Estimate recallEstimate(const SourceCheck& check)
{
    statistics::Estimate estimate;
    estimate.value = mentionRecall(check);
    estimate.n = check.of(CheckKind::MentionMissed).n;
    estimate.method = "share of the user turns' values that their texts name, as words or as a phrase of the "
                      "phrase book";
    if (!estimate.value)
        estimate.reason = "no user turn has a value";
    return estimate;
}

void addExact(QJsonObject& answer, const SourceCheck& check)
{
    QJsonObject details;
    QJsonArray examples;
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        answer.insert(checkKey(kind), count.count);
        details.insert(checkKey(kind), QJsonObject{{QStringLiteral("value"), count.count},
                                                   {QStringLiteral("n"), count.n},
                                                   {QStringLiteral("dialogues"), count.dialogues},
                                                   {QStringLiteral("method"), checkMethod(kind)}});
    }
    for (const CheckExample& example : check.examples)
        examples << exampleJson(example);
    answer.insert(QStringLiteral("source"), check.source);
    answer.insert(QStringLiteral("dialogues"), check.dialogues);
    answer.insert(QStringLiteral("turns"), check.turns);
    answer.insert(QStringLiteral("plans_known"), check.plansKnown);
    answer.insert(QStringLiteral("aliases_sha256"), check.aliases);
    answer.insert(QStringLiteral("mention_recall"), figureJson(recallEstimate(check)));
    answer.insert(QStringLiteral("checks"), details);
    answer.insert(QStringLiteral("examples"), examples);
    answer.insert(QStringLiteral("seconds"), check.seconds);
}

QJsonObject measuresJson(const QList<Measure>& list)
{
    QJsonObject all;
    for (const Measure& measure : list) {
        QJsonObject object = figureJson(measure.estimate);
        object.insert(QStringLiteral("name"), measure.name);
        object.insert(QStringLiteral("group"), groupKey(measure.group));
        all.insert(measure.key, object);
    }
    return all;
}

QJsonObject openingsJson(const CorpusCheck& check)
{
    QJsonObject both;
    for (const Role role : {Role::User, Role::System}) {
        QJsonArray list;
        for (const measures::Opening& opening : check.openings.at(static_cast<std::size_t>(role)))
            list << QJsonObject{{QStringLiteral("words"), opening.words},
                                {QStringLiteral("turns"), opening.turns}};
        both.insert(role == Role::User ? QStringLiteral("user") : QStringLiteral("system"), list);
    }
    return both;
}

QJsonObject comparisonJson(const QString& human, const measures::CorpusComparison& comparison)
{
    QJsonObject pairs, distances;
    for (const MeasurePair& pair : comparison.pairs)
        pairs.insert(pair.first.key, QJsonObject{{QStringLiteral("value"), figureJson(pair.first.estimate)},
                                                 {QStringLiteral("human"), figureJson(pair.second.estimate)},
                                                 {QStringLiteral("difference"), json(pair.difference.value)},
                                                 {QStringLiteral("low"), json(pair.difference.low)},
                                                 {QStringLiteral("high"), json(pair.difference.high)}});
    for (const measures::ShareDistance& distance : comparison.distances)
        distances.insert(distance.key, figureJson(distance.estimate));
    return {{QStringLiteral("source"), human},
            {QStringLiteral("measures"), pairs},
            {QStringLiteral("distances"), distances}};
}

QJsonObject countsJson(const std::map<QString, qint64>& counts)
{
    QJsonObject object;
    for (const auto& [label, count] : counts)
        object.insert(label, count);
    return object;
}

QStringList estimateFields(const statistics::Estimate& estimate)
{
    return {figureText(estimate.value), figureText(estimate.low), figureText(estimate.high),
            QString::number(estimate.n), QString::number(estimate.missing)};
}

QStringList tailFields(const statistics::Estimate& estimate)
{
    return {QString::fromStdString(estimate.method),
            estimate.seed ? QString::number(*estimate.seed) : QString()};
}

const QStringList noPair{QString(), QString(), QString(), QString()};

QByteArray exactRows(const SourceCheck& check)
{
    QByteArray csv;
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        csv += csvLine(QStringList{QStringLiteral("checks"), checkKey(kind), checkName(kind),
                                   check.of(kind).n > 0 ? QString::number(check.of(kind).count) : QString(),
                                   QString(), QString(), QString::number(check.of(kind).n),
                                   QStringLiteral("0")} +
                       noPair + QStringList{checkMethod(kind), QString()});
    }
    const statistics::Estimate recall = recallEstimate(check);
    return csv + csvLine(QStringList{QStringLiteral("checks"), QStringLiteral("mention_recall"),
                                     QStringLiteral("Mention recall")} +
                         estimateFields(recall) + noPair + tailFields(recall));
}

QByteArray pairRow(const MeasurePair& pair)
{
    const QStringList between{figureText(pair.second.estimate.value), figureText(pair.difference.value),
                              figureText(pair.difference.low), figureText(pair.difference.high)};
    return csvLine(QStringList{QStringLiteral("human"), pair.first.key, pair.first.name} +
                   estimateFields(pair.first.estimate) + between + tailFields(pair.first.estimate));
}

} // namespace

QJsonObject checkJson(const CorpusCheck& check, const QList<ObservedShares>& observed)
{
    QJsonObject answer;
    addExact(answer, check.exact);
    answer.insert(QStringLiteral("measures"), measuresJson(check.measures));
    answer.insert(QStringLiteral("openings"), openingsJson(check));
    QJsonArray coded;
    for (const ObservedShares& shares : observed)
        coded << QJsonObject{{QStringLiteral("coder"), shares.coder},
                             {QStringLiteral("role"),
                              shares.role == Role::User ? QStringLiteral("user") : QStringLiteral("system")},
                             {QStringLiteral("planned"), countsJson(shares.planned.total())},
                             {QStringLiteral("observed"), countsJson(shares.observed.total())},
                             {QStringLiteral("distance"), figureJson(shares.distance)}};
    answer.insert(QStringLiteral("observed_labels"), coded);
    if (check.comparison)
        answer.insert(QStringLiteral("human"), comparisonJson(check.human, *check.comparison));
    return answer;
}

QByteArray checkCsv(const CorpusCheck& check, const QList<ObservedShares>& observed)
{
    QByteArray csv = csvLine(QStringLiteral("group,key,name,value,low,high,n,missing,human,difference,"
                                            "difference low,difference high,method,seed")
                                 .split(QLatin1Char(',')));
    csv += exactRows(check.exact);
    for (const Measure& measure : check.measures)
        csv += csvLine(QStringList{groupKey(measure.group), measure.key, measure.name} +
                       estimateFields(measure.estimate) + noPair + tailFields(measure.estimate));
    for (const ObservedShares& shares : observed)
        csv += csvLine(
            QStringList{QStringLiteral("labels"), QStringLiteral("observed_labels"), observedTitle(shares)} +
            estimateFields(shares.distance) + noPair + tailFields(shares.distance));
    if (!check.comparison)
        return csv;
    for (const MeasurePair& pair : check.comparison->pairs)
        csv += pairRow(pair);
    for (const measures::ShareDistance& distance : check.comparison->distances)
        csv += csvLine(QStringList{QStringLiteral("distance"), distance.key, distance.name} +
                       estimateFields(distance.estimate) + noPair + tailFields(distance.estimate));
    return csv;
}

QString observedTitle(const ObservedShares& shares)
{
    return shares.role == Role::User ? QStringLiteral("%1, user turns").arg(shares.coder)
                                     : QStringLiteral("%1, system turns").arg(shares.coder);
}

} // namespace antiphon
