// What a merge writes down where it could not decide.
#include "core/merge/mergerows.h"

namespace antiphon {

namespace {

QString textOf(const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

Result<void> MergeRows::keepConflict(MergeTableRows& rows, const Row& row, const QString& field,
                                     const QString& mine, const QString& theirs)
{
    const MergeTable& table = rows.table();
    ANTIPHON_TRY_ASSIGN(const QString label, labelOf(table, row));
    ANTIPHON_TRY_ASSIGN(const Value coder, coderOf(table, row));
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        RowStatement::prepare(m_connection,
                              "INSERT OR IGNORE INTO main.merge_conflict (id, merged_at, file, object, "
                              "row_key, field, label, mine, theirs, coder) VALUES (?,?,?,?,?,?,?,?,?,?)"));
    const IdBytes id = timeOrderedIdBytes();
    ANTIPHON_TRY(insert.run({QByteArray(reinterpret_cast<const char*>(id.data()), 16), now(), m_file,
                             table.name, rowText(table.keyOf(row)), field, label, mine, theirs, coder}));
    m_report->newConflicts += m_connection.changes();
    return {};
}

Result<QString> MergeRows::labelOf(const MergeTable& table, const Row& row)
{
    const QString word = QString(table.name).replace(QLatin1Char('_'), QLatin1Char(' '));
    for (const char* name : {"name", "title", "text", "rater", "letter", "kind"}) {
        const auto column = table.column(QLatin1String(name));
        const QString text = column ? textOf(row[*column]).simplified() : QString();
        if (!text.isEmpty())
            return QStringLiteral("the %1 %2").arg(word, text.left(60));
    }
    const auto code = table.column(QStringLiteral("code"));
    if (!code)
        return QStringLiteral("a %1").arg(word);
    ANTIPHON_TRY_ASSIGN(auto select,
                        RowStatement::prepare(m_connection, "SELECT name FROM main.code WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const auto found, select.first({row[*code]}));
    return QStringLiteral("a %1 of %2").arg(word, found ? textOf(found->front()) : QString());
}

Result<Value> MergeRows::coderOf(const MergeTable& table, const Row& row)
{
    if (const auto column = table.column(QStringLiteral("coder")))
        return row[*column];
    const auto memo = table.column(QStringLiteral("memo"));
    if (!memo)
        return Value();
    ANTIPHON_TRY_ASSIGN(auto select,
                        RowStatement::prepare(m_connection, "SELECT coder FROM main.memo WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const auto found, select.first({row[*memo]}));
    return found ? found->front() : Value();
}

} // namespace antiphon
