#include "core/coding/textalignment.h"

#include "core/base/textsteps.h"

namespace antiphon {

namespace {

constexpr qsizetype longestMiddle = 2000;

QList<char32_t> codePointsOf(const QString& text)
{
    QList<char32_t> points;
    for (const uint point : text.toUcs4())
        points << point;
    return points;
}

bool isLetter(const QList<char32_t>& text, qint64 position)
{
    return position >= 0 && position < text.size() && QChar::isLetterOrNumber(text[position]);
}

} // namespace

TextAlignment::TextAlignment(const QString& before, const QString& after) : m_after(after)
{
    const QList<char32_t> a = codePointsOf(before);
    const QList<char32_t> b = codePointsOf(after);
    m_from = a;
    m_to = b;
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype prefix = 0;
    while (prefix < shorter && a[prefix] == b[prefix])
        ++prefix;
    qsizetype suffix = 0;
    while (suffix < shorter - prefix && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix])
        ++suffix;
    m_kept.fill(-1, a.size());
    for (qsizetype i = 0; i < prefix; ++i)
        m_kept[i] = i;
    for (qsizetype i = 0; i < suffix; ++i)
        m_kept[a.size() - 1 - i] = b.size() - 1 - i;
    alignMiddle(a, b, prefix, suffix);
    m_new.fill(true, b.size());
    for (const qint64 place : std::as_const(m_kept)) {
        if (place >= 0)
            m_new[place] = false;
    }
    m_gapBegin.resize(a.size());
    m_gapEnd.resize(a.size());
    qint64 edge = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        m_gapBegin[i] = edge;
        edge = m_kept[i] >= 0 ? m_kept[i] + 1 : edge;
    }
    edge = b.size();
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        m_gapEnd[i] = edge;
        edge = m_kept[i] >= 0 ? m_kept[i] : edge;
    }
}

void TextAlignment::alignMiddle(const QList<char32_t>& before, const QList<char32_t>& after, qsizetype prefix,
                                qsizetype suffix)
{
    const qsizetype rows = before.size() - prefix - suffix;
    const qsizetype columns = after.size() - prefix - suffix;
    if (rows == 0 || columns == 0 || rows > longestMiddle || columns > longestMiddle)
        return;
    // lengths(i, j): of the longest common subsequence of what follows i and j.
    QList<quint16> lengths((rows + 1) * (columns + 1), 0);
    const auto at = [&](qsizetype i, qsizetype j) -> quint16& { return lengths[i * (columns + 1) + j]; };
    const auto same = [&](qsizetype i, qsizetype j) { return before[prefix + i] == after[prefix + j]; };
    for (qsizetype i = rows - 1; i >= 0; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j)
            at(i, j) = same(i, j) ? static_cast<quint16>(at(i + 1, j + 1) + 1)
                                  : std::max(at(i + 1, j), at(i, j + 1));
    }
    for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
        if (same(i, j)) {
            m_kept[prefix + i] = prefix + j;
            ++i;
            ++j;
        } else if (at(i + 1, j) >= at(i, j + 1)) {
            ++i;
        } else {
            ++j;
        }
    }
}

std::optional<TextSpan> TextAlignment::moved(TextSpan span) const
{
    const qint64 size = m_kept.size();
    const qint64 first = std::clamp<qint64>(span.begin, 0, size);
    const qint64 last = std::min(span.end, size) - 1;
    if (first > last)
        return std::nullopt;
    const TextSpan found{m_kept[first] >= 0 ? m_kept[first] : m_gapBegin[first],
                         m_kept[last] >= 0 ? m_kept[last] + 1 : m_gapEnd[last]};
    if (found.begin >= found.end)
        return std::nullopt;
    return wholeCharacters(m_after, withWholeWords({first, last + 1}, found));
}

TextSpan TextAlignment::withWholeWords(TextSpan span, TextSpan found) const
{
    const bool whole = isLetter(m_from, span.begin) && !isLetter(m_from, span.begin - 1) &&
                       isLetter(m_from, span.end - 1) && !isLetter(m_from, span.end);
    while (whole && isLetter(m_to, found.begin - 1) && m_new[found.begin - 1])
        --found.begin;
    while (whole && isLetter(m_to, found.end) && m_new[found.end])
        ++found.end;
    return found;
}

} // namespace antiphon
