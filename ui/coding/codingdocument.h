// A dialogue and its codings as the dialogue view shows them.
#pragma once

#include "core/coding/coding.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

struct CodedDialogue
{
    const Dialogue& dialogue;
    const QHash<QString, SourceTrack>& tracks;
    const QList<Coding>& codings;
    std::function<const Code*(CodeId)> codeById; // null: not known (yet)
    std::function<int(const TurnId&)> memos;
    const QHash<TurnId, QList<TextSpan>>& hits; // of a search
    CodingId current;                           // the coding that acts are about
};

// Codes of turns become chips under them, with the code's id as key, in the order they were given; those of
// spans and exchanges stripes, with the coding's id as key, spans in the order of the text; those of the
// dialogue its chips, with the coding's id as key.
DialogueDocument codingDocument(const CodedDialogue& coded);

// The codings of a turn in the order in which they are gone through: on the turn, on its words in the order
// of the text, on the exchange around it, on the dialogue.
QList<Coding> codingsAround(const Dialogue& dialogue, const QList<Coding>& codings, int turn);

} // namespace antiphon
