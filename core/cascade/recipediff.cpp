#include "core/cascade/recipediff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace antiphon {

namespace {

using Leaves = std::map<QString, QString>;

QString textOf(const QJsonValue& value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : value.toVariant().toString();
}

void collect(const QString& key, const QJsonValue& value, Leaves& leaves)
{
    const QString before = key.isEmpty() ? QString() : key + QLatin1Char('.');
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item)
            collect(before + item.key(), item.value(), leaves);
    } else if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i)
            collect(before + QString::number(i + 1), list[i], leaves);
    } else {
        leaves[key] = textOf(value);
    }
}

Leaves leavesOf(const Recipe& recipe)
{
    QJsonObject json = QJsonDocument::fromJson(recipeJson(recipe)).object();
    for (const char* key : {"name", "version", "about"})
        json.remove(QLatin1String(key));
    Leaves leaves;
    collect({}, json, leaves);
    return leaves;
}

} // namespace

QList<RecipeChange> recipeDiff(const Recipe& before, const Recipe& after)
{
    const Leaves old = leavesOf(before);
    const Leaves now = leavesOf(after);
    std::map<QString, RecipeChange> changes;
    for (const auto& [key, text] : old)
        changes[key] = {key, text, {}};
    for (const auto& [key, text] : now) {
        changes[key].key = key;
        changes[key].after = text;
    }
    QList<RecipeChange> list;
    for (const auto& [key, change] : changes)
        if (change.before != change.after)
            list << change;
    return list;
}

QString recipeChangeText(const RecipeChange& change)
{
    if (change.before.isEmpty())
        return QStringLiteral("%1: added, %2").arg(change.key, change.after);
    if (change.after.isEmpty())
        return QStringLiteral("%1: removed, was %2").arg(change.key, change.before);
    return QStringLiteral("%1: %2 -> %3").arg(change.key, change.before, change.after);
}

bool drawsAlike(const Recipe& a, const Recipe& b)
{
    return leavesOf(a) == leavesOf(b);
}

} // namespace antiphon
