// Forgetting for good: what a sealed file took over shall not lie on in the project.
#pragma once

#include "core/storage/connection.h"

namespace antiphon {

// Empties the recorded changes of every act that holds rows of `tables` with the id `owner` in them. The
// history goes on naming such an act, but neither it nor an act before it can be undone, and what was undone
// can not be redone. Part of the transaction around it. Returns how many acts it concerned.
Result<qint64> forgetChanges(const Connection& connection, const QStringList& tables, const IdBytes& owner);

// Writes the project file anew, so that nothing that was deleted remains in it or in its log of writes. Not
// inside of a transaction. Returns false when another program or window reads the file, whose log of writes
// then goes when the last of them closes it. Errors: those of SQLite; DiskFull where there is no room for a
// second copy.
Result<bool> purgeDeleted(const Connection& connection);

} // namespace antiphon
