// What the project knows of coded turns besides their codes.
#pragma once

#include "core/analysis/codebyvariable.h"
#include "core/base/cancellation.h"
#include "core/storage/connection.h"

namespace antiphon {

// The groups of every variable but the coder. Labels are in the order of the alphabet. Errors: those of
// SQLite; Cancelled; NotPossible for TurnVariable::Coder and beyond 65,535 different labels.
Result<TurnGroups> readTurnGroups(const Connection& connection, const CodedCorpus& corpus,
                                  TurnVariable variable, const CancelToken& cancel = {});

// Counts by any variable: of the first layer, or, by coder, of all of them. Errors: as above.
Result<CodeByVariable> readCodesByVariable(const Connection& connection, const CodedCorpus& corpus,
                                           TurnVariable variable, std::optional<Facet> facet = {},
                                           const CancelToken& cancel = {});

} // namespace antiphon
