#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <unordered_set>

namespace antiphon {

namespace {

quint64 splitmix(quint64& state)
{
    quint64 z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

Random::Random(quint64 seed)
{
    for (quint64& word : m_state)
        word = splitmix(seed);
}

Random Random::forKey(quint64 seed, quint64 key)
{
    quint64 mixed = seed;
    const quint64 first = splitmix(mixed);
    mixed = first ^ (key * 0xd1342543de82ef95ULL + 1);
    return Random(splitmix(mixed));
}

quint64 Random::next()
{
    const quint64 result = std::rotl(m_state[1] * 5, 7) * 9;
    const quint64 t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

quint64 Random::below(quint64 bound)
{
    Q_ASSERT(bound > 0);
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(next()) * bound;
    if (static_cast<quint64>(product) < bound) {
        const quint64 threshold = -bound % bound;
        while (static_cast<quint64>(product) < threshold)
            product = static_cast<Wide>(next()) * bound;
    }
    return static_cast<quint64>(product >> 64);
}

double Random::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

int Random::weighted(std::span<const double> weights)
{
    double total = 0;
    for (const double weight : weights)
        total += weight;
    if (!(total > 0))
        return -1;
    double rest = uniform() * total;
    int last = -1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] > 0))
            continue;
        last = static_cast<int>(i);
        if (rest < weights[i])
            return last;
        rest -= weights[i];
    }
    return last;
}

std::vector<quint64> Random::sample(quint64 n, quint64 k)
{
    std::vector<quint64> drawn;
    k = std::min(n, k);
    drawn.reserve(k);
    std::unordered_set<quint64> taken;
    for (quint64 j = n - k; j < n; ++j) {
        const quint64 candidate = below(j + 1);
        const quint64 pick = taken.insert(candidate).second ? candidate : j;
        if (pick == j)
            taken.insert(j);
        drawn.push_back(pick);
    }
    shuffle(drawn);
    return drawn;
}

} // namespace antiphon
