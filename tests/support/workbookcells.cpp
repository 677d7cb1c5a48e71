#include "tests/support/workbookcells.h"

#include "core/base/zipfile.h"
#include "tests/support/resultassertions.h"

#include <QXmlStreamReader>

namespace antiphon {

namespace {

qsizetype columnOf(QStringView reference)
{
    qsizetype column = 0;
    for (const QChar c : reference) {
        if (!c.isLetter())
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
    }
    return column - 1;
}

// Reads to the end of <c>.
QString cellOf(QXmlStreamReader& xml)
{
    QString text;
    while (xml.readNext() != QXmlStreamReader::Invalid) {
        if (xml.isEndElement() && xml.name() == QLatin1String("c"))
            return text;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("t"))
            text = QLatin1Char('\'') + xml.readElementText();
        else if (xml.name() == QLatin1String("v"))
            text = xml.readElementText();
        else if (xml.name() == QLatin1String("f"))
            return QStringLiteral("FORMULA");
    }
    return text;
}

QList<QStringList> rowsOf(const QByteArray& sheet)
{
    QList<QStringList> rows;
    QXmlStreamReader xml(sheet);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("row"))
            rows << QStringList();
        if (xml.name() != QLatin1String("c"))
            continue;
        const qsizetype column = columnOf(xml.attributes().value(QLatin1String("r")));
        const QString text = cellOf(xml);
        if (text.isEmpty())
            continue;
        while (rows.last().size() <= column)
            rows.last() << QString();
        rows.last()[column] = text;
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return rows;
}

} // namespace

QList<QStringList> workbookRows(const QByteArray& workbook)
{
    const auto entries = readZipArchive(workbook);
    EXPECT_OK(entries);
    if (!entries)
        return {};
    for (const ZipEntry& entry : *entries) {
        if (entry.name == QLatin1String("xl/worksheets/sheet1.xml"))
            return rowsOf(entry.content);
    }
    ADD_FAILURE() << "there is no sheet";
    return {};
}

} // namespace antiphon
