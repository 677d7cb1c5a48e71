// Antiphon's own JSON lines, which keep all that a dialogue has.
#pragma once

#include "core/corpus/dialogue.h"

#include <QByteArray>

namespace antiphon {

// {"id", "turns": [{"role", "text", "tracks": [[track id, verdict], ...], "intents": [...], "attributes":
// [...]}], "goal": [track id, ...], "tracks": [{"id", "title", "artist", "album"}]} on one line with its line
// end; lists that are empty are left out. `facts` are of the tracks that the dialogue mentions.
QByteArray nativeLine(const Dialogue& dialogue, const QHash<QString, SourceTrack>& facts);

// The same for readers of tables (Apache Arrow, pandas), which want every field in every row and one type a
// list: nothing is left out, a track of a turn is {"id", "verdict"}. `provenance` is JSON that goes in as a
// text, "provenance"; empty: the field is left out. recordFromNative() reads it, too.
QByteArray nativeRow(const Dialogue& dialogue, const QHash<QString, SourceTrack>& facts,
                     const QByteArray& provenance);

} // namespace antiphon
