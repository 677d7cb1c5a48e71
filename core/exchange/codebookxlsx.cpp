#include "core/exchange/codebookxlsx.h"

#include "core/base/zipfile.h"
#include "core/coding/codetree.h"
#include "core/exchange/exchangexml.h"

#include <QXmlStreamWriter>

namespace antiphon {

namespace {

constexpr qsizetype longestCell = 32767; // UTF-16 units
constexpr char sheetNs[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

constexpr char contentTypes[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr char packageLinks[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr char workbook[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Codebook" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr char workbookLinks[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";
// 0: as it comes; 1: headings, bold; 2: text over several lines.
constexpr char styles[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>)";

struct Column
{
    const char* heading;
    int width; // in characters
};
constexpr Column columns[] = {{"facet", 10},      {"category", 20}, {"code", 28},    {"key", 6},
                              {"definition", 60}, {"include", 40},  {"exclude", 40}, {"examples", 60},
                              {"colour", 8},      {"codable", 8}};

QStringList fieldsOf(const Code& code, const QList<Code>& codes)
{
    const Code* parent = codeIn(codes, code.parent);
    return {facetWord(code.facet),
            parent ? parent->name : QString(),
            code.name,
            code.shortcut,
            code.definition,
            code.includes,
            code.excludes,
            code.examples.join(QLatin1Char('\n')),
            QString::number(code.colour),
            code.codable ? QStringLiteral("1") : QStringLiteral("0")};
}

class SheetWriter
{
public:
    SheetWriter() : m_xml(&m_bytes)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("worksheet"));
        m_xml.writeDefaultNamespace(QLatin1String(sheetNs));
        writeWidths();
        m_xml.writeStartElement(QStringLiteral("sheetData"));
    }
    void writeRow(const QStringList& fields, int style)
    {
        m_xml.writeStartElement(QStringLiteral("row"));
        m_xml.writeAttribute(QStringLiteral("r"), QString::number(++m_row));
        for (qsizetype i = 0; i < fields.size(); ++i)
            writeCell(QChar(u'A' + static_cast<char16_t>(i)), fields[i], style);
        m_xml.writeEndElement();
    }
    QByteArray finish()
    {
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    void writeWidths()
    {
        m_xml.writeStartElement(QStringLiteral("cols"));
        int number = 0;
        for (const Column& column : columns) {
            const QString place = QString::number(++number);
            m_xml.writeEmptyElement(QStringLiteral("col"));
            m_xml.writeAttribute(QStringLiteral("min"), place);
            m_xml.writeAttribute(QStringLiteral("max"), place);
            m_xml.writeAttribute(QStringLiteral("width"), QString::number(column.width));
            m_xml.writeAttribute(QStringLiteral("customWidth"), QStringLiteral("1"));
        }
        m_xml.writeEndElement();
    }
    void writeCell(QChar column, const QString& text, int style)
    {
        m_xml.writeStartElement(QStringLiteral("c"));
        m_xml.writeAttribute(QStringLiteral("r"), column + QString::number(m_row));
        m_xml.writeAttribute(QStringLiteral("s"), QString::number(style));
        m_xml.writeAttribute(QStringLiteral("t"), QStringLiteral("inlineStr"));
        m_xml.writeStartElement(QStringLiteral("is"));
        m_xml.writeStartElement(QStringLiteral("t"));
        m_xml.writeAttribute(QStringLiteral("xml:space"), QStringLiteral("preserve"));
        m_xml.writeCharacters(withoutForbidden(text.left(longestCell)));
        m_xml.writeEndElement();
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    int m_row = 0;
};

} // namespace

Result<QByteArray> codebookXlsx(const QList<Code>& codes)
{
    SheetWriter sheet;
    QStringList headings;
    for (const Column& column : columns)
        headings << QLatin1String(column.heading);
    sheet.writeRow(headings, 1);
    for (const Code& code : codes)
        sheet.writeRow(fieldsOf(code, codes), 2);
    return zipArchive({{QStringLiteral("[Content_Types].xml"), QByteArray(contentTypes)},
                       {QStringLiteral("_rels/.rels"), QByteArray(packageLinks)},
                       {QStringLiteral("xl/workbook.xml"), QByteArray(workbook)},
                       {QStringLiteral("xl/_rels/workbook.xml.rels"), QByteArray(workbookLinks)},
                       {QStringLiteral("xl/styles.xml"), QByteArray(styles)},
                       {QStringLiteral("xl/worksheets/sheet1.xml"), sheet.finish()}});
}

} // namespace antiphon
