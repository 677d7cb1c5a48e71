#include "core/statistics/variancecomponents.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace antiphon::statistics {

namespace {

using Vector = std::vector<double>;
using Three = std::array<double, 3>; // of units, raters, residual

struct Cells
{
    std::vector<std::size_t> unit;
    std::vector<std::size_t> rater;
    Vector value; // less their mean
    Vector unitSizes;
    std::size_t raters = 0;
    double variance = 0;
};

Cells cellsOf(const RatingTable& table)
{
    Cells cells;
    const std::size_t width = table.rows.empty() ? 0 : table.rows.front().size();
    std::vector<std::size_t> places(table.rows.size(), table.rows.size());
    double sum = 0;
    for (std::size_t unit = 0; unit < width; ++unit) {
        double size = 0;
        for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
            const auto& cell = table.rows[rater][unit];
            if (!cell)
                continue;
            if (places[rater] == table.rows.size())
                places[rater] = cells.raters++;
            cells.unit.push_back(cells.unitSizes.size());
            cells.rater.push_back(places[rater]);
            cells.value.push_back(*cell);
            sum += *cell;
            size += 1;
        }
        if (size > 0)
            cells.unitSizes.push_back(size);
    }
    for (double& value : cells.value) {
        value -= sum / static_cast<double>(cells.value.size());
        cells.variance += value * value / static_cast<double>(cells.value.size());
    }
    return cells;
}

// The inverse of a symmetric positive definite matrix, and the logarithm of its determinant.
double invert(std::vector<Vector>& matrix)
{
    const std::size_t size = matrix.size();
    double logarithm = 0;
    for (std::size_t pivot = 0; pivot < size; ++pivot) {
        const double at = matrix[pivot][pivot];
        logarithm += std::log(at);
        matrix[pivot][pivot] = 1;
        for (double& cell : matrix[pivot])
            cell /= at;
        for (std::size_t row = 0; row < size; ++row) {
            if (row == pivot)
                continue;
            const double factor = matrix[row][pivot];
            matrix[row][pivot] = 0;
            for (std::size_t column = 0; column < size; ++column)
                matrix[row][column] -= factor * matrix[pivot][column];
        }
    }
    return logarithm;
}

double product(const Vector& left, const Vector& right)
{
    double sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        sum += left[i] * right[i];
    return sum;
}

// The model at some components. With V the variance of the ratings and P = V^-1 less its part along the mean,
// all that the likelihood and its slopes need. No component is divided by, so those of units and raters may
// be 0.
class Model
{
public:
    Model(const Cells& cells, const Three& components) : m_cells(cells), m_components(components)
    {
        const std::size_t raters = cells.raters;
        m_within.assign(raters, Vector(raters, 0.0));
        for (std::size_t rater = 0; rater < raters; ++rater) {
            Vector one(cells.value.size());
            for (std::size_t i = 0; i < one.size(); ++i)
                one[i] = cells.rater[i] == rater ? 1 : 0;
            m_within[rater] = byRater(lessUnits(one));
        }
        m_inverse = m_within;
        for (std::size_t a = 0; a < raters; ++a) {
            for (std::size_t b = 0; b < raters; ++b)
                m_inverse[a][b] = (a == b ? 1 : 0) + components[1] * m_within[a][b];
        }
        m_logRaters = invert(m_inverse);
        m_ones = inverseOfV(Vector(cells.value.size(), 1.0));
        for (const double value : m_ones)
            m_onesSum += value;
        m_projected = project(cells.value);
    }

    double likelihood() const
    {
        double twice = static_cast<double>(m_cells.value.size()) * std::log(m_components[2]) + m_logRaters +
                       std::log(m_onesSum) + product(m_cells.value, m_projected);
        for (const double size : m_cells.unitSizes)
            twice += std::log(1 + size * m_components[0] / m_components[2]);
        return -twice / 2;
    }

    // Of the likelihood along each component.
    Three slopes() const
    {
        const Three traces = tracesOfP();
        const auto sums = effects(m_projected);
        Three slopes;
        for (std::size_t i = 0; i < 3; ++i)
            slopes[i] = (product(sums[i], m_projected) - traces[i]) / 2;
        return slopes;
    }

    std::array<Three, 3> information() const
    {
        const auto working = effects(m_projected);
        std::array<Three, 3> information;
        for (std::size_t b = 0; b < 3; ++b) {
            const Vector projected = project(working[b]);
            for (std::size_t a = 0; a < 3; ++a)
                information[a][b] = product(working[a], projected) / 2;
        }
        return information;
    }

private:
    // Times the inverse of the variance of units and residual alone.
    Vector lessUnits(Vector values) const
    {
        const Vector sums = byUnit(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t unit = m_cells.unit[i];
            const double ratio = m_components[0] / m_components[2];
            values[i] -= ratio / (1 + m_cells.unitSizes[unit] * ratio) * sums[unit];
            values[i] /= m_components[2];
        }
        return values;
    }

    Vector inverseOfV(const Vector& values) const
    {
        Vector left = lessUnits(values);
        const Vector sums = byRater(left);
        Vector spread(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            spread[i] = m_components[1] * product(m_inverse[m_cells.rater[i]], sums);
        const Vector raters = lessUnits(std::move(spread));
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i] -= raters[i];
        return left;
    }

    Vector project(const Vector& values) const
    {
        Vector projected = inverseOfV(values);
        double sum = 0;
        for (const double value : projected)
            sum += value;
        for (std::size_t i = 0; i < values.size(); ++i)
            projected[i] -= m_ones[i] * sum / m_onesSum;
        return projected;
    }

    Vector byUnit(const Vector& values) const
    {
        Vector sums(m_cells.unitSizes.size(), 0.0);
        for (std::size_t i = 0; i < values.size(); ++i)
            sums[m_cells.unit[i]] += values[i];
        return sums;
    }

    Vector byRater(const Vector& values) const
    {
        Vector sums(m_cells.raters, 0.0);
        for (std::size_t i = 0; i < values.size(); ++i)
            sums[m_cells.rater[i]] += values[i];
        return sums;
    }

    // Z Z' times the values, of each effect.
    std::array<Vector, 3> effects(const Vector& values) const
    {
        const Vector units = byUnit(values);
        const Vector raters = byRater(values);
        std::array<Vector, 3> found{Vector(values.size()), Vector(values.size()), values};
        for (std::size_t i = 0; i < values.size(); ++i) {
            found[0][i] = units[m_cells.unit[i]];
            found[1][i] = raters[m_cells.rater[i]];
        }
        return found;
    }

    // Of P Z Z', of each effect; that of the residual follows from tr(P V) = cells - 1.
    Three tracesOfP() const
    {
        Three traces{};
        const Vector unitOnes = byUnit(m_ones);
        std::vector<Vector> beside(m_cells.unitSizes.size(), Vector(m_cells.raters, 0.0));
        for (std::size_t i = 0; i < m_cells.value.size(); ++i) {
            const double size = m_cells.unitSizes[m_cells.unit[i]];
            beside[m_cells.unit[i]][m_cells.rater[i]] = 1 / (m_components[2] + size * m_components[0]);
        }
        for (std::size_t unit = 0; unit < beside.size(); ++unit) {
            const double size = m_cells.unitSizes[unit];
            double through = 0;
            for (std::size_t rater = 0; rater < m_cells.raters; ++rater) {
                if (beside[unit][rater] != 0)
                    through += beside[unit][rater] * product(m_inverse[rater], beside[unit]);
            }
            traces[0] += size / (m_components[2] + size * m_components[0]) - m_components[1] * through -
                         unitOnes[unit] * unitOnes[unit] / m_onesSum;
        }
        const Vector raterOnes = byRater(m_ones);
        for (std::size_t rater = 0; rater < m_cells.raters; ++rater) {
            for (std::size_t other = 0; other < m_cells.raters; ++other)
                traces[1] += m_within[rater][other] * m_inverse[other][rater];
            traces[1] -= raterOnes[rater] * raterOnes[rater] / m_onesSum;
        }
        traces[2] = (static_cast<double>(m_cells.value.size()) - 1 - m_components[0] * traces[0] -
                     m_components[1] * traces[1]) /
                    m_components[2];
        return traces;
    }

    const Cells& m_cells;
    Three m_components;
    std::vector<Vector> m_within;  // Z' U^-1 Z of the raters, U the variance of units and residual
    std::vector<Vector> m_inverse; // of I + their variance times that
    double m_logRaters = 0;
    Vector m_ones; // V^-1 of the mean
    double m_onesSum = 0;
    Vector m_projected; // P times the ratings
};

// The way to go for the components that are free; those at their floor whose slope leads below it stay.
Three stepOf(const Model& model, const std::array<bool, 3>& isFree)
{
    const Three slopes = model.slopes();
    const auto information = model.information();
    std::vector<Vector> matrix(3, Vector(3, 0.0));
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b)
            matrix[a][b] = isFree[a] && isFree[b] ? information[a][b] : a == b ? 1 : 0;
    }
    invert(matrix);
    Three step{};
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b)
            step[a] += isFree[a] && isFree[b] ? matrix[a][b] * slopes[b] : 0;
    }
    return step;
}

// At most nine tenths of the way to the floor, but for the last bit, and not far beyond all there is.
Three moved(const Three& from, const Three& step, double share, const Three& floors)
{
    const double most = 10 * (from[0] + from[1] + from[2]);
    Three to;
    for (std::size_t i = 0; i < 3; ++i) {
        const double above = from[i] - floors[i];
        const double least = above > 1e-9 * from[2] ? floors[i] + above / 10 : floors[i];
        to[i] = std::clamp(from[i] + share * step[i], least, std::max(least, most));
    }
    return to;
}

// That of expectation and maximisation: slow, but never downhill (Dempster, Laird and Rubin 1977).
Three surely(const Cells& cells, const Three& at, const Three& slopes)
{
    const Three sizes{static_cast<double>(cells.unitSizes.size()), static_cast<double>(cells.raters),
                      static_cast<double>(cells.value.size())};
    Three step;
    for (std::size_t i = 0; i < 3; ++i)
        step[i] = 2 * at[i] * at[i] * slopes[i] / sizes[i];
    return step;
}

struct Reached
{
    Three at{};
    double likelihood = 0;
};

// One step up: of the way that `model` shows as much as leads up, else the sure step.
Reached climbed(const Cells& cells, const Model& model, const Reached& from, const Three& floors,
                bool withRaters)
{
    const Three slopes = model.slopes();
    std::array<bool, 3> isFree{};
    for (std::size_t k = 0; k < 3; ++k)
        isFree[k] = (k != 1 || withRaters) && (from.at[k] > floors[k] || slopes[k] > 0);
    const Three step = stepOf(model, isFree);
    constexpr double leastShare = 1e-6;
    for (double share = 1; share >= leastShare; share /= 2) {
        const Three next = moved(from.at, step, share, floors);
        const double likelihood = Model(cells, next).likelihood();
        if (likelihood >= from.likelihood - 1e-11 * std::abs(from.likelihood))
            return {next, likelihood};
    }
    const Three next = moved(from.at, surely(cells, from.at, slopes), 1, floors);
    return {next, Model(cells, next).likelihood()};
}

std::array<Three, 3> covarianceAt(const Model& model, const Three& at, const Three& floors)
{
    const auto information = model.information();
    const auto isFree = [&](std::size_t k) { return at[k] > floors[k]; };
    std::vector<Vector> matrix(3, Vector(3, 0.0));
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b)
            matrix[a][b] = isFree(a) && isFree(b) ? information[a][b] : a == b ? 1 : 0;
    }
    invert(matrix);
    std::array<Three, 3> covariance{};
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b)
            covariance[a][b] = isFree(a) && isFree(b) ? matrix[a][b] : 0;
    }
    return covariance;
}

bool canBeToldApart(const Cells& cells, bool withRaters)
{
    const auto ratings = static_cast<double>(cells.value.size());
    const auto units = static_cast<double>(cells.unitSizes.size());
    const auto raters = static_cast<double>(cells.raters);
    const bool unitTwice = ratings > units;
    const bool raterTwice = ratings > raters;
    const double effects = withRaters ? units + raters - 1 : units;
    return units >= 2 && raters >= 2 && unitTwice && (!withRaters || raterTwice) && ratings > effects &&
           cells.variance > 0;
}

} // namespace

std::optional<VarianceComponents> remlComponents(const RatingTable& table, bool withRaters)
{
    const Cells cells = cellsOf(table);
    if (!canBeToldApart(cells, withRaters))
        return std::nullopt;
    const Three floors{0, 0, 1e-6 * cells.variance};
    Reached reached{{cells.variance / 3, withRaters ? cells.variance / 3 : 0, cells.variance / 3}};
    reached.likelihood = Model(cells, reached.at).likelihood();
    constexpr int mostSteps = 1000;
    for (int i = 0; i < mostSteps; ++i) {
        const Reached next = climbed(cells, Model(cells, reached.at), reached, floors, withRaters);
        if (!std::isfinite(next.likelihood))
            return std::nullopt;
        double change = 0;
        for (std::size_t k = 0; k < 3; ++k)
            change = std::max(change, std::abs(next.at[k] - reached.at[k]));
        reached = next;
        if (change < 1e-11 * cells.variance)
            return VarianceComponents{reached.at[0], reached.at[1], reached.at[2],
                                      covarianceAt(Model(cells, reached.at), reached.at, floors)};
    }
    return std::nullopt;
}

} // namespace antiphon::statistics
