#include "core/exchange/foreignplaces.h"

namespace antiphon {

namespace {

TextSpan common(TextSpan a, TextSpan b)
{
    return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

bool isEmpty(TextSpan span)
{
    return span.end <= span.begin;
}

} // namespace

QList<TurnPiece> piecesOf(const TextTurns& turns, TextSpan span)
{
    QList<TurnPiece> pieces;
    QList<TurnPiece> labels;
    for (qsizetype i = 0; i < turns.turns.size(); ++i) {
        const TextTurn& turn = turns.turns[i];
        const TextSpan shared = common(turn.words, span);
        if (!isEmpty(common(turn.label, span)))
            labels << TurnPiece{i};
        if (isEmpty(shared))
            continue;
        TurnPiece piece{i};
        if (shared != turn.words)
            piece.span = TextSpan{shared.begin - turn.words.begin, shared.end - turn.words.begin};
        pieces << piece;
    }
    return pieces.isEmpty() ? labels.mid(0, 1) : pieces;
}

CodingTarget targetOf(const Dialogue& dialogue, const TurnPiece& piece)
{
    return {dialogue.id, dialogue.turns[piece.turn].id, piece.span, false};
}

MemoAnchor anchorOf(const Dialogue& dialogue, const TurnPiece& piece)
{
    const IdBytes turn = dialogue.turns[piece.turn].id.bytes();
    return {piece.span ? MemoTarget::Span : MemoTarget::Turn, turn, piece.span};
}

} // namespace antiphon
