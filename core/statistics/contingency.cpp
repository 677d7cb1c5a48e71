#include "core/statistics/contingency.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace antiphon::statistics {

ContingencyTable::ContingencyTable(std::size_t rows, std::size_t columns)
    : m_counts(rows * columns), m_rowSums(rows), m_columnSums(columns)
{
}

void ContingencyTable::add(std::size_t row, std::size_t column, std::int64_t count)
{
    m_counts[row * columns() + column] += count;
    m_rowSums[row] += count;
    m_columnSums[column] += count;
    m_sum += count;
}

std::optional<double> ContingencyTable::rowShare(std::size_t row, std::size_t column) const
{
    if (m_rowSums[row] == 0)
        return std::nullopt;
    return static_cast<double>(count(row, column)) / static_cast<double>(m_rowSums[row]);
}

std::optional<double> ContingencyTable::expected(std::size_t row, std::size_t column) const
{
    if (m_sum == 0)
        return std::nullopt;
    return static_cast<double>(m_rowSums[row]) * static_cast<double>(m_columnSums[column]) /
           static_cast<double>(m_sum);
}

std::optional<double> ContingencyTable::standardisedResidual(std::size_t row, std::size_t column) const
{
    const auto chance = expected(row, column);
    if (!chance)
        return std::nullopt;
    const double sum = static_cast<double>(m_sum);
    const double variance = *chance * (1 - static_cast<double>(m_rowSums[row]) / sum) *
                            (1 - static_cast<double>(m_columnSums[column]) / sum);
    if (variance <= 0)
        return std::nullopt;
    return (static_cast<double>(count(row, column)) - *chance) / std::sqrt(variance);
}

std::optional<Independence> independence(const ContingencyTable& table)
{
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    for (std::size_t row = 0; row < table.rows(); ++row)
        rows += table.rowSum(row) > 0 ? 1 : 0;
    for (std::size_t column = 0; column < table.columns(); ++column)
        columns += table.columnSum(column) > 0 ? 1 : 0;
    if (rows < 2 || columns < 2)
        return std::nullopt;
    Independence found;
    found.n = table.sum();
    found.degrees = (rows - 1) * (columns - 1);
    found.smallestExpected = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.columns(); ++column) {
            const double chance = table.expected(row, column).value_or(0);
            if (chance <= 0)
                continue;
            const double apart = static_cast<double>(table.count(row, column)) - chance;
            found.chiSquare += apart * apart / chance;
            found.smallestExpected = std::min(found.smallestExpected, chance);
        }
    }
    const boost::math::chi_squared chi(static_cast<double>(found.degrees));
    found.p = boost::math::cdf(boost::math::complement(chi, found.chiSquare));
    found.cramersV = std::sqrt(
        found.chiSquare / (static_cast<double>(found.n) * static_cast<double>(std::min(rows, columns) - 1)));
    return found;
}

} // namespace antiphon::statistics
