#include "core/base/tablefile.h"

#include "core/base/csvfile.h"
#include "core/base/xlsxfile.h"

#include <QFileInfo>

#include <algorithm>

namespace antiphon {

namespace {

constexpr int safeDigits = 15; // that a double keeps

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

// -12, 0.5, 1200, but not 007, 1e5, +3 or a number that a double would change.
bool isPlainNumber(QStringView text)
{
    if (text.startsWith(QLatin1Char('-')))
        text = text.mid(1);
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    const QStringView whole = point < 0 ? text : text.left(point);
    const QStringView part = point < 0 ? QStringView() : text.mid(point + 1);
    if (whole.isEmpty() || (point >= 0 && part.isEmpty()) || whole.size() + part.size() > safeDigits)
        return false;
    if (whole.size() > 1 && whole.front() == QLatin1Char('0'))
        return false;
    return std::all_of(whole.begin(), whole.end(), isDigit) && std::all_of(part.begin(), part.end(), isDigit);
}

struct TableShape
{
    QStringList header;
    std::vector<bool> numbers; // by column
};

Result<TableShape> shapeOf(const QByteArray& csv)
{
    TableShape shape;
    bool first = true;
    std::vector<bool> filled;
    ANTIPHON_TRY(forEachCsvRow(csv, [&](const QStringList& fields) -> Result<void> {
        if (std::exchange(first, false)) {
            shape.header = fields;
            return {};
        }
        const auto size = static_cast<std::size_t>(fields.size());
        if (shape.numbers.size() < size) {
            shape.numbers.resize(size, true);
            filled.resize(size, false);
        }
        for (std::size_t i = 0; i < size; ++i) {
            const QString& field = fields[static_cast<qsizetype>(i)];
            if (field.isEmpty())
                continue;
            filled[i] = true;
            if (shape.numbers[i] && !isPlainNumber(field))
                shape.numbers[i] = false;
        }
        return {};
    }));
    for (std::size_t i = 0; i < filled.size(); ++i)
        shape.numbers[i] = shape.numbers[i] && filled[i];
    return shape;
}

QList<XlsxCell> cellsOf(const QStringList& fields, const TableShape& shape)
{
    QList<XlsxCell> cells;
    cells.reserve(fields.size());
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (shape.numbers[static_cast<std::size_t>(i)] && !fields[i].isEmpty())
            cells << XlsxCell(fields[i].toDouble());
        else
            cells << XlsxCell(fields[i]);
    }
    return cells;
}

} // namespace

bool isWorkbookPath(const QString& path)
{
    return path.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive);
}

Result<QByteArray> workbookFromCsv(const QByteArray& csv, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const TableShape shape, shapeOf(csv));
    XlsxFile file;
    ANTIPHON_TRY(file.addSheet({name, shape.header}));
    bool first = true;
    ANTIPHON_TRY(forEachCsvRow(csv, [&](const QStringList& fields) -> Result<void> {
        return std::exchange(first, false) ? Result<void>() : file.addRow(cellsOf(fields, shape));
    }));
    return file.finish();
}

Result<void> writeTableFile(const QString& path, const QByteArray& csv)
{
    if (!isWorkbookPath(path))
        return writeWholeFile(path, csv);
    ANTIPHON_TRY_ASSIGN(const QByteArray workbook, workbookFromCsv(csv, QFileInfo(path).completeBaseName()));
    return writeWholeFile(path, workbook);
}

} // namespace antiphon
