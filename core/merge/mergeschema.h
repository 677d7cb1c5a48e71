// What the tables of the two files are like, read from SQLite itself: a table that comes later merges without
// a word here.
#pragma once

#include "core/storage/value.h"

#include <QStringList>

namespace antiphon {

struct MergeTable
{
    struct Unique
    {
        std::vector<std::size_t> columns;
        QString where; // of a partial index; else empty
    };
    struct Reference
    {
        std::size_t column = 0;
        QString table; // its id
    };
    QString name;
    QStringList columns; // those of both files, in the order of the table
    std::vector<std::size_t> key;
    std::vector<Unique> uniques; // besides the key
    std::vector<Reference> references;

    Row keyOf(const Row& row) const;
    std::optional<std::size_t> column(const QString& name) const;
};

struct MergeSchema
{
    std::vector<MergeTable> recorded; // what people edit; parents first
    std::vector<MergeTable> bulk;     // what hangs on an owner row; parents first

    const MergeTable* find(const QString& name) const;
};

// The state in which nobody sees an owner row: its bulk rows are not all there. Of studies it is the removed
// one: what undo may not forget, who opened the key, hangs on them. Empty for tables that own no such rows.
QString workingState(const QString& table);

// For SQL.
QByteArray columnList(const QStringList& columns);
QByteArray quoted(const QString& name);

// Of `main` and the attached file `other`. Errors: those of SQLite.
Result<MergeSchema> readMergeSchema(const Connection& connection);

} // namespace antiphon
