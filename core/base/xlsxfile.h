// Tables as workbooks (.xlsx), that spreadsheets open.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

#include <variant>

namespace antiphon {

// Text stays text, whatever it looks like ("=1+1", a date); an empty text is an empty cell.
using XlsxCell = std::variant<QString, double>;

struct XlsxSheet
{
    QString name; // at most 31 characters are kept; those that a sheet can not have in its name become blanks
    QStringList header;        // bold, stays in sight
    QList<double> widths = {}; // of the columns, in characters; the rest as a spreadsheet has them
    bool severalLines = false; // texts are broken into lines
};

// Writes sheets row by row (Office Open XML, ISO/IEC 29500, transitional). The same rows give the same bytes.
// libxlsxwriter can not do it here: it and QuaZip both bring minizip's functions under the same names, and in
// one program each would call the other's.
class XlsxFile
{
public:
    static constexpr qsizetype longestText = 32'767; // UTF-16 units in a cell
    static constexpr qsizetype mostRows = 1'048'576; // of a sheet, with its header
    static constexpr qsizetype mostColumns = 16'384;

    // Rows that follow go to this sheet. Errors: AlreadyExists for a name given twice; those of addRow for
    // the header.
    Result<void> addSheet(const XlsxSheet& sheet);
    // A text that is too long for a cell is cut and ends in words that say so; characters that XML forbids
    // are left out, every line end is LF; a number that is none (NaN, infinite) is an empty cell. Errors:
    // NotPossible for more rows or columns than a sheet has, or where there is no sheet yet.
    Result<void> addRow(const QList<XlsxCell>& cells);
    // The file, with at least one sheet. Errors: NotPossible without one; those of zipArchive.
    Result<QByteArray> finish() const;

private:
    struct Sheet
    {
        QString name;
        QByteArray xml; // up to the last row
        qsizetype rows = 0;
        bool severalLines = false;
    };
    Result<void> addRow(const QList<XlsxCell>& cells, int textStyle);

    QList<Sheet> m_sheets;
};

} // namespace antiphon
