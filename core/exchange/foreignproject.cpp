#include "core/exchange/foreignproject.h"

#include "core/exchange/foreignplaces.h"

namespace antiphon {

namespace {

template<typename Id>
Id idOr(const QString& guid)
{
    return Id::fromText(guid).value_or(Id::create());
}

class Converter
{
public:
    Converter(const QdpxProject& file, const QString& name, const QString& coder)
        : m_file(file), m_fallback{CoderId::create(), coder}
    {
        m_made.project.name = name.isEmpty() ? file.name : name;
    }

    ForeignProject run()
    {
        m_made.offsets = chooseOffsets(m_file.sources);
        for (const QdpxUser& user : m_file.users) {
            const CoderId id = idOr<CoderId>(user.guid);
            m_coders.insert(user.guid, id);
            m_made.project.coders << Coder{id, user.name.isEmpty() ? QStringLiteral("Coder") : user.name};
        }
        takeCodes();
        takeSources();
        takeLinks();
        for (const QString& note : m_file.projectNotes)
            m_anchors[note] << MemoAnchor{};
        comment(m_file.description, {}, m_file.user, 0);
        for (const QdpxNote& note : m_file.notes)
            takeNote(note);
        for (const QString& what : m_file.structure)
            lose(what);
        for (const QString& what : m_file.losses)
            lose(what);
        tellCounts();
        return std::move(m_made);
    }

private:
    void lose(const QString& item) { m_made.losses << ExchangeLoss{item, false}; }
    void tell(const QString& item) { m_made.losses << ExchangeLoss{item, true}; }

    CoderId coderOf(const QString& user)
    {
        for (const QString& guid : {user, m_file.user}) {
            if (const auto known = m_coders.constFind(guid); known != m_coders.constEnd())
                return *known;
        }
        if (!std::exchange(m_usesFallback, true)) {
            m_made.project.coders << m_fallback;
            tell(QStringLiteral("codings and notes that no user made are %1's").arg(m_fallback.name));
        }
        return m_fallback.id;
    }

    void takeCodes()
    {
        QList<CodebookEntry> entries = m_file.codes.entries;
        // Fails only for names given twice, which the reader has renamed.
        if (const auto finished = finishCodebook(entries, m_file.name); !finished)
            lose(errorSentence(finished.error()));
        QHash<QString, CodeId> categories;
        for (const CodebookEntry& entry : std::as_const(entries)) {
            Code code = entry.code;
            const auto key = [&](const QString& name) { return facetWord(code.facet) + u':' + name; };
            if (code.id.isNull())
                code.id = CodeId::create();
            code.parent = categories.value(key(entry.category));
            categories.insert(key(code.name), code.id);
            m_codes.insert(code.id.toText(), code);
            m_made.project.codes << code;
        }
        for (const CodeNote& note : m_file.codes.notes)
            m_anchors[note.note] << MemoAnchor{MemoTarget::Code, m_made.project.codes[note.entry].id.bytes()};
    }

    void takeSources()
    {
        if (m_file.sources.isEmpty())
            return;
        Source source;
        source.id = SourceId::create();
        source.name = m_made.project.name;
        source.format = QStringLiteral("qdpx");
        source.origin = m_file.origin;
        m_made.project.sources << source;
        for (const QdpxSource& one : m_file.sources)
            takeSource(one, source.id);
        if (m_made.project.dialogues.isEmpty())
            m_made.project.sources.clear();
    }
    void takeSource(const QdpxSource& file, SourceId source)
    {
        const CountedText text(file.text, m_made.offsets.model);
        const TextTurns turns = turnsOfText(text.text());
        if (turns.turns.isEmpty()) {
            lose(QStringLiteral("the source \"%1\", which has no words").arg(file.name));
            return;
        }
        Dialogue dialogue{idOr<DialogueId>(file.guid), source, freeName(file.name), {}, {}};
        tellTurns(turns);
        const TextPositions positions(text.text());
        for (const TextTurn& turn : turns.turns) {
            const qsizetype from = positions.utf16(turn.words.begin);
            dialogue.turns << Turn{TurnId::create(),
                                   turn.role,
                                   text.text().mid(from, positions.utf16(turn.words.end) - from),
                                   {},
                                   {},
                                   {}};
        }
        for (const QdpxSelection& selection : file.selections)
            takeSelection(selection, dialogue, piecesOf(turns, text.span(selection.begin, selection.end)));
        for (const QdpxCoding& coding : file.codings)
            takeCoding(coding, {CodingTarget{dialogue.id}});
        const MemoAnchor whole{MemoTarget::Dialogue, dialogue.id.bytes()};
        for (const QString& note : file.notes)
            m_anchors[note] << whole;
        comment(file.description, whole, file.user, file.at);
        m_made.project.dialogues << dialogue;
    }
    QString freeName(const QString& given)
    {
        const QString name = given.isEmpty() ? QStringLiteral("Text") : given;
        QString free = name;
        for (int n = 2; m_names.contains(free); ++n)
            free = QStringLiteral("%1 (%2)").arg(name, QString::number(n));
        m_names.insert(free);
        return free;
    }
    void tellTurns(const TextTurns& turns)
    {
        if (turns.speakers.isEmpty())
            ++m_paragraphed;
        else
            m_speakers[turns.speakers.join(QStringLiteral(", "))]++;
    }

    void takeSelection(const QdpxSelection& selection, const Dialogue& dialogue,
                       const QList<TurnPiece>& pieces)
    {
        const bool says =
            !selection.codings.isEmpty() || !selection.notes.isEmpty() || !selection.description.isEmpty();
        if (!says) {
            ++m_silent;
            return;
        }
        if (pieces.isEmpty()) {
            lose(QStringLiteral("the selection %1 to %2 of \"%3\", which holds no words")
                     .arg(QString::number(selection.begin), QString::number(selection.end),
                          dialogue.externalId));
            return;
        }
        m_split += pieces.size() > 1 ? 1 : 0;
        QList<CodingTarget> targets;
        for (const TurnPiece& piece : pieces)
            targets << targetOf(dialogue, piece);
        for (const QdpxCoding& coding : selection.codings)
            takeCoding(coding, targets);
        const MemoAnchor anchor = anchorOf(dialogue, pieces.first());
        for (const QString& note : selection.notes)
            m_anchors[note] << anchor;
        comment(selection.description, anchor, selection.user, selection.at);
    }

    void takeCoding(const QdpxCoding& file, const QList<CodingTarget>& targets)
    {
        const auto code = m_codes.constFind(file.code);
        if (code == m_codes.constEnd() || !code->codable) {
            lose(code == m_codes.constEnd()
                     ? QStringLiteral("a coding with a code that is not in the file")
                     : QStringLiteral("a coding with \"%1\", which only groups").arg(code->name));
            return;
        }
        for (const CodingTarget& target : targets) {
            Coding coding;
            coding.id = idOr<CodingId>(file.guid);
            if (m_codings.contains(coding.id))
                coding.id = CodingId::create();
            m_codings.insert(coding.id);
            coding.code = code->id;
            coding.coder = coderOf(file.user);
            coding.target = target;
            coding.origin = CodingOrigin::Import;
            coding.createdAt = file.at;
            m_made.project.codings[target.dialogue] << coding;
            if (target == targets.first()) {
                for (const QString& note : file.notes)
                    m_anchors[note] << MemoAnchor{MemoTarget::Coding, coding.id.bytes()};
            }
        }
    }

    void addMemo(const Memo& memo, const QList<MemoAnchor>& evidence)
    {
        MemoSheet sheet;
        sheet.listed.memo = memo;
        for (const MemoAnchor& anchor : evidence) {
            if (anchor.kind != MemoTarget::Project)
                sheet.evidence << MemoLink{{}, memo.id, MemoPlace{anchor}};
        }
        // The other way round than they come: lists of memos have the newest first.
        m_made.project.memos.prepend(sheet);
    }
    void comment(const QString& text, const MemoAnchor& anchor, const QString& user, TimePoint at)
    {
        if (text.trimmed().isEmpty())
            return;
        Memo memo = memoOn(anchor, coderOf(user));
        memo.id = MemoId::create();
        memo.text = text;
        memo.createdAt = memo.changedAt = at;
        addMemo(memo, {});
    }
    void takeNote(const QdpxNote& note)
    {
        const QList<MemoAnchor> anchors = m_anchors.value(note.guid);
        if (anchors.isEmpty())
            tell(QStringLiteral("the note \"%1\" is on nothing, and stands on the project").arg(note.name));
        Memo memo = memoOn(anchors.isEmpty() ? MemoAnchor{} : anchors.first(), coderOf(note.user));
        memo.id = idOr<MemoId>(note.guid);
        memo.text = note.text.trimmed().isEmpty() ? note.name : note.text;
        memo.title = note.name == memo.text ? QString() : note.name;
        memo.createdAt = note.createdAt;
        memo.changedAt = std::max(note.createdAt, note.changedAt);
        if (memo.text.trimmed().isEmpty())
            lose(QStringLiteral("a note without words"));
        else
            addMemo(memo, anchors.mid(1));
    }

    void takeLinks()
    {
        for (const QdpxLink& link : m_file.links) {
            const auto kind =
                std::find_if(std::begin(allRelationKinds), std::end(allRelationKinds),
                             [&](RelationKind one) { return relationPhrase(one) == link.name; });
            const auto origin = m_codes.constFind(link.origin);
            const auto target = m_codes.constFind(link.target);
            if (kind == std::end(allRelationKinds) || origin == m_codes.constEnd() ||
                target == m_codes.constEnd()) {
                lose(QStringLiteral("the link \"%1\"").arg(link.name));
                continue;
            }
            m_made.project.theory.relations
                << CodeRelation{idOr<RelationId>(link.guid), origin->id, target->id, *kind, {}, 0};
        }
    }

    void tellCounts()
    {
        for (auto own = m_speakers.cbegin(); own != m_speakers.cend(); ++own)
            tell(QStringLiteral(
                     "%1 texts were cut into turns by their speakers %2, the first or the one called "
                     "user as user, the others as system")
                     .arg(QString::number(own.value()), own.key()));
        if (m_paragraphed > 0)
            tell(QStringLiteral("%1 texts name no speakers: each paragraph is a turn of the user")
                     .arg(m_paragraphed));
        if (m_split > 0)
            tell(QStringLiteral("%1 selections over several turns were put on each of them").arg(m_split));
        if (m_silent > 0)
            tell(QStringLiteral("%1 selections without a code or a note were left out").arg(m_silent));
    }

    const QdpxProject& m_file;
    ForeignProject m_made;
    Coder m_fallback;
    bool m_usesFallback = false;
    QHash<QString, CoderId> m_coders;
    QHash<QString, Code> m_codes;                // by guid
    QHash<QString, QList<MemoAnchor>> m_anchors; // what refers to a note, by its guid
    QSet<CodingId> m_codings;
    QSet<QString> m_names;
    QMap<QString, qint64> m_speakers; // texts by their speakers
    qint64 m_paragraphed = 0;
    qint64 m_split = 0;
    qint64 m_silent = 0;
};

} // namespace

ForeignProject foreignProject(const QdpxProject& file, const QString& name, const QString& coder)
{
    return Converter(file, name, coder).run();
}

} // namespace antiphon
