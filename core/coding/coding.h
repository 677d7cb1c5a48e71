// Codings: what a coder says about a stretch of a turn, a turn, an exchange or a dialogue.
#pragma once

#include "core/base/clock.h"
#include "core/base/textposition.h"
#include "core/coding/code.h"

namespace antiphon {

using CoderId = Id<struct CoderTag>;
using CodingId = Id<struct CodingTag>;

struct Coder
{
    CoderId id = {};
    QString name = {};
    bool blind = false; // sees nothing of the others; see core/storage/blinding.h
    bool operator==(const Coder&) const = default;
};

enum class TargetKind { Dialogue, Exchange, Turn, Span };
QString targetWord(TargetKind kind); // "dialogue", "exchange", "turn", "span"
std::optional<TargetKind> targetFromWord(QStringView word);

// Where a coding lies: the whole dialogue without a turn, the whole turn without a span.
struct CodingTarget
{
    DialogueId dialogue = {};
    std::optional<TurnId> turn = {};
    std::optional<TextSpan> span = {};
    bool exchange = false; // the whole exchange that `turn` opens; has no span
    TargetKind kind() const;
    bool operator==(const CodingTarget&) const = default;
};

enum class CodingOrigin { Person, Import, Suggestion, Autocode, Adjudication };
// "person", "import", "suggestion", "autocode", "adjudication"
QString originWord(CodingOrigin origin);
std::optional<CodingOrigin> originFromWord(QStringView word);

struct Coding
{
    CodingId id = {};
    CodeId code = {};
    CoderId coder = {};
    CodingTarget target = {};
    CodingOrigin origin = CodingOrigin::Person;
    TimePoint createdAt = 0;
    QString originDetail = {}; // the model and its confidence, the pattern; empty for a person's own
    bool operator==(const Coding&) const = default;
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

// What the history says of an act: "Code turn 4 with add_filter", "Code words of turn 4 with genre". `place`
// is the turn that the target lies on or opens with, whatever it is for a dialogue.
QString codeLabel(const TurnPlace& place, const Code& code, TargetKind kind = TargetKind::Turn);
// "Take add_filter off turn 4"
QString uncodeLabel(const TurnPlace& place, const Code& code, TargetKind kind = TargetKind::Turn);

// The exchange that each turn belongs to, from 0: a user turn and the reply; an exchange may lack a side.
QList<int> exchangesOf(const QList<Role>& roles);

// The turns of the exchange that a turn belongs to, both included.
struct ExchangeRange
{
    int first = 0;
    int last = 0;
    bool operator==(const ExchangeRange&) const = default;
};
// `turn` is from 0 and one of `roles`.
ExchangeRange exchangeAround(const QList<Role>& roles, int turn);

// Whether the code's facet fits the target: on turns and spans the turn's role decides, an exchange takes
// what one of its turns takes, a dialogue takes everything. `roles` are the target's turns'.
bool mayCodeTarget(Facet facet, TargetKind kind, const QList<Role>& roles);

} // namespace antiphon
