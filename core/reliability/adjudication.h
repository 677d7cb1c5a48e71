// Settling what coders of a round differ on: side by side, without names.
#pragma once

#include "core/coding/codingstore.h"
#include "core/reliability/codinground.h"

namespace antiphon {

// What was settled on: one coder's codes, everybody's together, none, or codes chosen anew.
enum class Took { One, All, None, Own };
QString tookWord(Took took); // "one", "all", "none", "own"

struct Adjudication
{
    Took took = Took::None;
    CoderId side = {};      // for One
    QList<CodeId> own = {}; // for Own: on the whole turn
    QString note = {};
    CoderId by = {}; // who decided
};

// One coder's codings of a turn; none of them is an answer, too.
struct DisputedSide
{
    CoderId coder;
    QList<Coding> codings; // of the turn and its words
};

// A turn on which the coders of a round differ.
struct DisputedTurn
{
    TurnPlace place;
    QString dialogue; // external id
    QString text;
    QString before; // the turn before, empty for the first
    // In an order of the turn's own, drawn by the round's seed, so that no place stands for a coder.
    QList<DisputedSide> sides;
    std::optional<Adjudication> settled = {}; // without its own codes
};

// How a round came out.
struct Settlement
{
    qint64 turns = 0;    // rated by two coders or more
    qint64 alike = 0;    // on which all gave the same codes
    qint64 disputed = 0; // on which not
    qint64 settled = 0;  // of these, decided
};

} // namespace antiphon
