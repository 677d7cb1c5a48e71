// The record of LP-MusicDialog: a conversation as a list of turns.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/corpus/jsonrecord.h"

#include <QByteArray>

namespace antiphon {

// A turn is {"role", "content", "intent": [...], "music_attribute": ["type:value", ...]}; a system turn has
// also "track_seq": [track id, ...]. Lists may be missing; other fields are passed over.

// One turn. Errors: WrongFormat with a clause for people.
Result<Turn> turnFromLp(const JsonElement& element);
// A conversation: a list of turns, or a text that holds such a list as JSON or as a Python literal.
// Errors: WrongFormat, InvalidText.
Result<QList<Turn>> conversationFromLp(const JsonElement& element);
Result<QList<Turn>> conversationFromLp(std::string_view text);

// The conversation as the released file has it: a JSON list, indented by one blank a level, without a last
// line end.
QByteArray lpJson(const Dialogue& dialogue);
// The conversation as a Python literal on one line, as the released tables have it in their column
// `conversation`.
QByteArray lpPythonLiteral(const Dialogue& dialogue);

} // namespace antiphon
