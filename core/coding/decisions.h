// How suggestions fell out against what a coder gave, and where to draw the line.
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace antiphon {

struct Decisions
{
    qint64 hits = 0;   // suggested and given
    qint64 extra = 0;  // suggested, not given
    qint64 missed = 0; // given, not suggested
    qint64 passed = 0; // neither

    void count(bool suggested, bool given);
    qint64 turns() const { return hits + extra + missed + passed; }
    qint64 given() const { return hits + missed; }
    Decisions& operator+=(const Decisions& other);
    bool operator==(const Decisions&) const = default;
};

// 2 hits / (2 hits + extra + missed); nothing where no turn has the code and none was suggested.
std::optional<double> f1Of(const Decisions& decisions);

struct ScoredTurn
{
    float confidence = 0; // 0 to 1
    bool given = false;
};

// The confidence from which on suggesting gives the highest F1 on `turns`: halfway between the last turn
// above the line and the first below, 0 to 1; of several lines the highest. 0.5 where no turn has the code.
float bestThreshold(std::vector<ScoredTurn> turns);

} // namespace antiphon
