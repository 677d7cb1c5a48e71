// How far estimates of tokens were off in this project: what endpoints counted against what was guessed.
#pragma once

#include "core/storage/connection.h"

namespace antiphon {

struct TokenRatio
{
    double value = 1;   // counted over guessed; 1 where nothing is known
    qint64 samples = 0; // that it rests on
};
// Of the tokens of prompts, over at most 500 samples of the three newest runs by models. Counts that the
// server left out are not believed. Errors: those of SQLite.
Result<TokenRatio> promptTokenRatio(const Connection& connection);

} // namespace antiphon
