// A project in which bartholomew left one of everything a coder can leave, and ada one coding.
#pragma once

#include "tests/core/coding/codingproject.h"

namespace antiphon::test {

// Words that occur nowhere but in bartholomew's work: "quetzal" in what he wrote, "zanzibar" in the history.
class BesideAnother : public CodingProject
{
protected:
    // How many turns of the long talk he coded: a number that occurs nowhere else.
    static constexpr int manyTurns = 1237;
    // A number near it, or near its half (user or system turns), as Perl writes expressions.
    static constexpr char hisCount[] =
        "(?<![0-9A-Za-z.:-])(?:1[,. ]?23[789]|6(?:1[89]|2[01]))(?![0-9A-Za-z:])";

    BesideAnother();
    void blind(bool blind) const; // ada takes her seat

    Code m_genre = code(Facet::Attribute, QStringLiteral("genre"));
    Code m_mood = code(Facet::Attribute, QStringLiteral("mood"));
    CoderId m_other;

private:
    Result<void> codeAll() const;
    Result<void> write() const;
    Result<void> judge() const;
    void holdRound() const; // closed, and settled by bartholomew
};

} // namespace antiphon::test
