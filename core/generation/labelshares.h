// The labels that were planned beside those that coders saw in the texts.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/measures/corpustally.h"
#include "core/storage/connection.h"

namespace antiphon {

// One coder's codings of one source: intents on user turns, actions on system turns.
struct ObservedShares
{
    QString coder;
    Role role = Role::User;
    measures::GroupedCounts<QString>
        planned; // labels that came with the turns she coded, and how many turns have each
    measures::GroupedCounts<QString> observed; // her codes on the same turns
    statistics::Estimate
        distance; // total variation; n: turns she coded, missing: those she left without code
};

// Of every coder that `connection` may see and who coded turns of the source; nothing where none did. Only
// the dialogues she coded count. Errors: those of SQLite; Cancelled.
Result<QList<ObservedShares>> observedShares(const Connection& connection, SourceId source,
                                             const CancelToken& cancel = {});

} // namespace antiphon
