#include "core/generation/mention.h"

#include <algorithm>

namespace antiphon {

namespace {

QStringView withoutMark(const QString& attribute)
{
    return attribute.startsWith(QLatin1Char('!')) ? QStringView(attribute).sliced(1) : QStringView(attribute);
}

} // namespace

QString valueOf(const QString& attribute)
{
    const qsizetype colon = attribute.indexOf(QLatin1Char(':'));
    return colon < 0 ? QString() : attribute.mid(colon + 1);
}

QString typeOf(const QString& attribute)
{
    const QStringView text = withoutMark(attribute);
    return text.first(std::max<qsizetype>(0, text.indexOf(QLatin1Char(':')))).toString();
}

bool isNameable(const QString& attribute)
{
    return attribute != QLatin1String("continue:continue") && !valueOf(attribute).isEmpty();
}

// The texts that stand for the attribute, the value itself first.
QStringList MentionFinder::spellingsOf(const QString& attribute) const
{
    const QString value = valueOf(attribute);
    const QString spoken = spokenValue(*m_book, value);
    QStringList texts{value, spoken};
    if (spoken.startsWith(QLatin1String("the ")))
        texts << spoken.mid(4);
    const QString plain = withoutMark(attribute).toString();
    for (const auto* phrases : {&m_book->valueWords, &m_book->valueOverrides, &m_book->removedOverrides})
        texts << phrases->value(plain);
    for (const QString& text : {value, spoken}) {
        const QString folded = foldedText(text);
        texts << m_aliases.othersOf(folded);
        const QString joined = QString(folded).remove(QLatin1Char(' '));
        if (joined.size() + 2 < folded.size() && joined.size() > 3)
            texts << joined;
    }
    return texts;
}

const QStringList& MentionFinder::patterns(const QString& attribute)
{
    const auto known = m_patterns.constFind(attribute);
    if (known != m_patterns.cend())
        return *known;
    QStringList list;
    const QStringList texts = spellingsOf(attribute);
    for (const QString& text : texts) {
        const QString folded = foldedText(text);
        if (folded.size() < 3)
            continue;
        const bool covered = std::any_of(list.begin(), list.end(), [&](const QString& shorter) {
            return findWords(folded, shorter).begin >= 0;
        });
        if (!covered)
            list << folded.chopped(1);
    }
    return *m_patterns.insert(attribute, list);
}

bool MentionFinder::names(const QString& folded, const QString& attribute)
{
    const QStringList& list = patterns(attribute);
    return std::any_of(list.begin(), list.end(),
                       [&](const QString& pattern) { return findWords(folded, pattern).begin >= 0; });
}

// Blots out the words of `named`, unless a pattern of `than` holds them: a short value that is named must not
// hide the longer one that is not.
QString MentionFinder::without(const QString& folded, const QStringList& named, const QString& than)
{
    QString text = folded;
    const QStringList longer = patterns(than);
    for (const QString& attribute : named) {
        for (const QString& pattern : patterns(attribute)) {
            TextRange at = findWords(text, pattern);
            if (at.begin < 0)
                continue;
            const bool inside = std::any_of(longer.begin(), longer.end(), [&](const QString& other) {
                return other.size() > pattern.size() &&
                       findWords(other + QLatin1Char(' '), pattern).begin >= 0;
            });
            if (inside)
                continue;
            for (; at.begin >= 0; at = findWords(text, pattern, at.begin - 1))
                std::fill(text.begin() + at.begin, text.begin() + at.end, QChar(1));
        }
    }
    return text;
}

bool MentionFinder::namesBeside(const QString& folded, const QString& attribute, const QStringList& named)
{
    return names(folded, attribute) && names(without(folded, named, attribute), attribute);
}

QList<TextRange> MentionFinder::ranges(const QString& text, const QString& attribute)
{
    const FoldedWithPlaces folded = foldedWithPlaces(text);
    QList<TextRange> found;
    for (const QString& pattern : patterns(attribute)) {
        for (TextRange at = findWords(folded.text, pattern); at.begin >= 0;
             at = findWords(folded.text, pattern, at.end - 1))
            found << TextRange{folded.places[static_cast<size_t>(at.begin)],
                               folded.places[static_cast<size_t>(at.end)]};
    }
    std::sort(found.begin(), found.end(),
              [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
    return found;
}

} // namespace antiphon
