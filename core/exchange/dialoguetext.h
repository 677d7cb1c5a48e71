// A dialogue as one plain text, and the places of codings in it.
#pragma once

#include "core/coding/coding.h"
#include "core/coding/memo.h"

namespace antiphon {

// Turns in their order, a line each: "User: ", "System: ", the turn's text.
struct DialogueText
{
    QString text;
    QList<TextSpan> turns;  // of the turns' own words; of an empty turn, the label before it
    QList<TextSpan> labels; // "User: "
};
DialogueText textOf(const Dialogue& dialogue);

// A stretch of a dialogue's text that codings or memos lie on.
struct TextSelection
{
    QString guid; // a turn's own id; of words and exchanges made from it, always the same
    TextSpan span;
    QString quote; // its first words, on one line
    QList<Coding> codings;
    bool operator==(const TextSelection&) const = default;
};

// The guid of words in a turn, and of the exchange that a turn opens.
QString spanGuid(TurnId turn, TextSpan span);
QString exchangeGuid(TurnId turn);

// One selection a turn, whether coded or not, then those of words and exchanges with codings or with one of
// the `remarked` (spans of turns that memos lie on). Codings of the whole dialogue and of turns that are not
// there have no part in them.
QList<TextSelection> selectionsOf(const Dialogue& dialogue, const DialogueText& text,
                                  const QList<Coding>& codings, const QList<MemoAnchor>& remarked);

} // namespace antiphon
