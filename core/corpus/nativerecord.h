// Antiphon's own JSON lines, which keep all that a dialogue has.
#pragma once

#include "core/corpus/dialogue.h"

#include <QByteArray>

namespace antiphon {

// {"id", "turns": [{"role", "text", "tracks": [[track id, verdict], ...], "intents": [...], "attributes":
// [...]}], "goal": [track id, ...], "tracks": [{"id", "title", "artist", "album"}]} on one line with its line
// end; lists that are empty are left out. `facts` are of the tracks that the dialogue mentions.
QByteArray nativeLine(const Dialogue& dialogue, const QHash<QString, SourceTrack>& facts);

} // namespace antiphon
