#include "core/statistics/contingency.h"

#include <cmath>

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

} // namespace antiphon::statistics
