// What a coded corpus leaves out, for units other than the turn: how long turns are, and codings of dialogues
// themselves.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/base/cancellation.h"
#include "core/storage/connection.h"

namespace antiphon {

struct CodedDialogue
{
    quint32 dialogue = 0; // index into CodedCorpus::dialogues
    quint16 code = 0;     // index into CodedCorpus::codes
    auto operator<=>(const CodedDialogue&) const = default;
};

struct CodedExtent
{
    std::vector<qint32> characters;                    // code points of each turn of the corpus
    std::vector<std::vector<CodedDialogue>> dialogues; // by layer; codings that lie on a whole dialogue
};

// Of the turns, dialogues and coders of `corpus`. Errors: those of SQLite; Cancelled.
Result<CodedExtent> readCodedExtent(const Connection& connection, const CodedCorpus& corpus,
                                    const CancelToken& cancel = {});

} // namespace antiphon
