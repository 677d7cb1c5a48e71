// The numbered, forward-only steps that make the schema.
#pragma once

#include "core/storage/connection.h"

namespace antiphon {

// The scripts in order; script n brings a file of version n-1 to n. They lie in core/storage/migrations.
const std::vector<QByteArray>& migrations();

// Runs the scripts that the file lacks, each in a transaction of its own with the version number.
Result<void> migrate(const Connection& connection);

} // namespace antiphon
