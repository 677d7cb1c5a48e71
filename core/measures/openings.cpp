#include "core/measures/openings.h"

#include "core/measures/textwords.h"

#include <algorithm>
#include <cmath>

namespace antiphon::measures {

namespace {

const char* roleWord(int role)
{
    return role == 0 ? "user" : "system";
}

Measure opening(const char* key, const char* name, int role, qint64 n, const char* method)
{
    const QString who = QLatin1String(roleWord(role));
    Measure measure{
        QLatin1String(key) + who, QLatin1String(name) + who, MeasureGroup::Openings, {}, 0, false};
    measure.estimate.n = n;
    measure.estimate.method = method;
    if (n == 0)
        measure.estimate.reason = "there is no turn with a text";
    return measure;
}

// Of counts in ascending order, so that the sum is the same whatever the order in the table.
double entropyBits(std::vector<qint64> counts, qint64 n)
{
    std::sort(counts.begin(), counts.end());
    double bits = 0;
    for (const qint64 count : counts) {
        const double share = static_cast<double>(count) / static_cast<double>(n);
        bits -= share * std::log2(share);
    }
    return bits;
}

} // namespace

void OpeningTally::add(const Dialogue& dialogue)
{
    for (const Turn& turn : dialogue.turns) {
        const QString words = firstWords(turn.text, openingWords);
        if (!words.isEmpty())
            ++m_counts.at(static_cast<std::size_t>(turn.role))[words];
    }
}

void OpeningTally::join(const OpeningTally& other)
{
    for (std::size_t role = 0; role < 2; ++role) {
        for (const auto& [words, turns] : other.m_counts.at(role).asKeyValueRange())
            m_counts.at(role)[words] += turns;
    }
}

QList<Opening> OpeningTally::commonest(Role role, qsizetype most) const
{
    QList<Opening> list;
    for (const auto& [words, turns] : m_counts.at(static_cast<std::size_t>(role)).asKeyValueRange())
        list << Opening{words, turns};
    std::sort(list.begin(), list.end(), [](const Opening& a, const Opening& b) {
        return a.turns != b.turns ? a.turns > b.turns : a.words < b.words;
    });
    return list.first(std::min(most, list.size()));
}

QList<Measure> OpeningTally::measures() const
{
    QList<Measure> list;
    for (int role = 0; role < 2; ++role) {
        std::vector<qint64> counts;
        qint64 n = 0, top = 0;
        for (const qint64 turns : m_counts.at(static_cast<std::size_t>(role))) {
            counts.push_back(turns);
            n += turns;
        }
        for (const Opening& common : commonest(static_cast<Role>(role)))
            top += common.turns;
        Measure entropy = opening("opening_entropy_", "Entropy of openings in bits, ", role, n,
                                  "plug-in entropy of the first three words of each turn, whole source");
        Measure share = opening("common_openings_", "Turns with one of the 10 commonest openings, ", role, n,
                                "share of turns with one of the ten commonest first three words");
        share.isShare = true;
        if (n > 0) {
            entropy.estimate.value = entropyBits(counts, n);
            share.estimate.value = static_cast<double>(top) / static_cast<double>(n);
        }
        list << entropy << share;
    }
    return list;
}

} // namespace antiphon::measures
