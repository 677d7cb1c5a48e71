#include "core/rating/studyrules.h"

#include <QJsonArray>

namespace antiphon {

namespace {

Failure invalid(const char* field, const QString& detail)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("\"%1\" of the study").arg(QLatin1String(field)),
                detail);
}

QStringList textsOf(const QJsonValue& value)
{
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    for (const QJsonArray array = value.toArray(); const QJsonValue& text : array)
        texts << text.toString();
    return texts;
}

QJsonArray knownJson(const QList<KnownItem>& items)
{
    QJsonArray json;
    for (const KnownItem& item : items) {
        QJsonObject one = knownAnswersJson(item.known);
        one[QStringLiteral("source")] = item.source;
        one[QStringLiteral("dialogue")] = item.dialogue;
        json << one;
    }
    return json;
}

QList<KnownItem> knownOf(const QJsonValue& value)
{
    QList<KnownItem> items;
    for (const QJsonArray array = value.toArray(); const QJsonValue& one : array)
        items << KnownItem{one[QStringLiteral("source")].toString(),
                           one[QStringLiteral("dialogue")].toString(), knownAnswersOf(one.toObject())};
    return items;
}

QJsonObject exclusionsJson(const ExclusionRules& rules)
{
    QJsonObject json;
    if (rules.attentionFailures > 0)
        json[QStringLiteral("attention_failures")] = rules.attentionFailures;
    if (rules.anchorAboveReference > 0.0)
        json[QStringLiteral("anchor_above_reference")] = rules.anchorAboveReference;
    if (rules.leastSeconds > 0.0)
        json[QStringLiteral("least_seconds")] = rules.leastSeconds;
    if (rules.qualification > 0.0)
        json[QStringLiteral("qualification")] = rules.qualification;
    return json;
}

ExclusionRules exclusionsOf(const QJsonValue& json)
{
    ExclusionRules rules;
    rules.attentionFailures = json[QStringLiteral("attention_failures")].toInt();
    rules.anchorAboveReference = json[QStringLiteral("anchor_above_reference")].toDouble();
    rules.leastSeconds = json[QStringLiteral("least_seconds")].toDouble();
    rules.qualification = json[QStringLiteral("qualification")].toDouble();
    return rules;
}

void addText(QJsonObject& json, const char* key, const QString& text)
{
    if (!text.isEmpty())
        json[QLatin1String(key)] = text;
}

void addTexts(QJsonObject& json, const char* key, const QStringList& texts)
{
    if (!texts.isEmpty())
        json[QLatin1String(key)] = QJsonArray::fromStringList(texts);
}

void addNumber(QJsonObject& json, const char* key, int number)
{
    if (number != 0)
        json[QLatin1String(key)] = number;
}

} // namespace

void addRules(QJsonObject& json, const StudyRules& rules)
{
    addNumber(json, "ratings_per_item", rules.ratingsPerItem);
    addNumber(json, "overlap", rules.overlap);
    addNumber(json, "attention_checks", rules.attentionChecks);
    if (rules.paired)
        json[QStringLiteral("paired")] = true;
    if (rules.fixedCriteria)
        json[QStringLiteral("criterion_order")] = QStringLiteral("fixed");
    addText(json, "reference", rules.reference);
    addText(json, "anchor", rules.anchor);
    addText(json, "stratify", rules.stratum);
    if (!rules.gold.isEmpty())
        json[QStringLiteral("gold")] = knownJson(rules.gold);
    if (!rules.training.isEmpty())
        json[QStringLiteral("training")] = knownJson(rules.training);
    if (rules.tellQualification)
        json[QStringLiteral("tell_qualification")] = true;
    if (rules.exclusions != ExclusionRules())
        json[QStringLiteral("exclusions")] = exclusionsJson(rules.exclusions);
    addTexts(json, "hypotheses", rules.hypotheses);
    addTexts(json, "tests", rules.tests);
    addText(json, "stopping_rule", rules.stoppingRule);
}

Result<StudyRules> rulesFromJson(const QJsonObject& json)
{
    StudyRules rules;
    rules.ratingsPerItem = json[QStringLiteral("ratings_per_item")].toInt();
    rules.overlap = json[QStringLiteral("overlap")].toInt();
    rules.attentionChecks = json[QStringLiteral("attention_checks")].toInt();
    rules.paired = json[QStringLiteral("paired")].toBool();
    const QString order = json[QStringLiteral("criterion_order")].toString(QStringLiteral("balanced"));
    if (order != QLatin1String("balanced") && order != QLatin1String("fixed"))
        return invalid("criterion_order", QStringLiteral("it is balanced or fixed"));
    rules.fixedCriteria = order == QLatin1String("fixed");
    rules.reference = json[QStringLiteral("reference")].toString();
    rules.anchor = json[QStringLiteral("anchor")].toString();
    rules.stratum = json[QStringLiteral("stratify")].toString();
    rules.gold = knownOf(json[QStringLiteral("gold")]);
    rules.training = knownOf(json[QStringLiteral("training")]);
    rules.tellQualification = json[QStringLiteral("tell_qualification")].toBool();
    rules.exclusions = exclusionsOf(json[QStringLiteral("exclusions")]);
    rules.hypotheses = textsOf(json[QStringLiteral("hypotheses")]);
    rules.tests = textsOf(json[QStringLiteral("tests")]);
    rules.stoppingRule = json[QStringLiteral("stopping_rule")].toString();
    return rules;
}

Result<void> checkRules(const StudyRules& rules, const QStringList& sources, int raters)
{
    if (rules.ratingsPerItem < 0 || rules.ratingsPerItem > raters)
        return invalid("ratings_per_item",
                       QStringLiteral("it is at most the %1 raters, or 0 for all of them").arg(raters));
    if (rules.overlap < 0)
        return invalid("overlap", QStringLiteral("it is 0 or more dialogues of each source"));
    if (rules.attentionChecks < 0 || rules.attentionChecks > 20)
        return invalid("attention_checks", QStringLiteral("it is from 0 to 20 for each rater"));
    if (!rules.reference.isEmpty() && !sources.contains(rules.reference))
        return invalid("reference", QStringLiteral("it is one of the study's sources"));
    if (!rules.anchor.isEmpty() && (!sources.contains(rules.anchor) || rules.anchor == rules.reference))
        return invalid("anchor", QStringLiteral("it is one of the study's sources, not the reference"));
    const ExclusionRules& exclusions = rules.exclusions;
    if (exclusions.anchorAboveReference > 0.0 && (rules.anchor.isEmpty() || rules.reference.isEmpty()))
        return invalid("exclusions",
                       QStringLiteral("anchor_above_reference needs \"anchor\" and \"reference\""));
    if (exclusions.anchorAboveReference < 0.0 || exclusions.anchorAboveReference >= 1.0 ||
        exclusions.qualification < 0.0 || exclusions.qualification > 1.0 || exclusions.leastSeconds < 0.0 ||
        exclusions.attentionFailures < 0)
        return invalid("exclusions", QStringLiteral("shares lie from 0 to 1, counts and seconds from 0 on"));
    if (rules.tellQualification && (rules.training.isEmpty() || exclusions.qualification <= 0.0))
        return invalid("tell_qualification",
                       QStringLiteral("it needs \"training\" and a \"qualification\" in the exclusions"));
    return {};
}

} // namespace antiphon
