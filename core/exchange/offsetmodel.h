// How another program counted the places in its texts, found out by the words it says it chose.
#pragma once

#include "core/base/textposition.h"
#include "core/exchange/qdpxproject.h"

namespace antiphon {

// The sixteen ways seen in the field. The standard's reading is the value made by default: Unicode code
// points, CR and LF two of them, the byte order mark no part of the text, the end behind the last character.
struct OffsetModel
{
    bool utf16 = false;         // UTF-16 units instead of code points
    int lineEnd = 2;            // what CRLF counts
    bool byteOrderMark = false; // counts one
    bool inclusive = false;     // the end is the last character's place
    bool operator==(const OffsetModel&) const = default;
};
QList<OffsetModel> allOffsetModels();              // the standard's first
QString offsetModelText(const OffsetModel& model); // "code points, CRLF as two, ..."

// A text as it stands in a file, with the places of its characters under a model.
class CountedText
{
public:
    CountedText(const QString& raw, const OffsetModel& model);
    const QString& text() const { return m_text; } // LF line ends, no byte order mark
    // A stretch of the file in code points of text(); within it, and empty where begin is not before end.
    TextSpan span(qint64 begin, qint64 end) const;
    // How the model writes a stretch of text().
    TextSpan counted(TextSpan span) const;

private:
    qint64 codePointAt(qint64 place) const;
    QString m_text;
    QList<qint64> m_places; // of each code point of m_text, and of its end
    bool m_inclusive;
};

struct OffsetChoice
{
    OffsetModel model = {};
    qint64 named = 0;   // selections that say which words they chose
    qint64 matched = 0; // of these, on those words under the model
};
// The model under which most selections lie on the words that they name, over all texts of a project; the
// letters count before the white space between them. Ties go to the standard's reading in each of the four.
OffsetChoice chooseOffsets(const QList<QdpxSource>& sources);

} // namespace antiphon
