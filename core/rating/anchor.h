// A low anchor: the dialogues of a source, damaged by declared rules, so that nothing but sense is lost.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// How dialogues are damaged. All words and tracks stay real: they only stand in the wrong place.
struct DamageRules
{
    double swappedReplies = 0.5; // share of the replies that change places with others of the dialogue
    bool foreignTracks = true;   // the tracks of a turn come from another dialogue of the source
    quint64 seed = 1;
};

struct Damage
{
    int swapped = 0;  // replies that now answer something else
    int replaced = 0; // turns with the tracks of another dialogue
};

// The replies drawn for it go round: each takes the place of the next, so that none stays and roles still
// alternate. `donor` gives the tracks, as many for a turn as it had; where it has too few they repeat
// nowhere, so that a turn may lose some. Verdicts on tracks go. With fewer than two replies nothing moves.
Dialogue damaged(const Dialogue& dialogue, const Dialogue& donor, const DamageRules& rules, Random& random,
                 Damage& damage);

struct MadeAnchor
{
    Source source;
    qint64 dialogues = 0;
    Damage damage; // over all of them
};

// Makes the new source `name` out of every dialogue of `from` with two replies or more; each remembers its
// original, so that no rater need see both. One recorded act. Errors: NotFound without `from`; AlreadyExists;
// NotPossible when no dialogue can be damaged; Cancelled.
Result<MadeAnchor> makeAnchor(const Connection& connection, const Actor& actor, const QString& from,
                              const QString& name, const DamageRules& rules, const CancelToken& cancel = {},
                              const ProgressSink& progress = {});

} // namespace antiphon
