#include "core/exchange/qdcfile.h"

#include "core/base/linereader.h"
#include "core/exchange/exchangexml.h"

#include <QFileInfo>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace antiphon {

namespace {

// Sets of codes have no counterpart here.
void readSets(QXmlStreamReader& xml, QStringList& losses)
{
    while (xml.readNextStartElement()) {
        losses << QStringLiteral("the set \"%1\" was not taken")
                      .arg(xml.attributes().value(QLatin1String("name")).toString());
        xml.skipCurrentElement();
    }
}

} // namespace

Result<QByteArray> codebookQdc(const QList<Code>& codes)
{
    if (codes.isEmpty())
        return fail(ErrorCode::NotPossible, QStringLiteral("the codebook"),
                    QStringLiteral("it has no codes, and a .qdc file must have one at least"));
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("CodeBook"));
    xml.writeDefaultNamespace(QStringLiteral("urn:QDA-XML:codebook:1.0"));
    xml.writeAttribute(QStringLiteral("origin"), exchangeOrigin());
    writeCodes(xml, codes);
    xml.writeEndDocument();
    return bytes;
}

Result<ExchangedCodes> parseQdc(const QByteArray& xml, const QString& subject)
{
    ANTIPHON_TRY(checkExchangeXml(xml, subject));
    QXmlStreamReader reader(xml);
    if (!reader.readNextStartElement() ||
        reader.name().compare(QLatin1String("CodeBook"), Qt::CaseInsensitive) != 0)
        return fail(ErrorCode::WrongFormat, subject,
                    QStringLiteral("a .qdc file holds a CodeBook, not %1").arg(reader.name().toString()));
    ExchangedCodes read;
    while (reader.readNextStartElement()) {
        if (reader.name() == QLatin1String("Codes")) {
            ExchangedCodes codes = readCodeElements(reader);
            read.entries += codes.entries;
            read.losses += codes.losses;
            if (!codes.notes.isEmpty())
                read.losses << QStringLiteral("%1 notes on codes were not taken").arg(codes.notes.size());
        } else if (reader.name() == QLatin1String("Sets")) {
            readSets(reader, read.losses);
        } else {
            read.losses << QStringLiteral("%1 was not taken").arg(reader.name().toString());
            reader.skipCurrentElement();
        }
    }
    ANTIPHON_TRY(finishCodebook(read.entries, subject));
    return read;
}

Result<QdcImport> importQdc(const Connection& connection, const Actor& actor, const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray xml, readWholeFile(path));
    ANTIPHON_TRY_ASSIGN(const ExchangedCodes read, parseQdc(xml, path));
    QdcImport result;
    result.losses = read.losses;
    const QString label = QStringLiteral("Import codebook %1").arg(QFileInfo(path).fileName());
    ANTIPHON_TRY(EditHistory(connection).record(actor, label, [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(result.codes, mergeCodebook(connection, read.entries));
        return {};
    }));
    return result;
}

} // namespace antiphon
