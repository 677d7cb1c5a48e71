// Where the characters of a text are after it was mended.
#pragma once

#include "core/base/textposition.h"

#include <QList>

#include <optional>

namespace antiphon {

// Keeps the common begin and end of both texts, and between them a longest common subsequence of code points
// (Wagner and Fischer 1974) while the parts are at most 2,000 code points long; longer ones count as replaced
// whole.
class TextAlignment
{
public:
    TextAlignment(const QString& before, const QString& after);

    // Where the characters of a span of `before` are in `after`: from its first character to its last one
    // that was kept, and what replaced those at its ends; a span of whole words takes the letters in that a
    // word was given. Whole characters. Nothing where nothing of it is left.
    std::optional<TextSpan> moved(TextSpan span) const;

private:
    void alignMiddle(const QList<char32_t>& before, const QList<char32_t>& after, qsizetype prefix,
                     qsizetype suffix);

    TextSpan withWholeWords(TextSpan span, TextSpan found) const;

    QList<char32_t> m_from;
    QList<char32_t> m_to;
    QList<bool> m_new; // for each code point of `after`: it was not there before
    QString m_after;
    QList<qint64> m_kept;     // for each code point of `before` its place in `after`; -1: gone
    QList<qint64> m_gapBegin; // where what replaced it begins, for those that are gone
    QList<qint64> m_gapEnd;
};

} // namespace antiphon
