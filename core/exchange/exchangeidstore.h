// Which ids of a file a project has already. The only SQL of this room.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/storage/connection.h"

namespace antiphon {

// What an exchanged id can stand for.
enum class ExchangedKind {
    Source,
    Dialogue,
    Turn,
    Coder,
    Code,
    Reference,
    Coding,
    Memo,
    Relation,
    Property,
    Comparison
};

// Whether a row has that id, also one that nobody sees any more.
Result<bool> hasId(const Connection& connection, ExchangedKind kind, const IdBytes& id);

} // namespace antiphon
