// The first few items of a run, and what they say about the rest.
#pragma once

#include "core/generation/runjob.h"
#include "core/generation/writer.h"

namespace antiphon {

// Moves so many of the pending plans, spread evenly over all, to the front; the rest keeps its order. Returns
// how many.
size_t putPilotFirst(std::vector<qint64>& pending, qint64 count);

// Adds up what finished items took.
class PilotBook
{
public:
    void add(const Written& written);
    qint64 items() const { return static_cast<qint64>(m_ms.size()); }
    // For so many plans, `atOnce` of them at a time.
    RunEstimate estimateFor(qint64 plans, int atOnce, bool hasPrice) const;

private:
    std::vector<double> m_ms;
    std::vector<double> m_prompt;
    std::vector<double> m_completion;
    std::vector<double> m_cost;
};

} // namespace antiphon
