#include "core/rating/leastcost.h"

#include <cstdint>
#include <limits>

namespace antiphon {

namespace {

// Rows and columns from 1; row or column 0 stands for none.
class Assigning
{
public:
    explicit Assigning(const std::vector<std::vector<int>>& costs)
        : m_costs(costs),
          m_size(costs.size()),
          m_rowPotential(m_size + 1, 0),
          m_columnPotential(m_size + 1, 0),
          m_rowOf(m_size + 1, 0)
    {
    }

    std::vector<int> run()
    {
        for (std::size_t row = 1; row <= m_size; ++row)
            place(row);
        std::vector<int> places(m_size, 0);
        for (std::size_t column = 1; column <= m_size; ++column)
            places[m_rowOf[column] - 1] = static_cast<int>(column) - 1;
        return places;
    }

private:
    void place(std::size_t row)
    {
        m_rowOf[0] = row;
        std::vector<std::int64_t> slack(m_size + 1, std::numeric_limits<std::int64_t>::max());
        std::vector<std::size_t> from(m_size + 1, 0);
        std::vector<bool> used(m_size + 1, false);
        std::size_t column = 0;
        do {
            used[column] = true;
            column = nearest(column, slack, from, used);
        } while (m_rowOf[column] != 0);
        while (column != 0) {
            m_rowOf[column] = m_rowOf[from[column]];
            column = from[column];
        }
    }

    std::size_t nearest(std::size_t column, std::vector<std::int64_t>& slack, std::vector<std::size_t>& from,
                        const std::vector<bool>& used)
    {
        const std::size_t row = m_rowOf[column];
        std::size_t next = 0;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::size_t other = 1; other <= m_size; ++other) {
            if (used[other])
                continue;
            const std::int64_t cost =
                m_costs[row - 1][other - 1] - m_rowPotential[row] - m_columnPotential[other];
            if (cost < slack[other]) {
                slack[other] = cost;
                from[other] = column;
            }
            if (slack[other] < least) {
                least = slack[other];
                next = other;
            }
        }
        for (std::size_t other = 0; other <= m_size; ++other) {
            if (used[other]) {
                m_rowPotential[m_rowOf[other]] += least;
                m_columnPotential[other] -= least;
            } else {
                slack[other] -= least;
            }
        }
        return next;
    }

    const std::vector<std::vector<int>>& m_costs;
    std::size_t m_size;
    std::vector<std::int64_t> m_rowPotential;
    std::vector<std::int64_t> m_columnPotential;
    std::vector<std::size_t> m_rowOf; // of each column
};

} // namespace

std::vector<int> leastCostPlaces(const std::vector<std::vector<int>>& costs)
{
    return Assigning(costs).run();
}

} // namespace antiphon
