// Counts by key, kept apart by groups of dialogues, and how far two of them are from each other.
#pragma once

#include "core/measures/measure.h"

#include <QMap>

#include <array>
#include <map>

namespace antiphon::measures {

inline constexpr std::size_t countGroups = 50;

// Dialogue n is in group n modulo 50. Adding in any order and joining parts gives the same.
template<typename Key>
class GroupedCounts
{
public:
    void add(qint64 dialogue, const Key& key)
    {
        ++m_groups.at(static_cast<std::size_t>(dialogue) % countGroups)[key];
    }
    void join(const GroupedCounts& other)
    {
        for (std::size_t i = 0; i < countGroups; ++i) {
            for (const auto& [key, count] : other.m_groups.at(i))
                m_groups.at(i)[key] += count;
        }
    }
    std::map<Key, qint64> total() const
    {
        std::map<Key, qint64> sum;
        for (const auto& group : m_groups) {
            for (const auto& [key, count] : group)
                sum[key] += count;
        }
        return sum;
    }
    const std::array<std::map<Key, qint64>, countGroups>& groups() const { return m_groups; }

private:
    std::array<std::map<Key, qint64>, countGroups> m_groups;
};

enum class Drawn {
    Apart,   // two corpora, drawn independently
    Together // two readings of the same dialogues
};

// Total variation of the two sets of shares, `n` counting the first's, with a 95 % interval by the
// delete-a-group jackknife of both (Kott 2001, Journal of Official Statistics 17, 521-526): groups of
// dialogues are left out in turn, with Student's t of as many degrees of freedom as there are groups, less
// one. The interval does not mend that total variation of samples lies above that of what they are drawn
// from. Undefined where one of the two is empty; without an interval below ten groups.
statistics::Estimate shareDistance(const GroupedCounts<QString>& first, const GroupedCounts<QString>& second,
                                   Drawn drawn);
statistics::Estimate shareDistance(const GroupedCounts<qint64>& first, const GroupedCounts<qint64>& second,
                                   Drawn drawn);

} // namespace antiphon::measures
