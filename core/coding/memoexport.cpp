#include "core/coding/memoexport.h"

#include "core/base/zipfile.h"

#include <QDateTime>
#include <QXmlStreamWriter>

namespace antiphon {

namespace {

constexpr QLatin1String office("urn:oasis:names:tc:opendocument:xmlns:office:1.0");
constexpr QLatin1String textNs("urn:oasis:names:tc:opendocument:xmlns:text:1.0");
constexpr QLatin1String style("urn:oasis:names:tc:opendocument:xmlns:style:1.0");
constexpr QLatin1String fo("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0");
constexpr QLatin1String manifest("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
constexpr QLatin1String version("1.3");
constexpr QLatin1String odtType("application/vnd.oasis.opendocument.text");

// "Theoretical · Turn 3 of a91f · ada · 2026-11-21 14:05"
QString factsOf(const ListedMemo& listed)
{
    QStringList facts;
    if (listed.memo.kind != MemoKind::None)
        facts << memoKindTitle(listed.memo.kind);
    facts
        << memoPlaceText(listed.place) << listed.coder
        << QDateTime::fromMSecsSinceEpoch(listed.memo.changedAt).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    return facts.join(QStringLiteral(" · "));
}

QString evidenceText(const MemoPlace& place)
{
    const QString where = memoPlaceText(place);
    const bool quoted = place.there && place.anchor.kind == MemoTarget::Turn && !place.excerpt.isEmpty();
    return quoted ? QStringLiteral("%1: “%2”").arg(where, place.excerpt) : where;
}

QString headingOf(const ListedMemo& listed)
{
    return memoHeading(listed.memo.title, listed.memo.text);
}

// XML 1.0 has no place for most control characters, lone surrogates and the two last code points of a plane.
QString withoutForbidden(const QString& text)
{
    QString kept;
    for (const char32_t c : text.toUcs4()) {
        const bool allowed = c == '\t' || c == '\n' || (c >= 0x20 && c < 0xd800) ||
                             (c >= 0xe000 && c < 0xfffe) || c >= 0x10000;
        if (allowed)
            kept += QString::fromUcs4(&c, 1);
    }
    return kept;
}

// One line of text: runs of spaces and tabs are elements in OpenDocument, or they would be lost.
void writeLine(QXmlStreamWriter& xml, const QString& line)
{
    qsizetype at = 0;
    while (at < line.size()) {
        if (line[at] == u'\t') {
            xml.writeEmptyElement(textNs, QStringLiteral("tab"));
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < line.size() && line[end] == u' ')
            ++end;
        if (end - at > 1 || (end > at && at == 0)) {
            xml.writeEmptyElement(textNs, QStringLiteral("s"));
            xml.writeAttribute(textNs, QStringLiteral("c"), QString::number(end - at));
            at = end;
            continue;
        }
        while (end < line.size() && line[end] != u'\t' &&
               !QStringView(line).mid(end).startsWith(QLatin1String("  ")))
            ++end;
        xml.writeCharacters(line.mid(at, end - at));
        at = end;
    }
}

void writeParagraph(QXmlStreamWriter& xml, const QString& styleName, const QString& line)
{
    xml.writeStartElement(textNs, QStringLiteral("p"));
    xml.writeAttribute(textNs, QStringLiteral("style-name"), styleName);
    writeLine(xml, line);
    xml.writeEndElement();
}

void writeHeading(QXmlStreamWriter& xml, int level, const QString& title)
{
    xml.writeStartElement(textNs, QStringLiteral("h"));
    xml.writeAttribute(textNs, QStringLiteral("style-name"), QStringLiteral("Heading_20_%1").arg(level));
    xml.writeAttribute(textNs, QStringLiteral("outline-level"), QString::number(level));
    writeLine(xml, title);
    xml.writeEndElement();
}

void writeSheet(QXmlStreamWriter& xml, const MemoSheet& sheet)
{
    writeHeading(xml, 2, withoutForbidden(headingOf(sheet.listed)));
    writeParagraph(xml, QStringLiteral("Facts"), withoutForbidden(factsOf(sheet.listed)));
    const QStringList lines = withoutForbidden(sheet.listed.memo.text).split(u'\n');
    for (const QString& line : lines)
        writeParagraph(xml, QStringLiteral("Text_20_body"), line);
    if (sheet.evidence.isEmpty())
        return;
    writeParagraph(xml, QStringLiteral("Facts"), QStringLiteral("Evidence"));
    xml.writeStartElement(textNs, QStringLiteral("list"));
    for (const MemoLink& link : sheet.evidence) {
        xml.writeStartElement(textNs, QStringLiteral("list-item"));
        writeParagraph(xml, QStringLiteral("Text_20_body"), withoutForbidden(evidenceText(link.place)));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

QByteArray contentXml(const QList<MemoSheet>& sheets, const QString& title)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeNamespace(office, QStringLiteral("office"));
    xml.writeNamespace(textNs, QStringLiteral("text"));
    xml.writeStartElement(office, QStringLiteral("document-content"));
    xml.writeAttribute(office, QStringLiteral("version"), version);
    xml.writeStartElement(office, QStringLiteral("body"));
    xml.writeStartElement(office, QStringLiteral("text"));
    writeHeading(xml, 1, withoutForbidden(title));
    for (const MemoSheet& sheet : sheets)
        writeSheet(xml, sheet);
    xml.writeEndDocument();
    return bytes;
}

struct ParagraphStyle
{
    const char* name;
    const char* shown;
    const char* size;
    const char* weight;
    const char* before;
    const char* after;
    const char* colour;
};

void writeStyle(QXmlStreamWriter& xml, const ParagraphStyle& is)
{
    xml.writeStartElement(style, QStringLiteral("style"));
    xml.writeAttribute(style, QStringLiteral("name"), QLatin1String(is.name));
    xml.writeAttribute(style, QStringLiteral("display-name"), QLatin1String(is.shown));
    xml.writeAttribute(style, QStringLiteral("family"), QStringLiteral("paragraph"));
    xml.writeEmptyElement(style, QStringLiteral("paragraph-properties"));
    xml.writeAttribute(fo, QStringLiteral("margin-top"), QLatin1String(is.before));
    xml.writeAttribute(fo, QStringLiteral("margin-bottom"), QLatin1String(is.after));
    xml.writeEmptyElement(style, QStringLiteral("text-properties"));
    xml.writeAttribute(fo, QStringLiteral("font-size"), QLatin1String(is.size));
    xml.writeAttribute(fo, QStringLiteral("font-weight"), QLatin1String(is.weight));
    xml.writeAttribute(fo, QStringLiteral("color"), QLatin1String(is.colour));
    xml.writeEndElement();
}

QByteArray stylesXml()
{
    static const ParagraphStyle styles[] = {
        {"Heading_20_1", "Heading 1", "20pt", "bold", "0cm", "0.4cm", "#1b1c1e"},
        {"Heading_20_2", "Heading 2", "14pt", "bold", "0.6cm", "0.1cm", "#1b1c1e"},
        {"Text_20_body", "Text body", "11pt", "normal", "0cm", "0.15cm", "#1b1c1e"},
        {"Facts", "Facts", "9pt", "normal", "0cm", "0.2cm", "#5c5e62"}};
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeNamespace(office, QStringLiteral("office"));
    xml.writeNamespace(style, QStringLiteral("style"));
    xml.writeNamespace(fo, QStringLiteral("fo"));
    xml.writeStartElement(office, QStringLiteral("document-styles"));
    xml.writeAttribute(office, QStringLiteral("version"), version);
    xml.writeStartElement(office, QStringLiteral("styles"));
    for (const ParagraphStyle& is : styles)
        writeStyle(xml, is);
    xml.writeEndDocument();
    return bytes;
}

QByteArray manifestXml()
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeNamespace(manifest, QStringLiteral("manifest"));
    xml.writeStartElement(manifest, QStringLiteral("manifest"));
    xml.writeAttribute(manifest, QStringLiteral("version"), version);
    const QString xmlType = QStringLiteral("text/xml");
    const std::pair<QString, QString> files[] = {{QStringLiteral("/"), odtType},
                                                 {QStringLiteral("content.xml"), xmlType},
                                                 {QStringLiteral("styles.xml"), xmlType}};
    for (const auto& [path, type] : files) {
        xml.writeEmptyElement(manifest, QStringLiteral("file-entry"));
        xml.writeAttribute(manifest, QStringLiteral("full-path"), path);
        xml.writeAttribute(manifest, QStringLiteral("media-type"), type);
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace

QByteArray memosMarkdown(const QList<MemoSheet>& sheets, const QString& title)
{
    QString out = QStringLiteral("# %1\n").arg(title);
    for (const MemoSheet& sheet : sheets) {
        out += QStringLiteral("\n## %1\n\n*%2*\n\n%3\n")
                   .arg(headingOf(sheet.listed), factsOf(sheet.listed), sheet.listed.memo.text.trimmed());
        if (!sheet.evidence.isEmpty())
            out += QStringLiteral("\nEvidence:\n\n");
        for (const MemoLink& link : sheet.evidence)
            out += QStringLiteral("- %1\n").arg(evidenceText(link.place));
    }
    return out.toUtf8();
}

Result<QByteArray> memosOdt(const QList<MemoSheet>& sheets, const QString& title)
{
    return zipArchive(
        {{QStringLiteral("mimetype"), QByteArray(odtType.data(), odtType.size()), ZipMethod::Stored},
         {QStringLiteral("content.xml"), contentXml(sheets, title)},
         {QStringLiteral("styles.xml"), stylesXml()},
         {QStringLiteral("META-INF/manifest.xml"), manifestXml()}});
}

} // namespace antiphon
