#include "core/measures/nearduplicates.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>

namespace antiphon::measures {

namespace {

constexpr std::size_t bands = 20;
constexpr std::size_t rows = 6;
constexpr std::size_t candidates = 100;
constexpr std::size_t chunk = 4'096;

struct Keyed
{
    quint64 key;
    quint32 set;
    bool operator<(const Keyed& other) const { return key != other.key ? key < other.key : set < other.set; }
};

struct Hashes
{
    std::array<quint64, rows> factor{};
    std::array<quint64, rows> summand{};
};

Hashes hashesOf(quint64 seed, std::size_t band)
{
    Random random = Random::forKey(seed, band);
    Hashes hashes;
    for (std::size_t i = 0; i < rows; ++i) {
        hashes.factor.at(i) = random.next() | 1U;
        hashes.summand.at(i) = random.next();
    }
    return hashes;
}

// The least value of each hash (multiply and shift, Dietzfelbinger et al. 1997), all as one number.
quint64 bandKey(std::span<const quint32> set, const Hashes& hashes)
{
    std::array<quint32, rows> least{};
    least.fill(0xffffffff);
    for (const quint32 shingle : set) {
        for (std::size_t i = 0; i < rows; ++i) {
            const quint64 product = hashes.factor[i] * (shingle + 1ULL) + hashes.summand[i];
            least[i] = std::min(least[i], static_cast<quint32>(product >> 32));
        }
    }
    quint64 key = 0xcbf29ce484222325;
    for (const quint32 value : least)
        key = ((key ^ value) * 0x9e3779b97f4a7c15) ^ (key >> 31);
    return key;
}

bool areNear(std::span<const quint32> first, std::span<const quint32> second)
{
    const auto smaller = static_cast<double>(std::min(first.size(), second.size()));
    const auto larger = static_cast<double>(std::max(first.size(), second.size()));
    return smaller >= nearDuplicate * larger && jaccard(first, second) >= nearDuplicate;
}

// Calls use(begin, end) for each run of equal keys with two members or more.
template<typename Use>
void forEachBucket(const std::vector<Keyed>& sorted, Use use)
{
    for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
        end = begin + 1;
        while (end < sorted.size() && sorted[end].key == sorted[begin].key)
            ++end;
        if (end - begin > 1)
            use(begin, end);
    }
}

class Finder
{
public:
    Finder(const std::vector<std::span<const quint32>>& sets, int threads)
        : m_sets(sets), m_threads(threads), m_found(sets.size(), false)
    {
    }

    // Flags equal sets and keeps one of each for the search.
    void findEqual()
    {
        std::vector<Keyed> all;
        for (std::size_t i = 0; i < m_sets.size(); ++i) {
            if (!m_sets[i].empty())
                all.push_back({0, static_cast<quint32>(i)});
        }
        key(all, [](std::span<const quint32> set) {
            quint64 hash = set.size();
            for (const quint32 shingle : set)
                hash = ((hash ^ shingle) * 0x9e3779b97f4a7c15) ^ (hash >> 29);
            return hash;
        });
        forEachBucket(all, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                m_found[all[i].set] = true;
        });
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == 0 || all[i].key != all[i - 1].key)
                m_different.push_back(all[i].set);
        }
    }

    void findNear(const Hashes& hashes)
    {
        std::vector<Keyed> keyed;
        keyed.reserve(m_different.size());
        for (const quint32 set : m_different)
            keyed.push_back({0, set});
        key(keyed, [&hashes](std::span<const quint32> set) { return bandKey(set, hashes); });
        forEachBucket(keyed, [&](std::size_t begin, std::size_t end) { verify(keyed, begin, end); });
    }
    std::vector<bool> found() { return std::move(m_found); }

private:
    template<typename KeyOf>
    void key(std::vector<Keyed>& list, KeyOf keyOf)
    {
        forEachIndex((list.size() + chunk - 1) / chunk, m_threads, [&](std::size_t part) {
            const std::size_t end = std::min(list.size(), (part + 1) * chunk);
            for (std::size_t i = part * chunk; i < end; ++i)
                list[i].key = keyOf(m_sets[list[i].set]);
        });
        std::sort(list.begin(), list.end());
    }

    void verify(const std::vector<Keyed>& keyed, std::size_t begin, std::size_t end)
    {
        for (std::size_t i = begin; i < end; ++i) {
            if (m_found[keyed[i].set])
                continue;
            std::size_t looked = 0;
            for (std::size_t j = begin; j < end && looked < candidates; ++j) {
                if (j == i)
                    continue;
                ++looked;
                if (!areNear(m_sets[keyed[i].set], m_sets[keyed[j].set]))
                    continue;
                m_found[keyed[i].set] = true;
                m_found[keyed[j].set] = true;
                break;
            }
        }
    }

    const std::vector<std::span<const quint32>>& m_sets;
    int m_threads;
    std::vector<bool> m_found;
    std::vector<quint32> m_different;
};

} // namespace

Shingles shinglesOf(std::span<const Word> words)
{
    Shingles shingles;
    if (words.empty())
        return shingles;
    const std::size_t length = std::min(shingleWords, words.size());
    for (std::size_t i = 0; i + length <= words.size(); ++i)
        shingles.push_back(static_cast<quint32>(gramAt(words, i, length) >> 32));
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

double jaccard(std::span<const quint32> first, std::span<const quint32> second)
{
    std::size_t both = 0, i = 0, j = 0;
    while (i < first.size() && j < second.size()) {
        if (first[i] == second[j])
            ++both, ++i, ++j;
        else if (first[i] < second[j])
            ++i;
        else
            ++j;
    }
    const std::size_t either = first.size() + second.size() - both;
    return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

std::vector<bool> nearDuplicates(const std::vector<std::span<const quint32>>& sets, quint64 seed, int threads,
                                 const CancelToken& cancel)
{
    Finder finder(sets, threads);
    finder.findEqual();
    for (std::size_t band = 0; band < bands && !cancel.isCancelled(); ++band)
        finder.findNear(hashesOf(seed, band));
    return finder.found();
}

} // namespace antiphon::measures
