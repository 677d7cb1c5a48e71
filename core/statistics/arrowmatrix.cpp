#include "core/statistics/arrowmatrix.h"

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

bool choleskyFactor(std::span<double> matrix, std::size_t size)
{
    for (std::size_t j = 0; j < size; ++j) {
        double pivot = matrix[j * size + j];
        for (std::size_t k = 0; k < j; ++k)
            pivot -= matrix[j * size + k] * matrix[j * size + k];
        if (!(pivot > 0.0))
            return false;
        const double root = std::sqrt(pivot);
        matrix[j * size + j] = root;
        for (std::size_t i = j + 1; i < size; ++i) {
            double sum = matrix[i * size + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= matrix[i * size + k] * matrix[j * size + k];
            matrix[i * size + j] = sum / root;
        }
    }
    return true;
}

void choleskySolve(std::span<const double> factor, std::size_t size, std::span<double> rightSide)
{
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            rightSide[i] -= factor[i * size + k] * rightSide[k];
        rightSide[i] /= factor[i * size + i];
    }
    for (std::size_t i = size; i-- > 0;) {
        for (std::size_t k = i + 1; k < size; ++k)
            rightSide[i] -= factor[k * size + i] * rightSide[k];
        rightSide[i] /= factor[i * size + i];
    }
}

std::vector<double> choleskyInverse(std::span<const double> factor, std::size_t size)
{
    std::vector<double> inverse(size * size, 0.0);
    std::vector<double> column(size);
    for (std::size_t j = 0; j < size; ++j) {
        std::fill(column.begin(), column.end(), 0.0);
        column[j] = 1.0;
        choleskySolve(factor, size, column);
        for (std::size_t i = 0; i < size; ++i)
            inverse[i * size + j] = column[i];
    }
    return inverse;
}

ArrowMatrix::ArrowMatrix(std::size_t wide, std::size_t narrow)
    : m_narrow(narrow), m_diagonal(wide), m_border(wide * narrow), m_corner(narrow * narrow)
{
    reset();
}

void ArrowMatrix::reset()
{
    std::fill(m_diagonal.begin(), m_diagonal.end(), 1.0);
    std::fill(m_border.begin(), m_border.end(), 0.0);
    std::fill(m_corner.begin(), m_corner.end(), 0.0);
    for (std::size_t i = 0; i < m_narrow; ++i)
        m_corner[i * m_narrow + i] = 1.0;
}

bool ArrowMatrix::factor()
{
    m_logDeterminant = 0.0;
    for (std::size_t i = 0; i < m_diagonal.size(); ++i) {
        if (!(m_diagonal[i] > 0.0))
            return false;
        m_logDeterminant += std::log(m_diagonal[i]);
        const double* border = m_border.data() + i * m_narrow;
        for (std::size_t a = 0; a < m_narrow; ++a) {
            if (border[a] == 0.0)
                continue;
            const double scaled = border[a] / m_diagonal[i];
            for (std::size_t b = 0; b <= a; ++b)
                m_corner[a * m_narrow + b] -= scaled * border[b];
        }
    }
    if (!choleskyFactor(m_corner, m_narrow))
        return false;
    for (std::size_t a = 0; a < m_narrow; ++a)
        m_logDeterminant += 2.0 * std::log(m_corner[a * m_narrow + a]);
    return true;
}

void ArrowMatrix::solve(std::span<double> rightSide) const
{
    const std::size_t wide = m_diagonal.size();
    const std::span<double> corner = rightSide.subspan(wide);
    for (std::size_t i = 0; i < wide; ++i) {
        const double scaled = rightSide[i] / m_diagonal[i];
        for (std::size_t a = 0; a < m_narrow; ++a)
            corner[a] -= m_border[i * m_narrow + a] * scaled;
    }
    choleskySolve(m_corner, m_narrow, corner);
    for (std::size_t i = 0; i < wide; ++i) {
        for (std::size_t a = 0; a < m_narrow; ++a)
            rightSide[i] -= m_border[i * m_narrow + a] * corner[a];
        rightSide[i] /= m_diagonal[i];
    }
}

void ArrowMatrix::invert()
{
    m_cornerInverse = choleskyInverse(m_corner, m_narrow);
    m_wideInverse.assign(m_diagonal.size(), 0.0);
    m_crossInverse.assign(m_border.size(), 0.0);
    for (std::size_t i = 0; i < m_diagonal.size(); ++i) {
        const double* border = m_border.data() + i * m_narrow;
        double* cross = m_crossInverse.data() + i * m_narrow;
        double sum = 1.0;
        for (std::size_t a = 0; a < m_narrow; ++a) {
            for (std::size_t b = 0; b < m_narrow; ++b)
                cross[a] -= m_cornerInverse[a * m_narrow + b] * border[b];
            cross[a] /= m_diagonal[i];
            sum -= border[a] * cross[a];
        }
        m_wideInverse[i] = sum / m_diagonal[i];
    }
}

} // namespace antiphon::statistics
