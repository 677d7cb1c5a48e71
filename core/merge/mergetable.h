// One table of the two files, its rows as values.
#pragma once

#include "core/merge/mergeschema.h"

namespace antiphon {

class MergeTableRows
{
public:
    // Errors here and below: those of SQLite.
    static Result<MergeTableRows> open(const Connection& connection, const MergeTable& table,
                                       const MergeSchema& schema);

    const MergeTable& table() const { return *m_table; }
    Result<std::optional<Row>> mine(const Row& key) { return m_mine.first(key); }
    Result<std::optional<Row>> theirs(const Row& key) { return m_theirs.first(key); }
    // The key of a row of mine that keeps `row` out by a unique rule, with the rule's columns.
    struct Rival
    {
        Row key;
        std::vector<std::size_t> columns;
    };
    Result<std::optional<Rival>> rival(const Row& row);
    Result<void> insert(const Row& row) { return m_insert.run(row); }
    Result<void> update(const Row& row, const std::vector<std::size_t>& columns);
    Result<void> remove(const Row& key) { return m_remove.run(key); }
    // Whether a row of mine points to it: by a foreign key, or a memo or its evidence.
    Result<bool> isUsed(const Row& key);

private:
    MergeTableRows(const Connection& connection, const MergeTable& table, RowStatement mine,
                   RowStatement theirs, RowStatement insert, RowStatement remove)
        : m_connection(&connection),
          m_table(&table),
          m_mine(std::move(mine)),
          m_theirs(std::move(theirs)),
          m_insert(std::move(insert)),
          m_remove(std::move(remove))
    {
    }
    Result<void> prepareRivals();
    Result<void> prepareUsers(const MergeSchema& schema);

    const Connection* m_connection;
    const MergeTable* m_table;
    RowStatement m_mine;
    RowStatement m_theirs;
    RowStatement m_insert;
    RowStatement m_remove;
    std::vector<RowStatement> m_rivals; // one per unique rule
    std::vector<RowStatement> m_users;
};

} // namespace antiphon
