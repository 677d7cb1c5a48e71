#include "core/exchange/siderebuild.h"

#include "core/exchange/dialoguetext.h"
#include "core/exchange/sidefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

Failure misfit(const QString& why)
{
    return fail(ErrorCode::WrongFormat, sideFileName(), why);
}

QJsonArray listOf(const QJsonObject& json, const char* name)
{
    return json[QLatin1String(name)].toArray();
}
QString textOf(const QJsonObject& json, const char* name)
{
    return json[QLatin1String(name)].toString();
}
qint64 numberOf(const QJsonObject& json, const char* name)
{
    return json[QLatin1String(name)].toInteger();
}
template<typename Id>
Id idOf(const QJsonObject& json, const char* name)
{
    return Id::fromText(textOf(json, name)).value_or(Id());
}
template<typename Id>
Id idOf(const QString& text)
{
    return Id::fromText(text).value_or(Id());
}
QStringList textsOf(const QJsonObject& json, const char* name)
{
    QStringList texts;
    const QJsonArray array = listOf(json, name);
    for (const QJsonValue& value : array)
        texts << value.toString();
    return texts;
}
std::optional<TextSpan> spanOf(const QJsonObject& json)
{
    const QJsonArray span = listOf(json, "span");
    return span.size() == 2 ? std::optional(TextSpan{span[0].toInteger(), span[1].toInteger()})
                            : std::nullopt;
}

class Rebuilder
{
public:
    explicit Rebuilder(const QdpxProject& file) : m_file(file) {}

    Result<ExchangeProject> run()
    {
        m_side = QJsonDocument::fromJson(m_file.sideFile).object();
        if (textOf(m_side, "format") != QLatin1String("antiphon-exchange"))
            return misfit(QStringLiteral("it is not what its name says"));
        if (numberOf(m_side, "version") > sideFileVersion)
            return misfit(QStringLiteral("a newer version wrote it"));
        m_made.name = m_file.name;
        for (const QdpxUser& user : m_file.users)
            m_made.coders << Coder{idOf<CoderId>(user.guid),
                                   user.name.isEmpty() ? QStringLiteral("Coder") : user.name};
        codes();
        theory();
        each("sources", [this](const QJsonObject& json) { source(json); });
        ANTIPHON_TRY(dialogues());
        ANTIPHON_TRY(codings());
        ANTIPHON_TRY(memos());
        each("comparisons", [this](const QJsonObject& json) { comparison(json); });
        return std::move(m_made);
    }

private:
    template<typename Take>
    void each(const char* name, Take take)
    {
        const QJsonArray array = listOf(m_side, name);
        for (const QJsonValue& value : array)
            take(value.toObject());
    }

    void codes()
    {
        QHash<CodeId, QJsonObject> sides;
        each("codes", [&](const QJsonObject& json) { sides.insert(idOf<CodeId>(json, "id"), json); });
        for (const CodebookEntry& entry : m_file.codes.entries) {
            Code code = entry.code;
            const auto json = sides.constFind(code.id);
            if (json != sides.constEnd())
                complete(code, *json);
            if (!entry.category.isEmpty())
                code.parent = m_categories[{code.facet, entry.category}];
            m_categories[{entry.code.facet, entry.code.name}] = code.id;
            m_made.codes << code;
        }
        each("places", [this](const QJsonObject& json) {
            m_made.references << CodeReference{idOf<CodeReferenceId>(json, "id"), idOf<CodeId>(json, "code"),
                                               idOf<CodeId>(json, "parent"),
                                               static_cast<int>(numberOf(json, "position"))};
        });
    }
    static void complete(Code& code, const QJsonObject& json)
    {
        code.facet = facetFromWord(textOf(json, "facet")).value_or(code.facet);
        code.shortcut = textOf(json, "key");
        code.definition = textOf(json, "definition");
        code.includes = textOf(json, "includes");
        code.excludes = textOf(json, "excludes");
        code.examples = textsOf(json, "examples");
        code.colour = static_cast<int>(std::abs(numberOf(json, "colour")) % codeColours);
        code.position = static_cast<int>(numberOf(json, "position"));
    }

    void theory()
    {
        Theory& theory = m_made.theory;
        each("relations", [&](const QJsonObject& json) {
            theory.relations << CodeRelation{
                idOf<RelationId>(json, "id"),
                idOf<CodeId>(json, "source"),
                idOf<CodeId>(json, "target"),
                relationFromWord(textOf(json, "kind")).value_or(RelationKind::Condition),
                textOf(json, "note"),
                numberOf(json, "created_at")};
        });
        each("properties", [&](const QJsonObject& json) {
            theory.properties << CodeProperty{idOf<PropertyId>(json, "id"),
                                              idOf<CodeId>(json, "code"),
                                              textOf(json, "name"),
                                              textOf(json, "low"),
                                              textOf(json, "high"),
                                              textOf(json, "note"),
                                              static_cast<int>(numberOf(json, "position"))};
        });
        each("canvas", [&](const QJsonObject& json) {
            theory.places << CanvasPlace{idOf<CodeId>(json, "code"), json[QLatin1String("x")].toDouble(),
                                         json[QLatin1String("y")].toDouble()};
        });
        theory.core = CodeId::fromText(textOf(m_side, "core"));
    }

    void source(const QJsonObject& json)
    {
        Source source;
        source.id = idOf<SourceId>(json, "id");
        source.name = textOf(json, "name");
        source.kind = textOf(json, "kind") == QLatin1String("run") ? SourceKind::Run : SourceKind::Corpus;
        source.format = textOf(json, "format");
        source.origin = textOf(json, "origin");
        source.createdAt = numberOf(json, "created_at");
        m_made.sources << source;
        const QJsonArray tracks = listOf(json, "tracks");
        for (const QJsonValue& value : tracks) {
            const QJsonObject track = value.toObject();
            m_made.tracks[source.id] << SourceTrack{textOf(track, "id"), textOf(track, "title"),
                                                    textOf(track, "artist"), textOf(track, "album")};
        }
    }

    Result<void> dialogues()
    {
        QHash<DialogueId, const QdpxSource*> files;
        for (const QdpxSource& source : m_file.sources)
            files.insert(idOf<DialogueId>(source.guid), &source);
        const QJsonArray array = listOf(m_side, "dialogues");
        if (array.size() != m_file.sources.size())
            return misfit(QStringLiteral("the project has other texts than it"));
        for (const QJsonValue& value : array) {
            const QJsonObject json = value.toObject();
            const QdpxSource* file = files.value(idOf<DialogueId>(json, "id"));
            if (!file)
                return misfit(QStringLiteral("the project has other texts than it"));
            ANTIPHON_TRY(dialogue(json, file->text));
        }
        return {};
    }
    Result<void> dialogue(const QJsonObject& json, const QString& text)
    {
        Dialogue dialogue{idOf<DialogueId>(json, "id"),
                          idOf<SourceId>(json, "source"),
                          textOf(json, "external_id"),
                          {},
                          textsOf(json, "goal")};
        const bool known = std::any_of(m_made.sources.cbegin(), m_made.sources.cend(),
                                       [&](const Source& source) { return source.id == dialogue.source; });
        if (!known)
            return misfit(QStringLiteral("%1 is of no source").arg(dialogue.externalId));
        const TextPositions positions(text);
        const QJsonArray turns = listOf(json, "turns");
        for (const QJsonValue& value : turns) {
            const QJsonObject turn = value.toObject();
            const TextSpan span = spanOf(turn).value_or(TextSpan());
            const qsizetype from = positions.utf16(span.begin);
            dialogue.turns << Turn{idOf<TurnId>(turn, "id"),
                                   roleFromWord(textOf(turn, "role")).value_or(Role::User),
                                   text.mid(from, positions.utf16(span.end) - from),
                                   tracks(turn),
                                   textsOf(turn, "intents"),
                                   textsOf(turn, "attributes")};
        }
        if (antiphon::textOf(dialogue).text != text)
            return misfit(QStringLiteral("the text of %1 was changed").arg(dialogue.externalId));
        m_made.dialogues << dialogue;
        return {};
    }
    static QList<TrackReference> tracks(const QJsonObject& turn)
    {
        QList<TrackReference> tracks;
        const QJsonArray array = listOf(turn, "tracks");
        for (const QJsonValue& value : array) {
            const QJsonObject track = value.toObject();
            tracks << TrackReference{textOf(track, "id"), static_cast<Verdict>(std::clamp<qint64>(
                                                              numberOf(track, "verdict"), -1, 1))};
        }
        return tracks;
    }

    struct FoundCoding
    {
        const QdpxCoding* coding;
        DialogueId dialogue;
    };
    // The codings of the project by their guids; `count` tells those of a guid given twice, too.
    QHash<QString, FoundCoding> codingsInFile(qint64& count) const
    {
        QHash<QString, FoundCoding> found;
        const auto take = [&](const QList<QdpxCoding>& codings, DialogueId dialogue) {
            count += codings.size();
            for (const QdpxCoding& coding : codings)
                found.insert(coding.guid, {&coding, dialogue});
        };
        for (const QdpxSource& source : m_file.sources) {
            const DialogueId dialogue = idOf<DialogueId>(source.guid);
            take(source.codings, dialogue);
            for (const QdpxSelection& selection : source.selections)
                take(selection.codings, dialogue);
        }
        return found;
    }
    Result<void> codings()
    {
        qint64 count = 0;
        const auto found = codingsInFile(count);
        const QJsonArray array = listOf(m_side, "codings");
        if (array.size() != count)
            return misfit(QStringLiteral("the project has other codings than it"));
        for (const QJsonValue& value : array) {
            const auto there = found.constFind(textOf(value.toObject(), "id"));
            if (there == found.constEnd())
                return misfit(QStringLiteral("the project has other codings than it"));
            coding(value.toObject(), *there->coding, there->dialogue);
        }
        return {};
    }
    void coding(const QJsonObject& json, const QdpxCoding& file, DialogueId dialogue)
    {
        Coding coding;
        coding.id = idOf<CodingId>(file.guid);
        coding.code = idOf<CodeId>(file.code);
        coding.coder = idOf<CoderId>(file.user);
        coding.createdAt = file.at;
        coding.origin = originFromWord(textOf(json, "origin")).value_or(CodingOrigin::Import);
        coding.originDetail = textOf(json, "origin_detail");
        coding.target.dialogue = dialogue;
        coding.target.turn = TurnId::fromText(textOf(json, "turn"));
        coding.target.span = spanOf(json);
        coding.target.exchange = textOf(json, "target") == targetWord(TargetKind::Exchange);
        m_made.codings[dialogue] << coding;
    }

    static MemoAnchor anchor(const QJsonObject& json)
    {
        const auto kind = memoTargetFromWord(textOf(json, "kind")).value_or(MemoTarget::Project);
        return {kind, idFromText(textOf(json, "id")).value_or(IdBytes{}), spanOf(json)};
    }
    Result<void> memos()
    {
        QHash<QString, const QdpxNote*> notes;
        for (const QdpxNote& note : m_file.notes)
            notes.insert(note.guid, &note);
        const QJsonArray array = listOf(m_side, "memos");
        for (const QJsonValue& value : array) {
            const QJsonObject json = value.toObject();
            const QdpxNote* note = notes.value(textOf(json, "id"));
            if (!note || array.size() != notes.size())
                return misfit(QStringLiteral("the project has other notes than it"));
            memo(json, *note);
        }
        return array.size() == notes.size() ? Result<void>()
                                            : misfit(QStringLiteral("the project has other notes than it"));
    }
    void memo(const QJsonObject& json, const QdpxNote& note)
    {
        MemoSheet sheet;
        Memo memo = memoOn(anchor(json[QLatin1String("on")].toObject()), idOf<CoderId>(note.user));
        memo.id = idOf<MemoId>(note.guid);
        memo.text = note.text;
        memo.title = textOf(json, "title");
        memo.kind = memoKindFromWord(textOf(json, "kind")).value_or(MemoKind::None);
        memo.createdAt = note.createdAt;
        memo.changedAt = note.changedAt;
        sheet.listed.memo = memo;
        const QJsonArray evidence = listOf(json, "evidence");
        for (const QJsonValue& value : evidence)
            sheet.evidence << MemoLink{{}, memo.id, MemoPlace{anchor(value.toObject())}};
        m_made.memos << sheet;
    }

    void comparison(const QJsonObject& json)
    {
        m_made.comparisons << Comparison{
            idOf<ComparisonId>(json, "id"),
            idOf<CodeId>(json, "code"),
            idOf<CoderId>(json, "coder"),
            idOf<TurnId>(json, "turn"),
            idOf<TurnId>(json, "against"),
            verdictFromWord(textOf(json, "verdict")).value_or(ComparisonVerdict::Fits),
            textOf(json, "note"),
            numberOf(json, "created_at")};
    }

    const QdpxProject& m_file;
    QJsonObject m_side;
    ExchangeProject m_made;
    std::map<std::pair<Facet, QString>, CodeId> m_categories;
};

} // namespace

Result<ExchangeProject> rebuiltProject(const QdpxProject& file)
{
    return Rebuilder(file).run();
}

} // namespace antiphon
