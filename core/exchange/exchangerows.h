// The rows of people in a project that came in a file: coders, codes, theory, codings, memos, verdicts.
#pragma once

#include "core/exchange/exchangeids.h"
#include "core/exchange/exchangewriter.h"

namespace antiphon {

// Writes them, with the ids of dialogues and turns as `ids` has them, and counts and tells in `written`. To
// be called inside EditHistory::record. Errors: of SQLite.
Result<void> writeExchangeRows(const Connection& connection, const ExchangeProject& project, ExchangeIds& ids,
                               ExchangeWritten& written);

} // namespace antiphon
