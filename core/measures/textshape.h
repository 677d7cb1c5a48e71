// How long dialogues and turns are, and how much they ask.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/measures/groupedcounts.h"
#include "core/measures/textwords.h"

#include <array>
#include <map>

namespace antiphon::measures {

// Counts of a corpus; adding in any order and joining parts gives the same.
class ShapeTally
{
public:
    // `words[i]` are those of turn i, `ordinal` is the dialogue's place in the corpus.
    void add(const Dialogue& dialogue, qint64 ordinal, const std::vector<Words>& words);
    void join(const ShapeTally& other);

    // Words a turn, turns a dialogue (mean, median, first and ninth decile), share of turns with a question
    // mark, words of users for each word of the system. Turns without a text are missing.
    QList<Measure> measures() const;
    // How often a turn of the role has so many words, a dialogue so many turns.
    const GroupedCounts<qint64>& wordCounts(Role role) const
    {
        return m_roles.at(static_cast<std::size_t>(role)).lengths;
    }
    const GroupedCounts<qint64>& turnCounts() const { return m_turnCounts; }
    qint64 dialogues() const { return m_dialogues; }
    qint64 turns() const { return m_turnsOf[0] + m_turnsOf[1]; }

private:
    struct OfRole
    {
        RatioSums words;     // over turns
        RatioSums questions; // over turns
        GroupedCounts<qint64> lengths;
        qint64 silent = 0;
    };
    std::array<OfRole, 2> m_roles;
    std::array<qint64, 2> m_turnsOf{};
    RatioSums m_turns;     // a dialogue
    RatioSums m_wordRatio; // user over system
    GroupedCounts<qint64> m_turnCounts;
    qint64 m_dialogues = 0;
};

// The quantile of counted whole numbers by linear interpolation between order statistics (type 7 of Hyndman
// and Fan 1996); `counts` has at least one.
double quantileOfCounts(const std::map<qint64, qint64>& counts, double probability);

} // namespace antiphon::measures
