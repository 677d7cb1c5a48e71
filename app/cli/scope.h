// Whose codings of which source a verb is about.
#pragma once

#include "app/cli/verb.h"
#include "core/coding/coding.h"
#include "core/corpus/dialogue.h"

namespace antiphon::cli {

Option coderOption(const QString& help, bool required);
const Option& sourceOption();

// --out of a verb that may write its whole table.
Option outOption();
// Writes the table to --out where it is given, by its ending as CSV or as a workbook, and says so. Errors:
// those of writeTableFile.
Result<void> writeTable(const Call& call, const QByteArray& csv, Answer& answer);

// Of --coder and --source; nothing where they are left out. Errors: NotFound for a name that is none's.
Result<std::optional<Coder>> coderAsked(const Call& call, const Connection& connection);
Result<std::optional<SourceId>> sourceAsked(const Call& call, const Connection& connection);
// The coder asked for, or the only one there is. Errors: NotPossible where there are several.
Result<Coder> oneCoder(const Call& call, const Connection& connection);
// Of the option; nothing where it is left out. Errors: InvalidValue for what is no facet.
Result<std::optional<Facet>> facetAsked(const Call& call, const QString& option);

// For verbs that work on a coder's codings with the whole file open. Errors: NotPossible where the coder in
// hand is blind and it is another.
Result<void> mayTellOf(const Connection& connection, const Coder& coder);

} // namespace antiphon::cli
