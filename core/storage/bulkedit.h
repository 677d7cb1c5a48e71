// One edit that publishes bulk rows written with it.
#pragma once

#include "core/storage/edithistory.h"

namespace antiphon {

// As EditHistory::record. What `bulk` writes beforehand, in the same transaction, is not recorded: rows that
// nobody sees before `change` publishes them, and that stay, unseen, when the edit is undone. Errors: those
// of both and of SQLite; the file is then as before.
Result<void> recordWithBulk(const Connection& connection, const Actor& actor, const QString& label,
                            const std::function<Result<void>()>& bulk,
                            const std::function<Result<void>()>& change);

} // namespace antiphon
