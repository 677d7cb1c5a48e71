// Where a selection of a text lies on turns.
#pragma once

#include "core/coding/memo.h"
#include "core/exchange/turnsoftext.h"

namespace antiphon {

// A piece of a selection: the whole turn without a span, whose code points count in the turn.
struct TurnPiece
{
    qsizetype turn = 0;
    std::optional<TextSpan> span = {};
    bool operator==(const TurnPiece&) const = default;
};

// The turns whose words the span touches, in their order; for a span on nothing but a turn's label, that
// turn. Empty for an empty span, and for one that lies between turns.
QList<TurnPiece> piecesOf(const TextTurns& turns, TextSpan span);

CodingTarget targetOf(const Dialogue& dialogue, const TurnPiece& piece);
MemoAnchor anchorOf(const Dialogue& dialogue, const TurnPiece& piece);

} // namespace antiphon
