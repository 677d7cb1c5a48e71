// Counting codings in the project file.
#pragma once

#include "core/coding/frequency.h"
#include "core/storage/connection.h"

namespace antiphon {

struct FrequencyQuery
{
    FrequencyBy by = FrequencyBy::Role;
    std::optional<CoderId> coder = {}; // empty: every coder, one group each
    std::optional<SourceId> source = {};
};

// Counts whole turns and spans alike: a turn has a code when any coding of it lies on the turn or on words of
// it. Codings of exchanges and dialogues speak of more than a turn and are not counted. Complete and in
// order, see completeFrequencies().
Result<QList<FrequencyRow>> readFrequencies(const Connection& connection, const FrequencyQuery& query);

} // namespace antiphon
