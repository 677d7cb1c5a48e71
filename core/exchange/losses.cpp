#include "core/exchange/sidefile.h"

namespace antiphon {

namespace {

class Losses
{
public:
    explicit Losses(const ExchangeProject& project) : m_project(project)
    {
        for (const Code& code : project.codes)
            m_names.insert(code.id, code.name);
    }

    QList<ExchangeLoss> list(const QSet<MemoId>& placed)
    {
        codes();
        theory();
        for (const MemoSheet& sheet : m_project.memos)
            memo(sheet, placed);
        codings();
        for (const Source& source : m_project.sources)
            dialogues(source);
        if (!m_project.comparisons.isEmpty())
            add(QStringLiteral("%1 verdicts of constant comparison").arg(m_project.comparisons.size()));
        m_list << ExchangeLoss{QStringLiteral("the edit history, rounds of double coding, suggestions, "
                                              "catalogues, plans, runs and studies, where there are any"),
                               false};
        return m_list;
    }

private:
    void add(const QString& item) { m_list << ExchangeLoss{item}; }
    QString name(CodeId code) const { return m_names.value(code); }

    void codes()
    {
        for (const Code& code : m_project.codes) {
            if (!code.shortcut.isEmpty())
                add(QStringLiteral("the key %1 of the code %2").arg(code.shortcut, code.name));
        }
        for (const CodeReference& reference : m_project.references)
            add(QStringLiteral("the second place of the code %1 in %2")
                    .arg(name(reference.code), name(reference.parent)));
    }

    void theory()
    {
        const Theory& theory = m_project.theory;
        for (const CodeRelation& relation : theory.relations) {
            if (!relation.note.isEmpty())
                add(QStringLiteral("the note on how %1 relates to %2")
                        .arg(name(relation.source), name(relation.target)));
        }
        for (const CodeProperty& property : theory.properties)
            add(QStringLiteral("the property %1 of the code %2").arg(property.name, name(property.code)));
        for (const CanvasPlace& place : theory.places)
            add(QStringLiteral("the place of the code %1 on the canvas").arg(name(place.code)));
        if (theory.core)
            add(QStringLiteral("that %1 is the core category").arg(name(*theory.core)));
    }

    void memo(const MemoSheet& sheet, const QSet<MemoId>& placed)
    {
        const Memo& memo = sheet.listed.memo;
        const QString heading = memoHeading(memo.title, memo.text);
        if (!placed.contains(memo.id))
            add(QStringLiteral("what the memo \"%1\" is on").arg(heading));
        if (memo.targetKind == MemoTarget::Journal)
            add(QStringLiteral("that the memo \"%1\" is of the journal").arg(heading));
        if (memo.kind != MemoKind::None)
            add(QStringLiteral("the kind of the memo \"%1\"").arg(heading));
        if (!sheet.evidence.isEmpty())
            add(QStringLiteral("the evidence of the memo \"%1\"").arg(heading));
    }

    // How many codings came by something else than a person's hand.
    void codings()
    {
        std::map<CodingOrigin, qint64> counts;
        qint64 exchanges = 0;
        for (const QList<Coding>& codings : m_project.codings) {
            for (const Coding& coding : codings) {
                ++counts[coding.origin];
                exchanges += coding.target.exchange ? 1 : 0;
            }
        }
        for (const auto& [origin, count] : counts) {
            if (origin != CodingOrigin::Person)
                add(QStringLiteral("the origin \"%1\" of %2 codings")
                        .arg(originWord(origin), QString::number(count)));
        }
        if (exchanges > 0)
            add(QStringLiteral("that %1 codings are of exchanges, not of words").arg(exchanges));
    }

    void dialogues(const Source& source)
    {
        qint64 tracks = 0;
        qint64 labels = 0;
        qint64 goals = 0;
        for (const Dialogue& dialogue : m_project.dialogues) {
            if (dialogue.source != source.id)
                continue;
            goals += dialogue.goal.isEmpty() ? 0 : 1;
            for (const Turn& turn : dialogue.turns) {
                tracks += turn.tracks.size();
                labels += turn.intents.size() + turn.attributes.size();
            }
        }
        counted(tracks, QStringLiteral("tracks in turns"), source);
        counted(m_project.tracks.value(source.id).size(),
                QStringLiteral("facts of tracks (title, artist, album)"), source);
        counted(labels, QStringLiteral("labels that came with turns"), source);
        counted(goals, QStringLiteral("goal playlists"), source);
    }
    void counted(qint64 count, const QString& what, const Source& source)
    {
        if (count > 0)
            add(QStringLiteral("%1 %2 of the source %3").arg(QString::number(count), what, source.name));
    }

    const ExchangeProject& m_project;
    QHash<CodeId, QString> m_names;
    QList<ExchangeLoss> m_list;
};

} // namespace

QList<ExchangeLoss> lossesOf(const ExchangeProject& project, const QSet<MemoId>& placed)
{
    return Losses(project).list(placed);
}

} // namespace antiphon
