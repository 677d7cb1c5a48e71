#include "core/storage/blinding.h"

#include "core/storage/sqlite.h"

#include <map>

namespace antiphon {

namespace {

constexpr char soleCoderSql[] =
    "SELECT coder.id FROM main.coder JOIN main.setting ON setting.name = 'coder' AND setting.value IN "
    "(coder.name, lower(hex(coder.id))) WHERE coder.blind = 1";

struct CoderTable
{
    std::string name;
    int column = -1; // of the coder, or of the memo for memo_link
    bool hasRowid = true;
};

Result<std::vector<CoderTable>> coderTables(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT list.name, column.cid, list.wr FROM pragma_table_list AS list JOIN "
                           "pragma_table_info(list.name, 'main') AS column WHERE list.schema = 'main' AND "
                           "list.type = 'table' AND column.name = 'coder'"));
    std::vector<CoderTable> tables;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return tables;
        tables.push_back(
            {select.text(0).toStdString(), static_cast<int>(select.integer(1)), select.integer(2) == 0});
    }
}

using IdValue = std::optional<IdBytes>;

IdValue idOf(sqlite3_value* value)
{
    IdBytes bytes{};
    if (!value || sqlite3_value_bytes(value) != static_cast<int>(bytes.size()))
        return std::nullopt;
    memcpy(bytes.data(), sqlite3_value_blob(value), bytes.size());
    return bytes;
}

// Finds the coder of each row of a changeset.
class RowCoder
{
public:
    explicit RowCoder(const Connection& connection) : m_connection(connection) {}

    Result<void> learnTables()
    {
        ANTIPHON_TRY_ASSIGN(const auto tables, coderTables(m_connection));
        for (const CoderTable& table : tables)
            m_columns[table.name] = table.column;
        return {};
    }

    Result<IdValue> of(sqlite3_changeset_iter* row)
    {
        const char* table = nullptr;
        int columns = 0;
        int operation = 0;
        sqlite3changeset_op(row, &table, &columns, &operation, nullptr);
        const auto valueAt = [&](int column) {
            sqlite3_value* value = nullptr;
            if (operation == SQLITE_INSERT)
                sqlite3changeset_new(row, column, &value);
            else
                sqlite3changeset_old(row, column, &value);
            return idOf(value);
        };
        if (qstrcmp(table, "memo_link") == 0)
            return operation == SQLITE_UPDATE ? Result<IdValue>(std::nullopt)
                                              : stored("memo", valueAt(memoOfLink));
        const auto known = m_columns.find(table);
        if (known == m_columns.end())
            return IdValue();
        // A row that was changed brings only its key and what is different.
        const IdValue coder = valueAt(known->second);
        return coder || operation != SQLITE_UPDATE ? Result<IdValue>(coder) : stored(table, valueAt(0));
    }

private:
    static constexpr int memoOfLink = 1; // its column

    Result<IdValue> stored(const std::string& table, const IdValue& id)
    {
        if (!id)
            return IdValue();
        auto found = m_lookups.find(table);
        if (found == m_lookups.end()) {
            std::string sql = "SELECT coder FROM main.";
            sql.append(table).append(" WHERE id = ?");
            ANTIPHON_TRY_ASSIGN(auto lookup, m_connection.prepare(sql));
            found = m_lookups.emplace(table, std::move(lookup)).first;
        }
        ANTIPHON_TRY_ASSIGN(const bool there, found->second.reset().bind(1, *id).step());
        return there ? IdValue(found->second.id<Id<struct CoderTag>>(0).bytes()) : std::nullopt;
    }

    const Connection& m_connection;
    std::map<std::string, int, std::less<>> m_columns;
    std::map<std::string, Statement> m_lookups;
};

} // namespace

Result<std::optional<IdBytes>> soleCoder(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(soleCoderSql));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? std::optional(select.id<Id<struct CoderTag>>(0).bytes()) : std::nullopt;
}

Result<void> seeAsCoderInHand(const Connection& connection)
{
    QByteArray script = "CREATE TEMP VIEW IF NOT EXISTS sole_coder AS ";
    script.append(soleCoderSql);
    ANTIPHON_TRY_ASSIGN(const auto tables, coderTables(connection));
    for (const CoderTable& table : tables) {
        script.append(";CREATE TEMP VIEW IF NOT EXISTS ").append(table.name.c_str()).append(" AS SELECT ");
        script.append(table.hasRowid ? "rowid AS rowid, * FROM main." : "* FROM main.");
        script.append(table.name.c_str());
        script.append(" WHERE (SELECT id FROM temp.sole_coder) IS NULL OR coder IS NULL OR coder = "
                      "(SELECT id FROM temp.sole_coder)");
    }
    script.append(";CREATE TEMP VIEW IF NOT EXISTS memo_link AS SELECT rowid AS rowid, * FROM main.memo_link "
                  "WHERE (SELECT id FROM temp.sole_coder) IS NULL OR EXISTS (SELECT 1 FROM main.memo WHERE "
                  "memo.id = memo_link.memo AND memo.coder = (SELECT id FROM temp.sole_coder))");
    return connection.execute(script.constData());
}

Result<std::optional<IdBytes>> coderTouched(const Connection& connection, const QByteArray& changeset)
{
    RowCoder coders(connection);
    ANTIPHON_TRY(coders.learnTables());
    sqlite3_changeset_iter* rows = nullptr;
    if (const int status = sqlite3changeset_start(&rows, static_cast<int>(changeset.size()),
                                                  const_cast<char*>(changeset.constData()));
        status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> owner(
        rows, sqlite3changeset_finalize);
    IdValue only;
    while (sqlite3changeset_next(rows) == SQLITE_ROW) {
        ANTIPHON_TRY_ASSIGN(const IdValue coder, coders.of(rows));
        if (coder && only && *coder != *only)
            return IdValue();
        if (coder)
            only = coder;
    }
    return only;
}

Result<void> findCodersOfHistory(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT sequence, changeset FROM history WHERE coder IS NULL"));
    // An undo or a redo touched what its edit touched.
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE history SET coder = ?1 WHERE sequence = ?2 OR "
                                           "(kind > 0 AND target = ?2)"));
    std::vector<std::pair<qint64, IdBytes>> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        ANTIPHON_TRY_ASSIGN(const IdValue coder, coderTouched(connection, select.blob(1)));
        if (coder)
            found.emplace_back(select.integer(0), *coder);
    }
    for (const auto& [sequence, coder] : found)
        ANTIPHON_TRY(update.bind(1, coder).bind(2, sequence).run());
    return {};
}

} // namespace antiphon
