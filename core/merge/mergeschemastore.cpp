#include "core/merge/mergeschema.h"
#include "core/storage/edithistory.h"

#include <QHash>
#include <QSet>

namespace antiphon {

namespace {

using Lines = std::vector<Row>;

QString textOf(const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

Result<Lines> ask(const Connection& connection, const QByteArray& sql)
{
    ANTIPHON_TRY_ASSIGN(auto statement, RowStatement::prepare(connection, sql));
    return statement.all();
}

Result<void> readColumns(const Connection& connection, MergeTable& table)
{
    const QByteArray info = "pragma_table_info(" + quoted(table.name) + ", ";
    ANTIPHON_TRY_ASSIGN(const Lines mine, ask(connection, "SELECT name, pk FROM " + info + "'main')"));
    ANTIPHON_TRY_ASSIGN(const Lines theirs, ask(connection, "SELECT name, pk FROM " + info + "'other')"));
    QSet<QString> known;
    for (const Row& column : theirs)
        known.insert(textOf(column[0]));
    for (const Row& column : mine) {
        if (!known.contains(textOf(column[0])))
            continue;
        if (column[1] != Value(qint64(0)))
            table.key.push_back(static_cast<std::size_t>(table.columns.size()));
        table.columns << textOf(column[0]);
    }
    return {};
}

Result<void> readUniques(const Connection& connection, MergeTable& table)
{
    ANTIPHON_TRY_ASSIGN(const Lines indexes,
                        ask(connection, "SELECT list.name, coalesce(made.sql, '') FROM pragma_index_list(" +
                                            quoted(table.name) +
                                            ", 'main') AS list LEFT JOIN main.sqlite_master AS made ON "
                                            "made.name = list.name WHERE list.\"unique\" = 1 AND "
                                            "list.origin <> 'pk'"));
    for (const Row& index : indexes) {
        ANTIPHON_TRY_ASSIGN(const Lines cells, ask(connection, "SELECT name FROM pragma_index_info(" +
                                                                   quoted(textOf(index[0])) + ", 'main')"));
        MergeTable::Unique unique;
        bool known = true;
        for (const Row& cell : cells) {
            const auto column = table.column(textOf(cell[0]));
            known = known && column;
            unique.columns.push_back(column.value_or(0));
        }
        const QString sql = textOf(index[1]);
        if (const auto at = sql.indexOf(QLatin1String(" WHERE ")); at >= 0)
            unique.where = sql.mid(at + 7);
        if (known)
            table.uniques.push_back(unique);
    }
    return {};
}

Result<void> readReferences(const Connection& connection, MergeTable& table)
{
    ANTIPHON_TRY_ASSIGN(const Lines keys,
                        ask(connection, "SELECT \"from\", \"table\" FROM "
                                        "pragma_foreign_key_list(" +
                                            quoted(table.name) + ", 'main') WHERE on_delete = 'NO ACTION'"));
    for (const Row& key : keys) {
        if (const auto column = table.column(textOf(key[0])))
            table.references.push_back({*column, textOf(key[1])});
    }
    std::sort(table.references.begin(), table.references.end(),
              [](const auto& a, const auto& b) { return a.column < b.column; });
    return {};
}

// Parents before children; a table may point to itself.
void sortByArrows(std::vector<MergeTable>& tables)
{
    QSet<QString> waiting;
    for (const MergeTable& table : tables)
        waiting.insert(table.name);
    for (auto done = tables.begin(); done != tables.end(); ++done) {
        const auto next = std::find_if(done, tables.end(), [&waiting](const MergeTable& table) {
            return std::none_of(table.references.begin(), table.references.end(), [&](const auto& reference) {
                return reference.table != table.name && waiting.contains(reference.table);
            });
        });
        if (next == tables.end())
            return;
        waiting.remove(next->name);
        std::rotate(done, next, next + 1);
    }
}

} // namespace

QByteArray quoted(const QString& name)
{
    return '"' + name.toUtf8() + '"';
}

QByteArray columnList(const QStringList& columns)
{
    QByteArray list;
    for (const QString& column : columns)
        list += (list.isEmpty() ? QByteArray() : QByteArray(", ")) + quoted(column);
    return list;
}

QString workingState(const QString& table)
{
    static const QHash<QString, QString> states{
        {QStringLiteral("source"), QStringLiteral("importing")},
        {QStringLiteral("catalogue"), QStringLiteral("importing")},
        {QStringLiteral("plan_set"), QStringLiteral("drawing")},
        {QStringLiteral("run"), QStringLiteral("running")},
        {QStringLiteral("study"), QStringLiteral("removed")},
        {QStringLiteral("similarity"), QStringLiteral("importing")},
    };
    return states.value(table);
}

Row MergeTable::keyOf(const Row& row) const
{
    Row found;
    for (const std::size_t column : key)
        found.push_back(row[column]);
    return found;
}

std::optional<std::size_t> MergeTable::column(const QString& wanted) const
{
    const auto at = columns.indexOf(wanted);
    return at < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(at));
}

const MergeTable* MergeSchema::find(const QString& name) const
{
    for (const auto* tables : {&recorded, &bulk}) {
        for (const MergeTable& table : *tables) {
            if (table.name == name)
                return &table;
        }
    }
    return nullptr;
}

Result<MergeSchema> readMergeSchema(const Connection& connection)
{
    MergeSchema schema;
    const QStringList recorded = recordedTables();
    ANTIPHON_TRY_ASSIGN(const Lines names,
                        ask(connection, "SELECT mine.name FROM main.sqlite_master AS mine JOIN "
                                        "other.sqlite_master AS theirs ON theirs.name = mine.name AND "
                                        "theirs.type = 'table' WHERE mine.type = 'table' AND mine.name NOT "
                                        "LIKE 'sqlite%' AND mine.name NOT LIKE 'merge%'"));
    for (const Row& name : names) {
        MergeTable table;
        table.name = textOf(name[0]);
        ANTIPHON_TRY(readColumns(connection, table));
        ANTIPHON_TRY(readUniques(connection, table));
        ANTIPHON_TRY(readReferences(connection, table));
        if (recorded.contains(table.name))
            schema.recorded.push_back(table);
        else if (!table.references.empty())
            schema.bulk.push_back(table);
    }
    sortByArrows(schema.recorded);
    sortByArrows(schema.bulk);
    return schema;
}

} // namespace antiphon
