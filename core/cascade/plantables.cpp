#include "core/cascade/plantables.h"

#include "core/cascade/pool.h"

#include <cmath>
#include <numeric>

namespace antiphon {

namespace {

quint32 movesOf(const QStringList& labels)
{
    quint32 moves = 0;
    const auto mark = [&](const char* label, Move move) {
        if (labels.contains(QLatin1String(label)))
            moves |= move;
    };
    mark("add_filter", AddFilter);
    mark("remove_filter", RemoveFilter);
    mark("continue", Continue);
    mark("reject_response", Reject);
    mark("item_attribute_question", Ask);
    return moves;
}

WeightedTable<IntentSet> intentTable(const QList<LabelSet>& sets)
{
    WeightedTable<IntentSet> table;
    for (const LabelSet& set : sets)
        table.add({set.labels, movesOf(set.labels)}, set.weight);
    return table;
}

WeightedTable<QStringList> actionTable(const QList<LabelSet>& sets)
{
    WeightedTable<QStringList> table;
    for (const LabelSet& set : sets)
        table.add(set.labels, set.weight);
    return table;
}

WeightedTable<int> numberTable(const QList<WeightedName>& names)
{
    WeightedTable<int> table;
    for (const WeightedName& item : names)
        table.add(item.name.toInt(), item.weight);
    return table;
}

WeightedTable<int> typeTable(const CatalogueIndex& index, const QList<WeightedName>& names)
{
    WeightedTable<int> table;
    for (const WeightedName& item : names) {
        const int type = index.typeIndex(item.name);
        if (type >= 0 && item.weight > 0 && index.types()[static_cast<std::size_t>(type)].valueCount > 0)
            table.add(type, item.weight);
    }
    return table;
}

double weightOfFamily(const CatalogueIndex& index, const WeightedTable<int>& table, TypeFamily family)
{
    double sum = 0;
    for (std::size_t i = 0; i < table.items.size(); ++i)
        if (index.types()[static_cast<std::size_t>(table.items[i])].family == family)
            sum += table.weights[i];
    return sum;
}

// Metadata and content keep their weight together; content gets `share` of it.
Result<WeightedTable<int>> withContentShare(const CatalogueIndex& index, const WeightedTable<int>& table,
                                            const WeightedTable<int>& other, double share)
{
    WeightedTable<int> result;
    const double both = weightOfFamily(index, table, TypeFamily::Metadata) +
                        weightOfFamily(index, table, TypeFamily::Content);
    const auto add = [&](const WeightedTable<int>& from, TypeFamily family, double scale) {
        for (std::size_t i = 0; i < from.items.size(); ++i)
            if (index.types()[static_cast<std::size_t>(from.items[i])].family == family && scale > 0)
                result.add(from.items[i], from.weights[i] * scale);
    };
    add(table, TypeFamily::Similar, 1);
    add(table, TypeFamily::Context, 1);
    for (const auto family : {TypeFamily::Metadata, TypeFamily::Content}) {
        const double wanted = both * (family == TypeFamily::Content ? share : 1 - share);
        const bool isHere = weightOfFamily(index, table, family) > 0;
        const auto& from = isHere ? table : other;
        const double there = weightOfFamily(index, from, family);
        if (wanted > 0 && there <= 0)
            return fail(ErrorCode::NotPossible, QStringLiteral("the share of content"),
                        family == TypeFamily::Content
                            ? QStringLiteral("the catalogue has no type of content that the recipe names")
                            : QStringLiteral("the catalogue has no type of metadata that the recipe names"));
        if (wanted > 0)
            add(from, family, wanted / there);
    }
    return result;
}

Result<void> turnContentDial(const CatalogueIndex& index, PlanTables& tables, double share)
{
    const WeightedTable<int> first = tables.firstNaming.types;
    const WeightedTable<int> later = tables.laterNaming.types;
    ANTIPHON_TRY_ASSIGN(tables.firstNaming.types, withContentShare(index, first, later, share));
    ANTIPHON_TRY_ASSIGN(tables.laterNaming.types, withContentShare(index, later, first, share));
    return {};
}

// How a value of a type weighs against the others of it where the whole catalogue is the pool.
double weightInAll(const CatalogueIndex& index, const Recipe& recipe, ValueId value)
{
    const double tracks = index.frequency(value);
    switch (recipe.draw) {
    case ValueDraw::Frequency:
        return tracks;
    case ValueDraw::Uniform:
        return 1;
    case ValueDraw::Tempered:
        return std::pow(tracks, 1 / recipe.temperature);
    case ValueDraw::InversePropensity:
        return 1 / tracks;
    case ValueDraw::InformationGain:
        return bitsOf(tracks / index.trackCount());
    }
    return 0;
}

// P(value) / tracks with it, by value.
std::vector<double> exposureByValue(const CatalogueIndex& index, const Recipe& recipe,
                                    const PlanTables& tables)
{
    std::vector<double> exposure(index.valueCount(), 0);
    std::vector<double> typeWeights(index.types().size(), 0);
    for (const auto* table : {&tables.firstNaming.types, &tables.laterNaming.types})
        for (std::size_t i = 0; i < table->items.size(); ++i)
            typeWeights[static_cast<std::size_t>(table->items[i])] +=
                table->weights[i] / std::accumulate(table->weights.begin(), table->weights.end(), 0.0) / 2;
    const auto least = 2 * static_cast<quint32>(recipe.listSize);
    for (std::size_t type = 0; type < typeWeights.size(); ++type) {
        const ValueId first = index.types()[type].firstValue;
        const ValueId end = first + index.types()[type].valueCount;
        double sum = 0;
        for (ValueId value = first; value < end; ++value)
            sum += index.frequency(value) >= least ? weightInAll(index, recipe, value) : 0;
        for (ValueId value = first; value < end; ++value)
            if (sum > 0 && index.frequency(value) >= least)
                exposure[value] =
                    typeWeights[type] * weightInAll(index, recipe, value) / sum / index.frequency(value);
    }
    return exposure;
}

std::vector<float> listWeights(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables)
{
    const std::vector<double> byValue = exposureByValue(index, recipe, tables);
    const double unfiltered = 0.1 / index.trackCount();
    std::vector<double> exposure(index.trackCount(), unfiltered);
    double least = 1e300;
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        for (const ValueId value : index.valuesOf(track))
            exposure[track] += byValue[value];
        least = std::min(least, exposure[track]);
    }
    std::vector<float> weights;
    weights.reserve(exposure.size());
    for (const double each : exposure)
        weights.push_back(static_cast<float>(least / each));
    return weights;
}

std::vector<quint32> mostValues(const CatalogueIndex& index)
{
    std::vector<quint32> most(index.types().size(), 0);
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        const auto values = index.valuesOf(track);
        for (std::size_t from = 0; from < values.size();) {
            const int type = index.typeOf(values[from]);
            std::size_t end = from;
            while (end < values.size() && index.typeOf(values[end]) == type)
                ++end;
            auto& known = most[static_cast<std::size_t>(type)];
            known = std::max(known, static_cast<quint32>(end - from));
            from = end;
        }
    }
    return most;
}

std::vector<double> excludesByType(const CatalogueIndex& index, const Recipe& recipe)
{
    std::vector<double> chances(index.types().size(), -1);
    for (const WeightedName& item : recipe.excludesOf)
        if (const int type = index.typeIndex(item.name); type >= 0)
            chances[static_cast<std::size_t>(type)] = item.weight;
    return chances;
}

Error noType(const CatalogueIndex& index, const Recipe& recipe)
{
    QStringList names;
    for (const IndexedType& type : index.types())
        names << type.name;
    return {ErrorCode::NotPossible, QStringLiteral("drawing plans by the recipe ") + recipe.name, 0,
            QStringLiteral("the catalogue has none of its attribute types, only: ") +
                names.join(QStringLiteral(", "))};
}

} // namespace

Result<PlanTables> planTables(const CatalogueIndex& index, const Recipe& recipe)
{
    PlanTables tables;
    tables.lengths = numberTable(recipe.lengths);
    tables.firstIntents = intentTable(recipe.firstIntents);
    tables.afterPassive = intentTable(recipe.intentsAfter.value(QStringLiteral("passive_recommend")));
    tables.afterDetail = intentTable(recipe.intentsAfter.value(QStringLiteral("detail_attribute_request")));
    tables.afterActive = intentTable(recipe.intentsAfter.value(QStringLiteral("active_recommend")));
    tables.afterOthers = intentTable(recipe.intentsAfter.value(QStringLiteral("others")));
    tables.firstNaming = {typeTable(index, recipe.firstNaming.types), numberTable(recipe.firstNaming.values)};
    tables.laterNaming = {typeTable(index, recipe.laterNaming.types), numberTable(recipe.laterNaming.values)};
    tables.firstActions = actionTable(recipe.firstActions);
    tables.laterActions = actionTable(recipe.laterActions);
    tables.lastActions = actionTable(recipe.lastActions);
    if (tables.firstNaming.types.isEmpty())
        tables.firstNaming.types = tables.laterNaming.types;
    if (tables.laterNaming.types.isEmpty())
        tables.laterNaming.types = tables.firstNaming.types;
    if (tables.firstNaming.types.isEmpty())
        return fail(noType(index, recipe));
    if (recipe.contentShare)
        ANTIPHON_TRY(turnContentDial(index, tables, *recipe.contentShare));
    tables.excludes = excludesByType(index, recipe);
    tables.mostValues = mostValues(index);
    if (recipe.lists == ListDraw::InversePropensity)
        tables.listWeights = listWeights(index, recipe, tables);
    return tables;
}

} // namespace antiphon
