// What two copies of a project changed each in a way of its own, until a person decides.
#pragma once

#include "core/storage/edithistory.h"

namespace antiphon {

using MergeConflictId = Id<struct MergeConflictTag>;

struct MergeConflict
{
    MergeConflictId id;
    TimePoint mergedAt = 0;
    QString file;                 // the other's
    QString object;               // a recorded table
    std::optional<IdBytes> thing; // the row's id, where it has one
    QString field;                // a column; empty: the row as a whole
    QString label;                // for people: "the code jazz"
    QString mine;                 // for people; empty for a row: removed
    QString theirs;
};

enum class MergeChoice { Mine, Theirs };

// "definition of the code jazz".
QString conflictSubject(const MergeConflict& conflict);

// Open ones, the oldest first; on a connection that sees as the coder in hand, only what she may see.
Result<QList<MergeConflict>> openConflicts(const Connection& connection);

// What the history says of a choice.
QString choiceLabel(MergeChoice choice);

// Decides one, within an edit. Errors: NotFound where no open conflict has the id; NotPossible where the row
// was changed since, or is used by others, so that the choice can not be carried out.
Result<void> settleConflict(const Connection& connection, MergeConflictId id, MergeChoice choice);

// Decides one, as one recorded edit. Errors: as settleConflict.
Result<void> resolveConflict(const Connection& connection, const Actor& actor, MergeConflictId id,
                             MergeChoice choice);

} // namespace antiphon
