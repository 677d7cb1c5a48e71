// All rows of a query as values.
#pragma once

#include "core/storage/statement.h"

#include <QList>

namespace antiphon {

// Every row of a prepared query, read by `read`. Errors: those of Statement::step.
template<typename T, typename Read>
Result<QList<T>> rowsOf(Statement& statement, const Read& read)
{
    QList<T> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, statement.step());
        if (!more)
            return rows;
        rows << read(statement);
    }
}

} // namespace antiphon
