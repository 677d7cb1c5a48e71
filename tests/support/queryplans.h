// Which tables the statements of a connection walk through from end to end.
#pragma once

#include "core/storage/connection.h"

#include <QSet>
#include <QStringList>

namespace antiphon::test {

// Listens to a connection while it lives.
//
//   QueryPlans plans(connection);
//   ASSERT_OK(nextUncodedTurn(connection, coder, place));
//   EXPECT_EQ(plans.walks({"source", "code"}), QStringList());
class QueryPlans
{
public:
    explicit QueryPlans(const Connection& connection);
    QueryPlans(const QueryPlans&) = delete;
    QueryPlans& operator=(const QueryPlans&) = delete;
    ~QueryPlans();

    // A line for each walk over a table that is not among `small`: "SCAN turn: SELECT ...".
    QStringList walks(const QSet<QString>& small) const;

private:
    const Connection& m_connection;
    QSet<QString> m_statements;
};

} // namespace antiphon::test
