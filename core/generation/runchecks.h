// The checks of a run while it is written: counts that cost little and can be shown at any moment.
#pragma once

#include "core/generation/dialoguechecks.h"

#include <QSet>

namespace antiphon {

// What is known of the samples so far.
struct RunCheckTally
{
    qint64 samples = 0;
    qint64 clean = 0; // without a finding
    std::array<qint64, checkKinds> findings{};
    std::array<qint64, checkKinds> looked{}; // how many could have had the fault
    qint64 repeatedTexts = 0;                // samples whose words are those of an earlier one

    qint64 found(CheckKind kind) const { return findings[static_cast<size_t>(kind)]; }
    // Share of the user turns' values that their texts name; nothing where there were none.
    std::optional<double> recall() const;
};

// Counts samples as they are stored; used by one thread. Texts are remembered by a 64-bit hash of their words
// (two different ones of a million fall together once in 37 million runs). Samples that were written before a
// resume are not known to it.
class RunChecks
{
public:
    // The sample with what a DialogueChecker found in it, in whatever thread that was.
    void add(const Dialogue& sample, const DialogueChecks& checks);
    const RunCheckTally& tally() const { return m_tally; }

private:
    RunCheckTally m_tally;
    QSet<quint64> m_texts;
};

} // namespace antiphon
