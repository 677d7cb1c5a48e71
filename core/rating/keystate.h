// Where the key of a study is, and what its log says: for pages and reports.
#pragma once

#include "core/rating/studyseal.h"
#include "core/rating/unblinding.h"

namespace antiphon {

struct KeyState
{
    std::optional<StudySeal> seal; // nothing: the key was never sealed
    QList<LogEntry> log;
    std::optional<UnblindingRequest> request; // asked and not confirmed yet
    bool open = false;
    bool isAway() const { return seal && !seal->isOpen(); }
};

Result<KeyState> readKeyState(const Connection& connection, const Study& study);

// "sealed", "in the project", "open": a word for headers.
QString keyWord(const KeyState& state);
// Two sentences on where the key lies and what that means.
QString keySentence(const KeyState& state);
// For the report, a sentence each: where the key was, who opened it or an item when and why, every amendment,
// the end of the log.
QStringList keyFacts(const KeyState& state);

} // namespace antiphon
