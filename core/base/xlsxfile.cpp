#include "core/base/xlsxfile.h"

#include "core/base/zipfile.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace antiphon {

namespace {

constexpr qsizetype longestName = 31;
constexpr char cutMark[] = " [cut: longer than a cell holds]";
enum Style { PlainStyle, HeadingStyle, LinesStyle }; // as styles.xml lists them

constexpr char declaration[] = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                               "\n";
constexpr char packageLinks[] =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr char styles[] =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";

bool forbidden(char16_t c)
{
    return (c < 0x20 && c != u'\t' && c != u'\n') || c == 0xFFFE || c == 0xFFFF;
}

QByteArray escaped(const QString& text)
{
    // ISO/IEC 29500-1, 22.9.2.19: "_x0041_" stands for a character; one that is meant as it stands is written
    // with its first underscore as such.
    static const QRegularExpression code(QStringLiteral("_(?=x[0-9A-Fa-f]{4}_)"));
    QString kept = text;
    if (kept.contains(QLatin1String("_x")))
        kept.replace(code, QStringLiteral("_x005F_"));
    return kept.toHtmlEscaped().toUtf8();
}

QString cellText(const QString& text)
{
    QString kept = text;
    kept.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    kept.removeIf([](QChar c) { return forbidden(c.unicode()); });
    if (kept.size() <= XlsxFile::longestText)
        return kept;
    kept.truncate(XlsxFile::longestText - static_cast<qsizetype>(std::size(cutMark)) + 1);
    if (kept.back().isHighSurrogate())
        kept.chop(1);
    return kept + QLatin1String(cutMark);
}

QString sheetName(const QString& name)
{
    QString kept = name;
    for (QChar& c : kept) {
        if (forbidden(c.unicode()) || QStringLiteral("[]:*?/\\'\t\n").contains(c))
            c = QLatin1Char(' ');
    }
    kept = kept.left(longestName).trimmed();
    return kept.isEmpty() ? QStringLiteral("Table") : kept;
}

// 0: A, 25: Z, 26: AA.
QByteArray columnName(qsizetype column)
{
    QByteArray name;
    for (qsizetype left = column + 1; left > 0; left = (left - 1) / 26)
        name.prepend(static_cast<char>('A' + (left - 1) % 26));
    return name;
}

QByteArray sheetHead(const QList<double>& widths, bool first)
{
    QByteArray xml(declaration);
    xml +=
        R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView )";
    xml += first ? R"(tabSelected="1" )" : "";
    xml += R"(workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>)"
           "</sheetView></sheetViews>";
    if (!widths.isEmpty())
        xml += "<cols>";
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const QByteArray place = QByteArray::number(i + 1);
        xml += R"(<col min=")" + place + R"(" max=")" + place + R"(" width=")" +
               QByteArray::number(widths[i]) + R"(" customWidth="1"/>)";
    }
    if (!widths.isEmpty())
        xml += "</cols>";
    return xml + "<sheetData>";
}

void addCell(QByteArray& xml, const QByteArray& place, const XlsxCell& cell, int textStyle)
{
    if (const auto* number = std::get_if<double>(&cell)) {
        if (std::isfinite(*number))
            xml += "<c r=\"" + place + "\"><v>" +
                   QByteArray::number(*number, 'g', QLocale::FloatingPointShortest) + "</v></c>";
        return;
    }
    const QString text = cellText(std::get<QString>(cell));
    if (text.isEmpty())
        return;
    xml += "<c r=\"" + place + "\" t=\"inlineStr\"";
    if (textStyle != PlainStyle)
        xml += " s=\"" + QByteArray::number(textStyle) + '"';
    xml += "><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
}

QByteArray contentTypes(qsizetype sheets)
{
    QByteArray xml(declaration);
    xml +=
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)";
    for (qsizetype i = 1; i <= sheets; ++i)
        xml +=
            R"(<Override PartName="/xl/worksheets/sheet)" + QByteArray::number(i) +
            R"(.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)";
    return xml + "</Types>";
}

QByteArray workbookXml(const QStringList& names)
{
    QByteArray xml(declaration);
    xml +=
        R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets>)";
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QByteArray number = QByteArray::number(i + 1);
        xml += "<sheet name=\"" + names[i].toHtmlEscaped().toUtf8() + "\" sheetId=\"" + number +
               "\" r:id=\"rId" + number + "\"/>";
    }
    return xml + "</sheets></workbook>";
}

QByteArray workbookLinks(qsizetype sheets)
{
    QByteArray xml(declaration);
    xml += R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    const QByteArray kind(R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)");
    for (qsizetype i = 1; i <= sheets; ++i) {
        const QByteArray number = QByteArray::number(i);
        xml += R"(<Relationship Id="rId)" + number + kind + R"(worksheet" Target="worksheets/sheet)" +
               number + R"(.xml"/>)";
    }
    return xml + R"(<Relationship Id="rId)" + QByteArray::number(sheets + 1) + kind +
           R"(styles" Target="styles.xml"/></Relationships>)";
}

Failure impossible(const QString& why)
{
    return fail(ErrorCode::NotPossible, QStringLiteral("The workbook"), why);
}

} // namespace

Result<void> XlsxFile::addSheet(const XlsxSheet& sheet)
{
    const QString name = sheetName(sheet.name);
    const bool taken = std::any_of(m_sheets.cbegin(), m_sheets.cend(), [&name](const Sheet& other) {
        return other.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (taken)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the sheet %1").arg(name));
    m_sheets << Sheet{name, sheetHead(sheet.widths, m_sheets.isEmpty()), 0, sheet.severalLines};
    QList<XlsxCell> cells;
    for (const QString& title : sheet.header)
        cells << XlsxCell(title);
    return addRow(cells, HeadingStyle);
}

Result<void> XlsxFile::addRow(const QList<XlsxCell>& cells)
{
    return addRow(cells, !m_sheets.isEmpty() && m_sheets.last().severalLines ? LinesStyle : PlainStyle);
}

Result<void> XlsxFile::addRow(const QList<XlsxCell>& cells, int textStyle)
{
    if (m_sheets.isEmpty())
        return impossible(QStringLiteral("it has no sheet for the row"));
    Sheet& sheet = m_sheets.last();
    if (sheet.rows >= mostRows || cells.size() > mostColumns)
        return impossible(
            QStringLiteral("a sheet holds 1,048,576 rows of 16,384 columns; write the table as CSV"));
    const QByteArray row = QByteArray::number(++sheet.rows);
    sheet.xml += "<row r=\"" + row + "\">";
    for (qsizetype i = 0; i < cells.size(); ++i)
        addCell(sheet.xml, columnName(i) + row, cells[i], textStyle);
    sheet.xml += "</row>";
    return {};
}

Result<QByteArray> XlsxFile::finish() const
{
    if (m_sheets.isEmpty())
        return impossible(QStringLiteral("it has no sheet"));
    QStringList names;
    for (const Sheet& sheet : m_sheets)
        names << sheet.name;
    QList<ZipEntry> entries{{QStringLiteral("[Content_Types].xml"), contentTypes(names.size())},
                            {QStringLiteral("_rels/.rels"), QByteArray(declaration) + packageLinks},
                            {QStringLiteral("xl/workbook.xml"), workbookXml(names)},
                            {QStringLiteral("xl/_rels/workbook.xml.rels"), workbookLinks(names.size())},
                            {QStringLiteral("xl/styles.xml"), QByteArray(declaration) + styles}};
    for (qsizetype i = 0; i < m_sheets.size(); ++i)
        entries << ZipEntry{QStringLiteral("xl/worksheets/sheet%1.xml").arg(i + 1),
                            m_sheets[i].xml + "</sheetData></worksheet>"};
    return zipArchive(entries);
}

} // namespace antiphon
