#include "core/cascade/plantables.h"

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
    if (!tables.firstNaming.types.isEmpty())
        return tables;
    QStringList names;
    for (const IndexedType& type : index.types())
        names << type.name;
    return fail(ErrorCode::NotPossible, QStringLiteral("drawing plans by the recipe ") + recipe.name,
                QStringLiteral("the catalogue has none of its attribute types, only: ") +
                    names.join(QStringLiteral(", ")));
}

} // namespace antiphon
