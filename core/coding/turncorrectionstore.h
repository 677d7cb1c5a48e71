// Mending the text of a turn, so that what lies on its words stays on them. Called inside EditHistory::record
// or ProjectSession::edit.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

struct TurnCorrection
{
    int moved = 0;       // codings, memos and evidence on words that are elsewhere now
    QList<CoderId> lost; // whose codings went with their words, or became one with another: one entry each
};

// Gives a turn of a corpus another text, with LF line ends. Spans of all coders are moved with the characters
// that they lie on (see TextAlignment); a coding all of whose words are gone is taken off, a memo or evidence
// is left on the whole turn. The text as it was imported is kept: giving it back ends the correction. Errors:
// NotFound; InvalidValue for an empty text; NotPossible for a turn without a word, or of a run, whose text is
// evidence of what its writer wrote.
Result<TurnCorrection> correctTurn(const Connection& connection, TurnId turn, const QString& text);

// Another number whenever a text of the dialogue was corrected, or a correction undone.
Result<qint64> correctionStamp(const Connection& connection, DialogueId dialogue);

} // namespace antiphon
