#include "core/cascade/recipestarts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace antiphon {

namespace {

constexpr double largestWeight = 1e9;

Error fault(const QString& subject, const QString& key, const QString& what)
{
    return Error{ErrorCode::InvalidValue, subject, 0, QStringLiteral("'%1' %2").arg(key, what)};
}

bool isWithin(const QJsonValue& value, double maximum)
{
    return value.isDouble() && value.toDouble() >= 0 && value.toDouble() <= maximum;
}

std::optional<QList<Filter>> filtersOf(const QJsonValue& json)
{
    QList<Filter> filters;
    const QJsonArray texts = json.toArray();
    for (const QJsonValue& text : texts) {
        const auto filter = filterFromText(text.toString());
        if (!filter)
            return std::nullopt;
        filters << *filter;
    }
    return filters.isEmpty() ? std::nullopt : std::optional(filters);
}

Result<FilterStart> startOf(const QJsonObject& json, const QString& key, const QString& subject)
{
    const auto filters = filtersOf(json.value(QStringLiteral("filters")));
    if (!filters)
        return fail(
            fault(subject, key + QStringLiteral(".filters"),
                  QStringLiteral("must be a list of filters such as \"genre:rock\" or \"!mood:sad\"")));
    const QJsonValue weight = json.value(QStringLiteral("weight"));
    if (!weight.isUndefined() && !isWithin(weight, largestWeight))
        return fail(fault(subject, key + QStringLiteral(".weight"),
                          QStringLiteral("must be a number from 0 to 1e+09")));
    return FilterStart{*filters, weight.toDouble(1)};
}

} // namespace

Result<RecipeStarts> startsFromJson(const QJsonValue& json, const QString& subject)
{
    RecipeStarts starts;
    if (json.isUndefined())
        return starts;
    if (!json.isObject())
        return fail(fault(subject, QStringLiteral("starts"), QStringLiteral("must be an object")));
    const QJsonValue share = json[QLatin1String("share")];
    if (!isWithin(share, 1))
        return fail(
            fault(subject, QStringLiteral("starts.share"), QStringLiteral("must be a number from 0 to 1")));
    starts.share = share.toDouble();
    const QJsonArray list = json[QLatin1String("list")].toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString key = QStringLiteral("starts.list.%1").arg(i + 1);
        ANTIPHON_TRY_ASSIGN(const FilterStart start, startOf(list[i].toObject(), key, subject));
        starts.list << start;
    }
    return starts;
}

QJsonObject startsJson(const RecipeStarts& starts)
{
    QJsonArray list;
    for (const FilterStart& start : starts.list) {
        QJsonArray filters;
        for (const Filter& filter : start.filters)
            filters << filterText(filter);
        list << QJsonObject{{QStringLiteral("filters"), filters}, {QStringLiteral("weight"), start.weight}};
    }
    return {{QStringLiteral("share"), starts.share}, {QStringLiteral("list"), list}};
}

Result<QList<Filter>> startFromText(const QString& text)
{
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    std::optional<QList<Filter>> filters;
    if (json.isArray()) {
        filters = filtersOf(json.array());
    } else if (json.isObject()) {
        filters = filtersOf(json.object().value(QStringLiteral("filters")));
    } else {
        static const QRegularExpression between(QStringLiteral("\\s*[,\\n]\\s*"));
        filters = filtersOf(QJsonArray::fromStringList(text.trimmed().split(between, Qt::SkipEmptyParts)));
    }
    if (!filters)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the cascade"),
                    QStringLiteral("it is written as filters apart by commas: genre:rock, !mood:sad"));
    return *filters;
}

QString startText(const QList<Filter>& filters)
{
    QStringList texts;
    for (const Filter& filter : filters)
        texts << filterText(filter);
    return texts.join(QStringLiteral(", "));
}

} // namespace antiphon
