#include "core/merge/mergetable.h"

namespace antiphon {

namespace {

QByteArray nameAt(const MergeTable& table, std::size_t column)
{
    return quoted(table.columns.at(static_cast<qsizetype>(column)));
}

QByteArray keyIs(const MergeTable& table)
{
    QByteArray clause;
    for (const std::size_t column : table.key)
        clause +=
            (clause.isEmpty() ? QByteArray(" WHERE ") : QByteArray(" AND ")) + nameAt(table, column) + " = ?";
    return clause;
}

QByteArray parameter(std::size_t column)
{
    return '?' + QByteArray::number(static_cast<qulonglong>(column + 1));
}

QByteArray parameters(const MergeTable& table, bool named)
{
    QByteArray list;
    for (std::size_t i = 0; i < static_cast<std::size_t>(table.columns.size()); ++i) {
        list += (i == 0 ? QByteArray() : QByteArray(", ")) + parameter(i);
        if (named)
            list += " AS " + nameAt(table, i);
    }
    return list;
}

// Asks for the key of the row that has the same cells, all cells of the new row being its parameters.
QByteArray rivalQuery(const MergeTable& table, const MergeTable::Unique& unique)
{
    QByteArray sql = "SELECT ";
    for (const std::size_t column : table.key)
        sql += (column == table.key.front() ? QByteArray() : QByteArray(", ")) + nameAt(table, column);
    sql += " FROM main." + quoted(table.name) + " WHERE 1";
    for (const std::size_t column : unique.columns)
        sql += " AND " + nameAt(table, column) + " = " + parameter(column);
    if (const QByteArray where = unique.where.toUtf8(); !where.isEmpty())
        sql += " AND (" + where + ") AND EXISTS (SELECT 1 FROM (SELECT " + parameters(table, true) +
               ") WHERE " + where + ")";
    return sql;
}

} // namespace

Result<MergeTableRows> MergeTableRows::open(const Connection& connection, const MergeTable& table,
                                            const MergeSchema& schema)
{
    const QByteArray name = quoted(table.name);
    const QByteArray columns = columnList(table.columns);
    ANTIPHON_TRY_ASSIGN(auto mine, RowStatement::prepare(connection, "SELECT " + columns + " FROM main." +
                                                                         name + keyIs(table)));
    ANTIPHON_TRY_ASSIGN(auto theirs, RowStatement::prepare(connection, "SELECT " + columns + " FROM other." +
                                                                           name + keyIs(table)));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        RowStatement::prepare(connection, "INSERT INTO main." + name + " (" + columns +
                                                              ") VALUES (" + parameters(table, false) + ")"));
    ANTIPHON_TRY_ASSIGN(auto remove,
                        RowStatement::prepare(connection, "DELETE FROM main." + name + keyIs(table)));
    MergeTableRows rows(connection, table, std::move(mine), std::move(theirs), std::move(insert),
                        std::move(remove));
    ANTIPHON_TRY(rows.prepareRivals());
    ANTIPHON_TRY(rows.prepareUsers(schema));
    return rows;
}

Result<void> MergeTableRows::prepareRivals()
{
    for (const MergeTable::Unique& unique : m_table->uniques) {
        ANTIPHON_TRY_ASSIGN(auto query, RowStatement::prepare(*m_connection, rivalQuery(*m_table, unique)));
        m_rivals.push_back(std::move(query));
    }
    return {};
}

Result<void> MergeTableRows::prepareUsers(const MergeSchema& schema)
{
    std::vector<QByteArray> queries;
    for (const auto* tables : {&schema.recorded, &schema.bulk}) {
        for (const MergeTable& table : *tables) {
            for (const auto& reference : table.references) {
                if (reference.table == m_table->name)
                    queries.push_back("SELECT 1 FROM main." + quoted(table.name) + " WHERE " +
                                      nameAt(table, reference.column) + " = ? LIMIT 1");
            }
        }
    }
    if (m_table->name == QLatin1String("coding") || m_table->name == QLatin1String("code") ||
        m_table->name == QLatin1String("memo")) {
        queries.push_back("SELECT 1 FROM main.memo WHERE target_kind IN ('coding', 'code', 'category', "
                          "'memo') AND target = ? LIMIT 1");
        queries.push_back("SELECT 1 FROM main.memo_link WHERE target = ? LIMIT 1");
        queries.push_back("SELECT 1 FROM main.proposition_evidence WHERE target = ? LIMIT 1");
    }
    for (const QByteArray& sql : queries) {
        ANTIPHON_TRY_ASSIGN(auto query, RowStatement::prepare(*m_connection, sql));
        m_users.push_back(std::move(query));
    }
    return {};
}

Result<std::optional<MergeTableRows::Rival>> MergeTableRows::rival(const Row& row)
{
    const Row own = m_table->keyOf(row);
    for (std::size_t i = 0; i < m_rivals.size(); ++i) {
        ANTIPHON_TRY_ASSIGN(const auto found, m_rivals[i].first(row));
        if (found && *found != own)
            return Rival{*found, m_table->uniques[i].columns};
    }
    return std::optional<Rival>();
}

Result<void> MergeTableRows::update(const Row& row, const std::vector<std::size_t>& columns)
{
    QByteArray sql = "UPDATE main." + quoted(m_table->name) + " SET ";
    Row values;
    for (const std::size_t column : columns) {
        sql += (values.empty() ? QByteArray() : QByteArray(", ")) + nameAt(*m_table, column) + " = ?";
        values.push_back(row[column]);
    }
    ANTIPHON_TRY_ASSIGN(auto statement, RowStatement::prepare(*m_connection, sql + keyIs(*m_table)));
    const Row key = m_table->keyOf(row);
    values.insert(values.end(), key.begin(), key.end());
    return statement.run(values);
}

Result<bool> MergeTableRows::isUsed(const Row& key)
{
    if (key.size() != 1)
        return false;
    for (RowStatement& query : m_users) {
        ANTIPHON_TRY_ASSIGN(const auto found, query.first(key));
        if (found)
            return true;
    }
    return false;
}

} // namespace antiphon
