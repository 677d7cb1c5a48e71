#include "core/exchange/codeelements.h"

#include "core/exchange/codedescription.h"
#include "core/exchange/exchangexml.h"

#include <QSet>
#include <QUuid>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace antiphon {

namespace {

constexpr qsizetype longestName = 100; // as checkCode() has it

// The same in every file, so that a folder which another program gave a new name is known again.
QString facetGuid(Facet facet)
{
    static const QUuid space(QStringLiteral("6c1f5f3e-0c0b-4a55-9f51-5d5b0c8f3a11"));
    return QUuid::createUuidV5(space, facetWord(facet)).toString(QUuid::WithoutBraces);
}

void writeCode(QXmlStreamWriter& xml, const QList<Code>& codes, const Code& code, const CodeExtras& extras)
{
    xml.writeStartElement(QStringLiteral("Code"));
    xml.writeAttribute(QStringLiteral("guid"), code.id.toText());
    xml.writeAttribute(QStringLiteral("name"), withoutForbidden(code.name));
    xml.writeAttribute(QStringLiteral("isCodable"),
                       code.codable ? QStringLiteral("true") : QStringLiteral("false"));
    xml.writeAttribute(QStringLiteral("color"), exchangeColour(code.colour));
    if (const QString description = descriptionOf(code); !description.isEmpty())
        xml.writeTextElement(QStringLiteral("Description"), withoutForbidden(description));
    if (extras)
        extras(code);
    for (const Code& other : codes) {
        if (other.parent == code.id)
            writeCode(xml, codes, other, extras);
    }
    xml.writeEndElement();
}

class CodeElementReader
{
public:
    explicit CodeElementReader(QXmlStreamReader& xml) : m_xml(xml) {}

    ExchangedCodes read()
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() != QLatin1String("Code"))
                skip();
            else if (const auto facet = facetOfFolder())
                readFacet(*facet);
            else
                readCode(Facet::Free, {});
        }
        return std::move(m_read);
    }

private:
    bool isFolder() const
    {
        const QString codable = attribute("isCodable").trimmed().toLower();
        return codable == QLatin1String("false") || codable == QLatin1String("0");
    }
    QString attribute(const char* name) const
    {
        return m_xml.attributes().value(QLatin1String(name)).toString();
    }

    std::optional<Facet> facetOfFolder() const
    {
        if (!isFolder())
            return {};
        const QUuid guid(attribute("guid"));
        const QString name = attribute("name");
        for (const Facet facet : allFacets) {
            if (guid == QUuid(facetGuid(facet)) || name == facetTitle(facet))
                return facet;
        }
        return {};
    }

    void readFacet(Facet facet)
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1String("Code"))
                readCode(facet, {});
            else if (m_xml.name() == QLatin1String("Description"))
                m_xml.skipCurrentElement();
            else
                skip();
        }
    }

    void readCode(Facet facet, const QString& category)
    {
        CodebookEntry entry;
        entry.category = category;
        entry.code.facet = facet;
        entry.code.codable = !isFolder();
        entry.code.colour = colourNearTo(attribute("color")).value_or(-1);
        entry.code.name = freeName(facet, attribute("name").trimmed());
        if (const auto id = CodeId::fromText(QUuid(attribute("guid")).toString(QUuid::WithoutBraces)))
            entry.code.id = m_ids.contains(*id) ? CodeId() : *id;
        m_ids.insert(entry.code.id);
        const QString name = entry.code.name;
        const qsizetype at = m_read.entries.size();
        m_read.entries << entry;
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1String("Description"))
                takeDescription(m_read.entries[at].code,
                                m_xml.readElementText(QXmlStreamReader::SkipChildElements));
            else if (m_xml.name() == QLatin1String("Code"))
                readCode(facet, name);
            else if (m_xml.name() == QLatin1String("NoteRef"))
                readNote(at);
            else
                skip();
        }
    }

    void readNote(qsizetype entry)
    {
        const QUuid guid(attribute("targetGUID").trimmed());
        m_read.notes << CodeNote{entry, guid.toString(QUuid::WithoutBraces)};
        m_xml.skipCurrentElement();
    }

    // A name that no code of the facet has so far.
    QString freeName(Facet facet, const QString& given)
    {
        QString name = given.isEmpty() ? QStringLiteral("Code") : given;
        if (name.size() > longestName)
            name = name.left(longestName - 1).trimmed() + QChar(0x2026);
        QString free = name;
        for (int n = 2; m_names[facet].contains(free); ++n)
            free = QStringLiteral("%1 (%2)").arg(name.left(longestName - 8), QString::number(n));
        m_names[facet].insert(free);
        if (free != given)
            m_read.losses << QStringLiteral("the code \"%1\" is called \"%2\" here").arg(given, free);
        return free;
    }

    void skip()
    {
        m_read.losses << QStringLiteral("%1 in line %2 was not taken")
                             .arg(m_xml.name().toString(), QString::number(m_xml.lineNumber()));
        m_xml.skipCurrentElement();
    }

    QXmlStreamReader& m_xml;
    ExchangedCodes m_read;
    std::map<Facet, QSet<QString>> m_names;
    QSet<CodeId> m_ids;
};

} // namespace

void writeCodes(QXmlStreamWriter& xml, const QList<Code>& codes, const CodeExtras& extras)
{
    xml.writeStartElement(QStringLiteral("Codes"));
    for (const Facet facet : allFacets) {
        const auto isOfFacet = [facet](const Code& code) { return code.facet == facet; };
        if (std::none_of(codes.begin(), codes.end(), isOfFacet))
            continue;
        xml.writeStartElement(QStringLiteral("Code"));
        xml.writeAttribute(QStringLiteral("guid"), facetGuid(facet));
        xml.writeAttribute(QStringLiteral("name"), facetTitle(facet));
        xml.writeAttribute(QStringLiteral("isCodable"), QStringLiteral("false"));
        for (const Code& code : codes) {
            if (isOfFacet(code) && code.parent.isNull())
                writeCode(xml, codes, code, extras);
        }
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

ExchangedCodes readCodeElements(QXmlStreamReader& xml)
{
    return CodeElementReader(xml).read();
}

} // namespace antiphon
