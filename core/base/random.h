// Random numbers that are the same on every machine: own generator, own distributions, seed always given.
#pragma once

#include <QtGlobal>

#include <array>
#include <span>
#include <vector>

namespace antiphon {

// xoshiro256** 1.0 by Blackman and Vigna (2018), seeded through splitmix64 as its authors advise.
class Random
{
public:
    explicit Random(quint64 seed);
    // An own stream for each key of a seed: item 17 draws the same numbers whoever draws it, and after
    // whatever.
    static Random forKey(quint64 seed, quint64 key);

    quint64 next();
    // Uniform in [0, bound) without bias (Lemire 2019); bound > 0.
    quint64 below(quint64 bound);
    // Uniform in [0, 1) with 53 bits.
    double uniform();
    bool chance(double probability) { return uniform() < probability; }
    // An index drawn by weights (each >= 0); the last positive one on rounding. -1 when all weights are 0.
    int weighted(std::span<const double> weights);

    template<typename T>
    void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }
    // k different indices of [0, n) in drawn order (Floyd's method, then shuffled); all of them when k >= n.
    std::vector<quint64> sample(quint64 n, quint64 k);

private:
    std::array<quint64, 4> m_state;
};

} // namespace antiphon
