#include "core/exchange/projectxml.h"

#include "core/exchange/codeelements.h"
#include "core/exchange/dialoguetext.h"
#include "core/exchange/exchangexml.h"

#include <QUuid>
#include <QXmlStreamWriter>

namespace antiphon {

namespace {

constexpr Role roles[] = {Role::User, Role::System};

// The same in every file, for what has no id of its own.
QString fixedGuid(const QString& what)
{
    static const QUuid space(QStringLiteral("6c1f5f3e-0c0b-4a55-9f51-5d5b0c8f3a12"));
    return QUuid::createUuidV5(space, what).toString(QUuid::WithoutBraces);
}

QString likedVariable()
{
    return fixedGuid(QStringLiteral("liked"));
}
QString dislikedVariable()
{
    return fixedGuid(QStringLiteral("disliked"));
}

// The guid of what a memo lies on; empty for the project as a whole.
QString guidOf(const MemoAnchor& anchor)
{
    switch (anchor.kind) {
    case MemoTarget::Project:
    case MemoTarget::Journal:
        return {};
    case MemoTarget::Span:
        return spanGuid(TurnId(anchor.id), anchor.span.value_or(TextSpan()));
    default:
        return idText(anchor.id);
    }
}

qint64 tracksWith(const Dialogue& dialogue, Verdict verdict)
{
    qint64 count = 0;
    for (const Turn& turn : dialogue.turns)
        count += std::count_if(turn.tracks.begin(), turn.tracks.end(),
                               [&](const TrackReference& track) { return track.verdict == verdict; });
    return count;
}

class ProjectXmlWriter
{
public:
    explicit ProjectXmlWriter(const ExchangeProject& project) : m_project(project), m_xml(&m_made.xml)
    {
        for (const MemoSheet& sheet : project.memos) {
            const Memo& memo = sheet.listed.memo;
            m_memos[guidOf(memo.anchor())] << memo.id;
            if (memo.targetKind == MemoTarget::Span)
                m_remarked[sheet.listed.place.dialogue] << memo.anchor();
        }
    }

    ProjectXml write()
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("Project"));
        m_xml.writeDefaultNamespace(QStringLiteral("urn:QDA-XML:project:1.0"));
        attribute("name", m_project.name);
        attribute("origin", exchangeOrigin());
        writeUsers();
        writeCodeBook();
        if (!m_project.dialogues.isEmpty()) {
            writeVariables();
            writeCases();
            writeSources();
        }
        writeNotes();
        writeLinks();
        writeSets();
        writeNoteRefs(QString());
        m_xml.writeEndDocument();
        return std::move(m_made);
    }

private:
    void start(const char* name) { m_xml.writeStartElement(QLatin1String(name)); }
    void end() { m_xml.writeEndElement(); }
    void attribute(const char* name, const QString& value)
    {
        m_xml.writeAttribute(QLatin1String(name), withoutForbidden(value));
    }
    void reference(const char* name, const QString& guid)
    {
        m_xml.writeEmptyElement(QLatin1String(name));
        attribute("targetGUID", guid);
    }
    void writeNoteRefs(const QString& guid)
    {
        const QList<MemoId> memos = m_memos.value(guid);
        for (const MemoId memo : memos) {
            reference("NoteRef", memo.toText());
            m_made.placed.insert(memo);
        }
    }

    void writeUsers()
    {
        if (m_project.coders.isEmpty())
            return;
        start("Users");
        for (const Coder& coder : m_project.coders) {
            start("User");
            attribute("guid", coder.id.toText());
            attribute("name", coder.name);
            end();
        }
        end();
    }

    void writeCodeBook()
    {
        if (m_project.codes.isEmpty())
            return;
        start("CodeBook");
        writeCodes(m_xml, m_project.codes, [this](const Code& code) { writeNoteRefs(code.id.toText()); });
        end();
    }

    void writeVariable(const QString& guid, const QString& name)
    {
        start("Variable");
        attribute("guid", guid);
        attribute("name", name);
        attribute("typeOfVariable", QStringLiteral("Integer"));
        end();
    }
    void writeVariables()
    {
        start("Variables");
        writeVariable(likedVariable(), QStringLiteral("tracks liked"));
        writeVariable(dislikedVariable(), QStringLiteral("tracks disliked"));
        end();
    }
    void writeValue(const QString& variable, qint64 value)
    {
        start("VariableValue");
        reference("VariableRef", variable);
        m_xml.writeTextElement(QStringLiteral("IntegerValue"), QString::number(value));
        end();
    }

    // One case a speaker, with the selections of all turns.
    void writeCases()
    {
        start("Cases");
        for (const Role role : roles) {
            start("Case");
            attribute("guid", fixedGuid(roleWord(role)));
            attribute("name", role == Role::User ? QStringLiteral("User") : QStringLiteral("System"));
            for (const Dialogue& dialogue : m_project.dialogues) {
                for (const Turn& turn : dialogue.turns) {
                    if (turn.role == role)
                        reference("SelectionRef", turn.id.toText());
                }
            }
            end();
        }
        end();
    }

    void writeSources()
    {
        start("Sources");
        for (const Dialogue& dialogue : m_project.dialogues)
            writeSource(dialogue);
        end();
    }
    void writeSource(const Dialogue& dialogue)
    {
        const QString guid = dialogue.id.toText();
        const QList<Coding> codings = m_project.codings.value(dialogue.id);
        start("TextSource");
        attribute("guid", guid);
        attribute("name", dialogue.externalId);
        attribute("plainTextPath", QStringLiteral("internal://%1.txt").arg(guid));
        const auto selections =
            selectionsOf(dialogue, textOf(dialogue), codings, m_remarked.value(dialogue.id));
        for (const TextSelection& selection : selections)
            writeSelection(selection);
        for (const Coding& coding : codings) {
            if (!coding.target.turn)
                writeCoding(coding);
        }
        writeNoteRefs(guid);
        writeValue(likedVariable(), tracksWith(dialogue, Verdict::Liked));
        writeValue(dislikedVariable(), tracksWith(dialogue, Verdict::Disliked));
        end();
    }
    void writeSelection(const TextSelection& selection)
    {
        start("PlainTextSelection");
        attribute("guid", selection.guid);
        attribute("name", selection.quote);
        attribute("startPosition", QString::number(selection.span.begin));
        attribute("endPosition", QString::number(selection.span.end));
        for (const Coding& coding : selection.codings)
            writeCoding(coding);
        writeNoteRefs(selection.guid);
        end();
    }
    void writeCoding(const Coding& coding)
    {
        start("Coding");
        attribute("guid", coding.id.toText());
        attribute("creatingUser", coding.coder.toText());
        attribute("creationDateTime", exchangeTime(coding.createdAt));
        reference("CodeRef", coding.code.toText());
        writeNoteRefs(coding.id.toText());
        end();
    }

    void writeNotes()
    {
        if (m_project.memos.isEmpty())
            return;
        start("Notes");
        for (const MemoSheet& sheet : m_project.memos) {
            const Memo& memo = sheet.listed.memo;
            start("Note");
            attribute("guid", memo.id.toText());
            attribute("name", memoHeading(memo.title, memo.text));
            attribute("creatingUser", memo.coder.toText());
            attribute("creationDateTime", exchangeTime(memo.createdAt));
            attribute("modifyingUser", memo.coder.toText());
            attribute("modifiedDateTime", exchangeTime(memo.changedAt));
            m_xml.writeTextElement(QStringLiteral("PlainTextContent"), withoutForbidden(memo.text));
            end();
        }
        end();
    }

    void writeLinks()
    {
        if (m_project.theory.relations.isEmpty())
            return;
        start("Links");
        for (const CodeRelation& relation : m_project.theory.relations) {
            start("Link");
            attribute("guid", relation.id.toText());
            attribute("name", relationPhrase(relation.kind));
            attribute("direction", QStringLiteral("OneWay"));
            attribute("originGUID", relation.source.toText());
            attribute("targetGUID", relation.target.toText());
            end();
        }
        end();
    }

    void writeSets()
    {
        if (m_project.sources.isEmpty())
            return;
        start("Sets");
        for (const Source& source : m_project.sources) {
            start("Set");
            attribute("guid", source.id.toText());
            attribute("name", source.name);
            for (const Dialogue& dialogue : m_project.dialogues) {
                if (dialogue.source == source.id)
                    reference("MemberSource", dialogue.id.toText());
            }
            end();
        }
        end();
    }

    const ExchangeProject& m_project;
    ProjectXml m_made;
    QXmlStreamWriter m_xml;
    QHash<QString, QList<MemoId>> m_memos; // by the guid of what they lie on
    QHash<DialogueId, QList<MemoAnchor>> m_remarked;
};

} // namespace

ProjectXml projectXml(const ExchangeProject& project)
{
    return ProjectXmlWriter(project).write();
}

QString textEntryName(DialogueId dialogue)
{
    return QStringLiteral("sources/%1.txt").arg(dialogue.toText());
}

} // namespace antiphon
