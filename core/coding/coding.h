// Codings and memos: what a coder says about a turn, a stretch of it, or a dialogue.
#pragma once

#include "core/base/clock.h"
#include "core/base/textposition.h"
#include "core/coding/code.h"

namespace antiphon {

using CoderId = Id<struct CoderTag>;
using CodingId = Id<struct CodingTag>;
using MemoId = Id<struct MemoTag>;

struct Coder
{
    CoderId id = {};
    QString name = {};
    bool operator==(const Coder&) const = default;
};

// Where a coding lies: the whole dialogue without a turn, the whole turn without a span.
struct CodingTarget
{
    DialogueId dialogue = {};
    std::optional<TurnId> turn = {};
    std::optional<TextSpan> span = {};
    bool operator==(const CodingTarget&) const = default;
};

enum class CodingOrigin { Person, Import, Suggestion };
QString originWord(CodingOrigin origin); // "person", "import", "suggestion"

struct Coding
{
    CodingId id = {};
    CodeId code = {};
    CoderId coder = {};
    CodingTarget target = {};
    CodingOrigin origin = CodingOrigin::Person;
    TimePoint createdAt = 0;
    bool operator==(const Coding&) const = default;
};

enum class MemoTarget { Project, Dialogue, Turn, Coding, Code };

struct Memo
{
    MemoId id = {};
    MemoTarget kind = MemoTarget::Project;
    IdBytes target = {}; // of the thing that `kind` names; nothing for the project
    CoderId coder = {};
    QString text = {};
    TimePoint createdAt = 0;
    TimePoint changedAt = 0;
    bool operator==(const Memo&) const = default;
};

// A turn of a dialogue as codings need it.
struct TurnPlace
{
    TurnId turn = {};
    DialogueId dialogue = {};
    int position = 0; // from 0
    Role role = Role::User;
    bool operator==(const TurnPlace&) const = default;
};

// What the history says of an act: "Code turn 4 with add_filter".
QString codeLabel(const TurnPlace& place, const Code& code);
QString uncodeLabel(const TurnPlace& place, const Code& code); // "Take add_filter off turn 4"

// The exchange that each turn belongs to, from 0: a user turn and the reply; an exchange may lack a side.
QList<int> exchangesOf(const QList<Role>& roles);

} // namespace antiphon
