// Turns as the suggestion model reads them: what was said, and the codes one coder gave.
#pragma once

#include "core/coding/code.h"

#include <vector>

namespace antiphon {

struct SuggestTurn
{
    TurnId id = {};
    Role role = Role::User;
    QString text = {};
    int tracks = 0; // that the turn shows
    int liked = 0;  // of them
    int disliked = 0;
    QList<CodeId> codes = {}; // this coder's, on the whole turn; a turn without any is not known, not "none"
};

struct SuggestDialogue
{
    DialogueId id = {};
    QList<SuggestTurn> turns = {};
};

} // namespace antiphon
