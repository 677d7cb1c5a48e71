// Turns in a text that another program took for one piece.
#pragma once

#include "core/base/textposition.h"
#include "core/corpus/dialogue.h"

namespace antiphon {

struct TextTurn
{
    Role role = Role::User;
    TextSpan label; // "User: "; empty where there is none
    TextSpan words; // code points of the text
    bool operator==(const TextTurn&) const = default;
};

struct TextTurns
{
    QList<TextTurn> turns;
    QStringList speakers; // as the text names them, in the order they come; empty: paragraphs
};

// Lines that begin with a speaker's name and a colon begin a turn when the text's first line does, and either
// all such names are known ones (User, System, Assistant ...) or two to six names come twice or more each.
// System, assistant, bot, agent, recommender, interviewer and the like speak as system; of names that are not
// known the first is the user. Otherwise every paragraph is a turn of the user: parted by empty lines where
// there are any, else a line each.
TextTurns turnsOfText(const QString& text);

} // namespace antiphon
