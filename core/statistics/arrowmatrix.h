// Symmetric positive definite matrices whose one part is a diagonal: what crossed random effects lead to.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace antiphon::statistics {

// Solves a small dense system in place by Cholesky. `matrix` holds size x size numbers, row by row, of which
// the lower triangle is read and replaced by the factor. False where it is not positive definite.
bool choleskyFactor(std::span<double> matrix, std::size_t size);
// With the factor of choleskyFactor(): the right side becomes the solution.
void choleskySolve(std::span<const double> factor, std::size_t size, std::span<double> rightSide);
// The inverse, whole, from the factor.
std::vector<double> choleskyInverse(std::span<const double> factor, std::size_t size);

// [D B; B' C]: D diagonal with `wide` rows, C dense with `narrow` rows. Two crossed groupings of ratings give
// this form, the larger of them the diagonal, so that the cost is wide * narrow^2 and not (wide + narrow)^3.
class ArrowMatrix
{
public:
    ArrowMatrix(std::size_t wide, std::size_t narrow);
    std::size_t size() const { return m_diagonal.size() + m_narrow; }
    // The identity, to which add() adds.
    void reset();
    // Adds to an element by its row and column; of a pair off the diagonal once, row < column.
    void add(std::size_t row, std::size_t column, double value)
    {
        const std::size_t wide = m_diagonal.size();
        if (column < wide)
            m_diagonal[row] += value; // row == column
        else if (row < wide)
            m_border[row * m_narrow + column - wide] += value;
        else
            m_corner[(column - wide) * m_narrow + row - wide] += value; // the lower triangle
    }
    // False where the matrix is not positive definite.
    bool factor();

    // After factor():
    double logDeterminant() const { return m_logDeterminant; }
    void solve(std::span<double> rightSide) const;
    // Makes inverse() answer.
    void invert();
    // An element of the inverse; of the diagonal part only its diagonal.
    double inverse(std::size_t row, std::size_t column) const
    {
        const std::size_t wide = m_diagonal.size();
        if (row > column)
            std::swap(row, column);
        if (column < wide)
            return row == column ? m_wideInverse[row] : 0.0;
        if (row < wide)
            return m_crossInverse[row * m_narrow + column - wide];
        return m_cornerInverse[(row - wide) * m_narrow + column - wide];
    }

private:
    std::size_t m_narrow;
    std::vector<double> m_diagonal;
    std::vector<double> m_border; // wide rows of `narrow`
    std::vector<double> m_corner; // C, then its factor
    double m_logDeterminant = 0.0;
    std::vector<double> m_wideInverse;
    std::vector<double> m_crossInverse;
    std::vector<double> m_cornerInverse;
};

} // namespace antiphon::statistics
