// The words of single turns, for lists of turns that were found elsewhere.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

namespace antiphon {

struct TurnText
{
    QString dialogue; // external id
    QString text;
    QString before; // the turn before; empty for the first
};

class TurnTexts
{
public:
    static Result<TurnTexts> open(const Connection& connection);
    Result<TurnText> read(TurnId turn); // Errors: NotFound

private:
    explicit TurnTexts(Statement select) : m_select(std::move(select)) {}
    Statement m_select;
};

} // namespace antiphon
