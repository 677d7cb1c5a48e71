#include "core/exchange/qdpxreader.h"

#include "core/exchange/exchangexml.h"
#include "core/exchange/qdpxarchive.h"
#include "core/exchange/qdpxtext.h"

#include <QDateTime>
#include <QUuid>
#include <QXmlStreamReader>

namespace antiphon {

namespace {

class ProjectReader
{
public:
    explicit ProjectReader(const QdpxArchive& archive) : m_archive(archive), m_xml(archive.project) {}

    Result<QdpxProject> read(const QString& subject)
    {
        if (!m_xml.readNextStartElement() ||
            m_xml.name().compare(QLatin1String("Project"), Qt::CaseInsensitive) != 0)
            return fail(ErrorCode::WrongFormat, subject,
                        QStringLiteral("a .qdpx holds a Project, not %1").arg(m_xml.name().toString()));
        m_made.name = text("name").trimmed();
        m_made.origin = text("origin").trimmed();
        m_made.user = guid("creatingUserGUID");
        m_made.sideFile = m_archive.sideFile;
        while (m_xml.readNextStartElement())
            readPart();
        if (m_values > 0)
            m_made.structure << QStringLiteral("%1 values of variables").arg(m_values);
        return std::move(m_made);
    }

private:
    QString text(const char* name) const { return m_xml.attributes().value(QLatin1String(name)).toString(); }
    // In lower case and without braces; what is no guid stays as it is.
    QString guid(const char* name) const
    {
        const QString given = text(name).trimmed();
        const QUuid id(given);
        return id.isNull() ? given : id.toString(QUuid::WithoutBraces);
    }
    TimePoint time(const char* name) const
    {
        const QDateTime at = QDateTime::fromString(text(name).trimmed(), Qt::ISODateWithMs);
        return at.isValid() ? at.toMSecsSinceEpoch() : 0;
    }
    bool is(const char* name) const { return m_xml.name() == QLatin1String(name); }
    QString content() { return m_xml.readElementText(QXmlStreamReader::IncludeChildElements); }
    void skip(QStringList& told, const QString& what)
    {
        const QString name = text("name");
        told << (name.isEmpty() ? what : QStringLiteral("%1 \"%2\"").arg(what, name));
        m_xml.skipCurrentElement();
    }
    void lose(const QString& what) { skip(m_made.losses, what); }
    QString reference()
    {
        const QString target = guid("targetGUID");
        m_xml.skipCurrentElement();
        return target;
    }
    template<typename Read>
    void each(const char* name, Read read)
    {
        while (m_xml.readNextStartElement()) {
            if (is(name))
                read();
            else
                lose(m_xml.name().toString());
        }
    }

    void readPart()
    {
        if (is("Users"))
            each("User", [this] { readUser(); });
        else if (is("CodeBook"))
            readCodeBook();
        else if (is("Variables"))
            each("Variable", [this] { skip(m_made.structure, QStringLiteral("the variable")); });
        else if (is("Cases"))
            each("Case", [this] { skip(m_made.structure, QStringLiteral("the case")); });
        else if (is("Sets"))
            each("Set", [this] { skip(m_made.structure, QStringLiteral("the set")); });
        else if (is("Graphs"))
            each("Graph", [this] { lose(QStringLiteral("the graph")); });
        else if (is("Sources"))
            readSources();
        else if (is("Notes"))
            each("Note", [this] { readNote(); });
        else if (is("Links"))
            each("Link", [this] { readLink(); });
        else if (is("NoteRef"))
            m_made.projectNotes << reference();
        else if (is("Description"))
            m_made.description = content().trimmed();
        else
            lose(m_xml.name().toString());
    }

    void readUser()
    {
        m_made.users << QdpxUser{guid("guid"), text("name").trimmed()};
        m_xml.skipCurrentElement();
    }
    void readCodeBook()
    {
        while (m_xml.readNextStartElement()) {
            if (is("Codes")) {
                ExchangedCodes codes = readCodeElements(m_xml);
                m_made.losses += codes.losses;
                m_made.codes.entries += codes.entries;
                m_made.codes.notes += codes.notes;
            } else {
                lose(m_xml.name().toString());
            }
        }
    }

    void readSources()
    {
        while (m_xml.readNextStartElement()) {
            if (is("TextSource"))
                readText(text("name").trimmed());
            else if (is("PDFSource"))
                readPdf();
            else
                lose(QStringLiteral("the %1").arg(m_xml.name().toString()));
        }
    }
    // Only the plain text of its pages.
    void readPdf()
    {
        const QString name = text("name").trimmed();
        m_made.losses << QStringLiteral("the pages and areas of the PDF \"%1\"").arg(name);
        while (m_xml.readNextStartElement()) {
            if (is("Representation"))
                readText(name);
            else if (is("PDFSelection"))
                lose(QStringLiteral("the area of a page"));
            else
                lose(QStringLiteral("%1 of the PDF %2").arg(m_xml.name().toString(), name));
        }
    }
    void readText(const QString& name)
    {
        QdpxSource source;
        source.guid = guid("guid");
        source.name = name;
        source.user = guid("creatingUser");
        source.at = time("creationDateTime");
        const QString path = text("plainTextPath").trimmed();
        if (!text("richTextPath").isEmpty())
            m_made.losses << QStringLiteral("the styled text of \"%1\"").arg(name);
        bool found = false;
        if (!path.isEmpty())
            found = takeFile(source.text, path, name);
        while (m_xml.readNextStartElement())
            readPartOfText(source, found);
        if (found)
            m_made.sources << source;
        else if (path.isEmpty())
            m_made.losses << QStringLiteral("the source \"%1\", which has no plain text").arg(name);
    }
    void readPartOfText(QdpxSource& source, bool& found)
    {
        if (is("PlainTextContent")) {
            source.text = content();
            found = true;
        } else if (is("PlainTextSelection")) {
            source.selections << readSelection();
        } else if (is("Coding")) {
            source.codings << readCoding();
        } else if (is("NoteRef")) {
            source.notes << reference();
        } else if (is("Description")) {
            source.description = content().trimmed();
        } else if (is("VariableValue")) {
            ++m_values;
            m_xml.skipCurrentElement();
        } else {
            lose(QStringLiteral("%1 in \"%2\"").arg(m_xml.name().toString(), source.name));
        }
    }
    bool takeFile(QString& text, const QString& path, const QString& name)
    {
        auto found = textOfPath(m_archive.sources, path);
        if (found)
            text = *found;
        else
            m_made.losses << QStringLiteral("\"%1\": %2").arg(name, found.error().detail);
        return found.has_value();
    }

    QdpxSelection readSelection()
    {
        QdpxSelection selection;
        selection.guid = guid("guid");
        selection.name = text("name");
        selection.user = guid("creatingUser");
        selection.at = time("creationDateTime");
        selection.begin = text("startPosition").trimmed().toLongLong();
        selection.end = text("endPosition").trimmed().toLongLong();
        while (m_xml.readNextStartElement()) {
            if (is("Coding"))
                selection.codings << readCoding();
            else if (is("NoteRef"))
                selection.notes << reference();
            else if (is("Description"))
                selection.description = content().trimmed();
            else
                lose(QStringLiteral("%1 of a selection").arg(m_xml.name().toString()));
        }
        return selection;
    }
    QdpxCoding readCoding()
    {
        QdpxCoding coding;
        coding.guid = guid("guid");
        coding.user = guid("creatingUser");
        coding.at = time("creationDateTime");
        while (m_xml.readNextStartElement()) {
            if (is("CodeRef"))
                coding.code = reference();
            else if (is("NoteRef"))
                coding.notes << reference();
            else
                lose(QStringLiteral("%1 of a coding").arg(m_xml.name().toString()));
        }
        return coding;
    }

    void readNote()
    {
        QdpxNote note{guid("guid"),
                      text("name"),
                      guid("creatingUser"),
                      {},
                      time("creationDateTime"),
                      time("modifiedDateTime")};
        if (const QString path = text("plainTextPath").trimmed(); !path.isEmpty())
            takeFile(note.text, path, note.name);
        while (m_xml.readNextStartElement()) {
            if (is("PlainTextContent"))
                note.text = content();
            else
                lose(QStringLiteral("%1 of the note \"%2\"").arg(m_xml.name().toString(), note.name));
        }
        m_made.notes << note;
    }
    void readLink()
    {
        QdpxLink link{guid("guid"), text("name"), guid("originGUID"), guid("targetGUID"), {}};
        while (m_xml.readNextStartElement()) {
            if (is("NoteRef"))
                link.notes << reference();
            else
                lose(QStringLiteral("%1 of the link \"%2\"").arg(m_xml.name().toString(), link.name));
        }
        m_made.links << link;
    }

    const QdpxArchive& m_archive;
    QXmlStreamReader m_xml;
    QdpxProject m_made;
    qint64 m_values = 0;
};

} // namespace

Result<QdpxProject> readQdpx(const QByteArray& bytes, const QString& subject)
{
    ANTIPHON_TRY_ASSIGN(const QdpxArchive archive, openQdpx(bytes, subject));
    ANTIPHON_TRY(checkExchangeXml(archive.project, subject));
    return ProjectReader(archive).read(subject);
}

} // namespace antiphon
