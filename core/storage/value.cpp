#include "core/storage/value.h"

#include "core/storage/sqlite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

Value fromCell(sqlite3_value* cell)
{
    const auto size = static_cast<qsizetype>(sqlite3_value_bytes(cell));
    switch (sqlite3_value_type(cell)) {
    case SQLITE_INTEGER:
        return static_cast<qint64>(sqlite3_value_int64(cell));
    case SQLITE_FLOAT:
        return sqlite3_value_double(cell);
    case SQLITE_TEXT:
        return QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_value_text(cell)), size);
    case SQLITE_BLOB:
        return QByteArray(static_cast<const char*>(sqlite3_value_blob(cell)), size);
    default:
        return std::monostate();
    }
}

struct ToJson
{
    QJsonValue operator()(std::monostate) const { return QJsonValue::Null; }
    QJsonValue operator()(qint64 number) const { return number; }
    QJsonValue operator()(double number) const { return QJsonObject{{QStringLiteral("real"), number}}; }
    QJsonValue operator()(const QString& text) const { return text; }
    QJsonValue operator()(const QByteArray& blob) const
    {
        return QJsonObject{{QStringLiteral("hex"), QString::fromLatin1(blob.toHex())}};
    }
};

Value fromJson(const QJsonValue& json)
{
    if (json.isString())
        return json.toString();
    if (json.isDouble())
        return json.toInteger();
    if (!json.isObject())
        return std::monostate();
    const QJsonObject object = json.toObject();
    if (object.contains(QStringLiteral("real")))
        return object.value(QStringLiteral("real")).toDouble();
    return QByteArray::fromHex(object.value(QStringLiteral("hex")).toString().toLatin1());
}

struct Bind
{
    sqlite3_stmt* statement;
    int position;

    void operator()(std::monostate) const { sqlite3_bind_null(statement, position); }
    void operator()(qint64 number) const { sqlite3_bind_int64(statement, position, number); }
    void operator()(double number) const { sqlite3_bind_double(statement, position, number); }
    void operator()(const QString& text) const
    {
        const QByteArray utf8 = text.toUtf8();
        sqlite3_bind_text(statement, position, utf8.constData(), static_cast<int>(utf8.size()),
                          SQLITE_TRANSIENT);
    }
    void operator()(const QByteArray& blob) const
    {
        // A pointer even for an empty blob: without one SQLite binds null.
        sqlite3_bind_blob(statement, position, blob.isEmpty() ? "" : blob.constData(),
                          static_cast<int>(blob.size()), SQLITE_TRANSIENT);
    }
};

Row currentRow(sqlite3_stmt* statement)
{
    Row row;
    const int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns; ++i)
        row.push_back(fromCell(sqlite3_column_value(statement, i)));
    return row;
}

using Cell = int (*)(sqlite3_changeset_iter*, int, sqlite3_value**);

std::vector<std::optional<Value>> cells(sqlite3_changeset_iter* rows, int columns, Cell cell)
{
    std::vector<std::optional<Value>> found(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
        sqlite3_value* value = nullptr;
        if (cell(rows, i, &value) == SQLITE_OK && value)
            found[static_cast<std::size_t>(i)] = fromCell(value);
    }
    return found;
}

RowChange changeOf(sqlite3_changeset_iter* rows)
{
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;
    sqlite3changeset_op(rows, &table, &columns, &operation, nullptr);
    unsigned char* keys = nullptr;
    sqlite3changeset_pk(rows, &keys, nullptr);
    RowChange change{QString::fromUtf8(table), '~', std::vector<bool>(keys, keys + columns), {}, {}};
    change.sign = operation == SQLITE_INSERT ? '+' : operation == SQLITE_DELETE ? '-' : '~';
    if (operation != SQLITE_INSERT)
        change.before = cells(rows, columns, sqlite3changeset_old);
    if (operation != SQLITE_DELETE)
        change.after = cells(rows, columns, sqlite3changeset_new);
    return change;
}

} // namespace

void RowStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Result<RowStatement> RowStatement::prepare(const Connection& connection, const QByteArray& sql)
{
    sqlite3_stmt* handle = nullptr;
    const int status = sqlite3_prepare_v2(connection.handle(), sql.constData(), static_cast<int>(sql.size()),
                                          &handle, nullptr);
    if (status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    return RowStatement(connection.handle(), handle);
}

void RowStatement::start(const Row& parameters)
{
    sqlite3_reset(m_handle.get());
    for (std::size_t i = 0; i < parameters.size(); ++i)
        std::visit(Bind{m_handle.get(), static_cast<int>(i) + 1}, parameters[i]);
}

Result<bool> RowStatement::step()
{
    const int status = sqlite3_step(m_handle.get());
    if (status == SQLITE_ROW)
        return true;
    const Error error = status == SQLITE_DONE ? Error() : sqliteError(m_db, status);
    sqlite3_reset(m_handle.get());
    return status == SQLITE_DONE ? Result<bool>(false) : Result<bool>(fail(error));
}

Result<std::vector<Row>> RowStatement::all(const Row& parameters)
{
    start(parameters);
    std::vector<Row> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, step());
        if (!more)
            return rows;
        rows.push_back(currentRow(m_handle.get()));
    }
}

Result<std::optional<Row>> RowStatement::first(const Row& parameters)
{
    start(parameters);
    ANTIPHON_TRY_ASSIGN(const bool found, step());
    std::optional<Row> row = found ? std::optional(currentRow(m_handle.get())) : std::nullopt;
    sqlite3_reset(m_handle.get());
    return row;
}

Result<void> RowStatement::run(const Row& parameters)
{
    start(parameters);
    ANTIPHON_TRY(step());
    sqlite3_reset(m_handle.get());
    return {};
}

QString rowText(const Row& row)
{
    QJsonArray list;
    for (const Value& value : row)
        list << std::visit(ToJson(), value);
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

Row rowFromText(const QString& json)
{
    Row row;
    const QJsonArray list = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue& value : list)
        row.push_back(fromJson(value));
    return row;
}

QString valueText(const Value& value)
{
    const QString list = rowText({value});
    return list.mid(1, list.size() - 2);
}

Value valueFromText(const QString& json)
{
    Row row = rowFromText(QLatin1Char('[') + json + QLatin1Char(']'));
    return row.empty() ? Value() : row.front();
}

Result<void> forEachRowChange(const QByteArray& changeset, bool inverted,
                              const std::function<void(const RowChange&)>& take)
{
    if (changeset.isEmpty())
        return {};
    sqlite3_changeset_iter* rows = nullptr;
    const int status = sqlite3changeset_start_v2(&rows, static_cast<int>(changeset.size()),
                                                 const_cast<char*>(changeset.constData()),
                                                 inverted ? SQLITE_CHANGESETSTART_INVERT : 0);
    if (status != SQLITE_OK)
        return fail(ErrorCode::DamagedProject, QStringLiteral("the history"));
    while (sqlite3changeset_next(rows) == SQLITE_ROW)
        take(changeOf(rows));
    if (sqlite3changeset_finalize(rows) != SQLITE_OK)
        return fail(ErrorCode::DamagedProject, QStringLiteral("the history"));
    return {};
}

} // namespace antiphon
