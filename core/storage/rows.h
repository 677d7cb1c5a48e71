// Every row of a prepared query, and lists kept in one text column.
#pragma once

#include "core/storage/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QStringList>

namespace antiphon {

// Steps to the end and calls `visit(row)` for each row. Errors: those of Statement::step().
template<typename Visit>
Result<void> forEachRow(Statement& statement, const Visit& visit)
{
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, statement.step());
        if (!more)
            return {};
        visit(std::as_const(statement));
    }
}

// Every row as `read(row)` makes it, in the order of the query. Errors: as above.
template<typename T, typename Read>
Result<QList<T>> rowsOf(Statement& statement, const Read& read)
{
    QList<T> rows;
    ANTIPHON_TRY(forEachRow(statement, [&](const Statement& row) { rows << read(row); }));
    return rows;
}

// Texts as a JSON list, and back; what is no list has none.
inline QString textOfList(const QStringList& texts)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

inline QStringList listOfText(const QString& json)
{
    QStringList texts;
    for (const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
         const QJsonValue& one : array)
        texts << one.toString();
    return texts;
}

} // namespace antiphon
