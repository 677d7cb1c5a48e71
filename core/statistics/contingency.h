// Tables of counts: what chance would give in each cell, and how far the count lies from it.
#pragma once

#include "core/statistics/estimate.h"

#include <vector>

namespace antiphon::statistics {

// Counts in rows and columns, none negative.
class ContingencyTable
{
public:
    ContingencyTable(std::size_t rows, std::size_t columns);

    std::size_t rows() const { return m_rowSums.size(); }
    std::size_t columns() const { return m_columnSums.size(); }
    void add(std::size_t row, std::size_t column, std::int64_t count = 1);
    std::int64_t count(std::size_t row, std::size_t column) const
    {
        return m_counts[row * columns() + column];
    }
    std::int64_t rowSum(std::size_t row) const { return m_rowSums[row]; }
    std::int64_t columnSum(std::size_t column) const { return m_columnSums[column]; }
    std::int64_t sum() const { return m_sum; }

    // count / rowSum: of what stands in the row, how much falls into the column. Nothing in an empty row.
    std::optional<double> rowShare(std::size_t row, std::size_t column) const;
    // rowSum * columnSum / sum: the count that independence of rows and columns would give. Nothing in an
    // empty table.
    std::optional<double> expected(std::size_t row, std::size_t column) const;
    // (count - expected) / sqrt(expected (1 - rowSum/sum) (1 - columnSum/sum)): about standard normal under
    // independence (Haberman 1973, "The analysis of residuals in cross-classified tables"; Bakeman and
    // Gottman 1997 for transitions). Nothing where the row or the column is empty or holds everything.
    std::optional<double> standardisedResidual(std::size_t row, std::size_t column) const;

private:
    std::vector<std::int64_t> m_counts;
    std::vector<std::int64_t> m_rowSums;
    std::vector<std::int64_t> m_columnSums;
    std::int64_t m_sum = 0;
};

// Whether rows and columns of a table depend on each other.
struct Independence
{
    double chiSquare = 0;
    std::int64_t degrees = 0;
    double p = 1;
    double cramersV = 0;         // 0: none, 1: the one tells the other
    double smallestExpected = 0; // the test is rough where this is below 5 (Cochran 1954)
    std::int64_t n = 0;
};
// Pearson's chi-square, sum (count - expected)^2 / expected, without a correction, over the rows and columns
// that are not empty, against its distribution with (rows - 1)(columns - 1) degrees of freedom; Cramer's V =
// sqrt(chi-square / (n (min(rows, columns) - 1))) (Cramer 1946, 21.9). Nothing where fewer than two rows or
// two columns hold something.
std::optional<Independence> independence(const ContingencyTable& table);

} // namespace antiphon::statistics
