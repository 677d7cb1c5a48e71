// The rows that people edit, merged table by table.
#pragma once

#include "core/merge/merge.h"
#include "core/merge/mergebulk.h"
#include "core/merge/mergetable.h"

#include <QSet>

namespace antiphon {

// What was touched, each since another moment of MergeSync.
struct MergeBases
{
    Touched mine;        // since what they know of mine
    Touched theirs;      // since what I know of theirs
    Touched theirsAfter; // since they came to know that of mine
};

class MergeRows
{
public:
    MergeRows(const Connection& connection, const MergeSchema& schema, const MergeBases& bases,
              const CopiedBulk& copied, const QString& file, MergeWatch& watch)
        : m_connection(connection),
          m_schema(schema),
          m_bases(bases),
          m_copied(copied),
          m_file(file),
          m_watch(watch)
    {
    }

    // Within the edit. Errors: NotPossible where a row of theirs hangs on bulk rows that are gone here;
    // Cancelled; those of SQLite.
    Result<void> run(MergeReport& report);

private:
    struct Removal
    {
        Row key;
        RowThen then;
    };
    enum class Verdict { Keep, Take, Conflict };
    Result<void> open();
    Result<void> readAliases();
    Result<void> findAlike(MergeTableRows& rows);
    Result<std::optional<MergeTableRows::Rival>> remainingRival(MergeTableRows& rows, const Row& row);
    Result<void> mergeRow(MergeTableRows& rows, const Row& theirKey, const RowThen& then);
    Result<void> onlyTheirs(MergeTableRows& rows, const Row& row, const RowThen& then);
    Result<void> bothHave(MergeTableRows& rows, const Row& row, const Row& mine, const RowThen& then);
    Result<void> takeColumns(MergeTableRows& rows, const Row& mine, Row next,
                             std::vector<std::size_t> columns, const Row& row);
    Result<void> add(MergeTableRows& rows, Row row);
    Result<void> rename(MergeTableRows& rows, Row& row, std::size_t name);
    Result<void> bringParents(const MergeTable& table, const Row& row);
    Result<void> bringBack(MergeTableRows& rows, const Row& row);
    Result<void> removeRows();
    Result<bool> removeIfUnchanged(MergeTableRows& rows, const Row& key, const RowThen& then);
    Result<void> keepConflict(MergeTableRows& rows, const Row& row, const QString& field, const QString& mine,
                              const QString& theirs);
    Result<QString> labelOf(const MergeTable& table, const Row& row);
    Result<Value> coderOf(const MergeTable& table, const Row& row);

    Row mapped(Row row) const;
    RowThen mapped(RowThen then) const;
    Verdict verdict(const MergeTable& table, std::size_t column, const Row& row, const Row& mine,
                    const RowThen& then) const;
    bool wasPublished(const MergeTable& table, const Row& mine, const RowThen& then) const;

    const Connection& m_connection;
    const MergeSchema& m_schema;
    const MergeBases& m_bases;
    const CopiedBulk& m_copied;
    QString m_file;
    MergeWatch& m_watch;
    MergeReport* m_report = nullptr;
    std::map<QString, MergeTableRows> m_tables;
    QHash<QByteArray, QByteArray> m_alias; // their id, mine
    QSet<QByteArray> m_standsForTheirs;    // rows of mine that a row of theirs became in this merge
    std::map<QString, std::vector<Removal>> m_removals;
};

} // namespace antiphon
