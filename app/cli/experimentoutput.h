// What the verbs about experiments answer and write, told alike.
#pragma once

#include "app/cli/verb.h"
#include "core/cascade/experimentstore.h"

namespace antiphon::cli {

// One line a kind and rate, the measures beside each other.
QString experimentTable(const Experiment& experiment);
// Name, catalogue, recipe, date and how it was done.
QString experimentHead(const Experiment& experiment);
QJsonObject experimentObject(const Experiment& experiment);
// NAME.csv, .xlsx, .json and .svg; the folder is made. Errors: WriteFailed.
Result<void> writeExperiment(const QString& folder, const QString& name, const Experiment& experiment);

} // namespace antiphon::cli
