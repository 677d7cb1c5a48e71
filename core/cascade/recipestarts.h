// Cascades that plans of a recipe begin with.
#pragma once

#include "core/base/result.h"
#include "core/cascade/filter.h"

#include <QJsonValue>

namespace antiphon {

struct FilterStart
{
    QList<Filter> filters; // named first, in their order
    double weight = 1;
    bool operator==(const FilterStart&) const = default;
};

struct RecipeStarts
{
    double share = 0; // chance that a plan begins with one of the list
    QList<FilterStart> list;
    bool operator==(const RecipeStarts&) const = default;
};

// {"share": 0.3, "list": [{"filters": ["theme:party", "!mood:dark"], "weight": 2}]}; nothing for an undefined
// value. Errors: InvalidValue, whose detail names the key and what is wrong.
Result<RecipeStarts> startsFromJson(const QJsonValue& json, const QString& subject);
QJsonObject startsJson(const RecipeStarts& starts);

// The filters that a text names: a JSON list of filters, an object with one under "filters", or filters apart
// by commas or lines. Errors: InvalidValue for what is none of them, and for none.
Result<QList<Filter>> startFromText(const QString& text);
// "theme:party, !mood:dark".
QString startText(const QList<Filter>& filters);

} // namespace antiphon
