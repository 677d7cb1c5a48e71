#include "core/generation/phraseset.h"

#include <map>

namespace antiphon {

namespace {

// Of the two signs behind the blank at `at`.
quint32 beginningAt(const QString& folded, qsizetype at)
{
    return static_cast<quint32>(folded[at + 1].unicode()) << 16 | folded[at + 2].unicode();
}

} // namespace

PhraseSet::PhraseSet(const QStringList& phrases)
{
    for (const QString& phrase : phrases) {
        const QString pattern = foldedText(phrase).chopped(1);
        if (pattern.size() < 3)
            continue;
        m_byBeginning[beginningAt(pattern, 0)] << m_patterns.size();
        m_patterns << pattern;
    }
}

QList<PhraseSet::Found> PhraseSet::in(const QString& folded) const
{
    std::map<qsizetype, TextRange> found;
    for (qsizetype at = 0; at >= 0 && at + 2 < folded.size(); at = folded.indexOf(QLatin1Char(' '), at + 1)) {
        const auto candidates = m_byBeginning.constFind(beginningAt(folded, at));
        if (candidates == m_byBeginning.cend())
            continue;
        for (const qsizetype place : *candidates) {
            const TextRange range = wordsAt(folded, m_patterns[place], at);
            if (range.begin >= 0)
                found.try_emplace(place, range);
        }
    }
    QList<Found> list;
    for (const auto& [place, range] : found)
        list << Found{m_patterns[place], range};
    return list;
}

} // namespace antiphon
