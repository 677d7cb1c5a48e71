// What a blind coder may see of a project: nothing that another coder did. One rule for the whole program: it
// lies on the connection, so that no question can forget it.
#pragma once

#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

// The coder in hand (the setting "coder": her id, or her name) where she is blind; nothing where she is not.
Result<std::optional<IdBytes>> soleCoder(const Connection& connection);

// From now on the connection, which may not write any more, sees with the eyes of the coder in hand, whoever
// that is at the time of the question. While she is blind, every table with a column `coder` shows her rows
// and those of nobody, and memo_link the links of her memos. Temporary views do it that stand before the
// tables. Errors: those of SQLite.
Result<void> seeAsCoderInHand(const Connection& connection);

// The one coder whose rows (of tables with a column `coder`, and memo_link) a changeset that was just made on
// `connection` touches; nothing where it touches none's, or several coders'.
Result<std::optional<IdBytes>> coderTouched(const Connection& connection, const QByteArray& changeset);

// Fills in the coder of entries of the history that were made before entries had one. Changes nothing that is
// recorded.
Result<void> findCodersOfHistory(const Connection& connection);

} // namespace antiphon
