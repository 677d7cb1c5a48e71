#include "core/measures/textshape.h"

#include <cmath>

namespace antiphon::measures {

namespace {

QString forRole(const char* text, int role)
{
    return QLatin1String(text) + (role == 0 ? QLatin1String("user") : QLatin1String("system"));
}

// The value at place `index` (from 0) in ascending order.
double valueAt(const std::map<qint64, qint64>& counts, qint64 index)
{
    for (const auto& [value, count] : counts) {
        if (index < count)
            return static_cast<double>(value);
        index -= count;
    }
    return 0;
}

Measure quantile(const QString& key, const QString& name, const std::map<qint64, qint64>& counts, double p)
{
    Measure measure{key, name, MeasureGroup::Length, {}, 0, false};
    for (const auto& [value, count] : counts)
        measure.estimate.n += count;
    measure.estimate.method = "exact, by linear interpolation (type 7 of Hyndman and Fan 1996)";
    if (measure.estimate.n > 0)
        measure.estimate.value = quantileOfCounts(counts, p);
    else
        measure.estimate.reason = "there is nothing to look at";
    return measure;
}

void addQuantiles(QList<Measure>& list, const QString& key, const QString& name,
                  const std::map<qint64, qint64>& counts)
{
    list << quantile(key + QLatin1String("_p10"), name + QLatin1String(", first decile"), counts, 0.1)
         << quantile(key + QLatin1String("_median"), name + QLatin1String(", median"), counts, 0.5)
         << quantile(key + QLatin1String("_p90"), name + QLatin1String(", ninth decile"), counts, 0.9);
}

constexpr const char* clustered =
    "mean over turns with a text; the interval holds dialogues for independent (linearised ratio)";

} // namespace

double quantileOfCounts(const std::map<qint64, qint64>& counts, double probability)
{
    qint64 n = 0;
    for (const auto& [value, count] : counts)
        n += count;
    const double place = probability * static_cast<double>(n - 1);
    const auto below = static_cast<qint64>(std::floor(place));
    const double low = valueAt(counts, below);
    const double high = valueAt(counts, std::min(below + 1, n - 1));
    return low + (high - low) * (place - static_cast<double>(below));
}

void ShapeTally::add(const Dialogue& dialogue, qint64 ordinal, const std::vector<Words>& words)
{
    std::array<double, 2> count{}, turns{}, asking{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Turn& turn = dialogue.turns[static_cast<qsizetype>(i)];
        const auto role = static_cast<std::size_t>(turn.role);
        ++m_turnsOf.at(role);
        if (words[i].empty()) {
            ++m_roles.at(role).silent;
            continue;
        }
        const auto length = static_cast<qint64>(words[i].size());
        ++turns.at(role);
        count.at(role) += static_cast<double>(length);
        asking.at(role) += turn.text.contains(QLatin1Char('?')) ? 1 : 0;
        m_roles.at(role).lengths.add(ordinal, length);
    }
    for (std::size_t role = 0; role < 2; ++role) {
        m_roles.at(role).words.add(count.at(role), turns.at(role));
        m_roles.at(role).questions.add(asking.at(role), turns.at(role));
    }
    m_turns.add(static_cast<double>(dialogue.turns.size()), 1);
    m_wordRatio.add(count[0], count[1]);
    m_turnCounts.add(ordinal, dialogue.turns.size());
    ++m_dialogues;
}

void ShapeTally::join(const ShapeTally& other)
{
    for (std::size_t role = 0; role < 2; ++role) {
        m_turnsOf.at(role) += other.m_turnsOf.at(role);
        m_roles.at(role).words.join(other.m_roles.at(role).words);
        m_roles.at(role).questions.join(other.m_roles.at(role).questions);
        m_roles.at(role).lengths.join(other.m_roles.at(role).lengths);
        m_roles.at(role).silent += other.m_roles.at(role).silent;
    }
    m_turns.join(other.m_turns);
    m_wordRatio.join(other.m_wordRatio);
    m_turnCounts.join(other.m_turnCounts);
    m_dialogues += other.m_dialogues;
}

QList<Measure> ShapeTally::measures() const
{
    QList<Measure> list;
    for (int role = 0; role < 2; ++role) {
        const OfRole& of = m_roles.at(static_cast<std::size_t>(role));
        const QString name = forRole("Words a turn, ", role);
        list << ratioMeasure(forRole("words_per_turn_", role), name, MeasureGroup::Length, of.words,
                             of.silent, clustered);
        addQuantiles(list, forRole("words_per_turn_", role), name, of.lengths.total());
    }
    list << ratioMeasure(QStringLiteral("turns_per_dialogue"), QStringLiteral("Turns a dialogue"),
                         MeasureGroup::Length, m_turns, 0, "mean over dialogues, normal interval");
    addQuantiles(list, QStringLiteral("turns_per_dialogue"), QStringLiteral("Turns a dialogue"),
                 m_turnCounts.total());
    for (int role = 0; role < 2; ++role) {
        const OfRole& of = m_roles.at(static_cast<std::size_t>(role));
        Measure rate = ratioMeasure(forRole("question_rate_", role), forRole("Turns that ask, ", role),
                                    MeasureGroup::Length, of.questions, of.silent,
                                    "share of the turns with a text that have a question mark; the interval "
                                    "holds dialogues for independent (linearised ratio)");
        rate.isShare = true;
        list << (rate.estimate.low ? withError(rate, rate.error) : rate);
    }
    list << ratioMeasure(QStringLiteral("user_system_words"),
                         QStringLiteral("Words of the user for one of the system"), MeasureGroup::Length,
                         m_wordRatio, 0, "words of all users over words of the system (linearised ratio)");
    return list;
}

} // namespace antiphon::measures
