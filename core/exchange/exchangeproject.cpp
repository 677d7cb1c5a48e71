#include "core/exchange/exchangeproject.h"

#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memoliststore.h"
#include "core/coding/theorystore.h"
#include "core/corpus/corpusstore.h"

#include <QFileInfo>
#include <QMap>
#include <QSet>

namespace antiphon {

namespace {

Result<void> readCodings(ExchangeProject& project, const Connection& connection, DialogueId dialogue)
{
    for (const Coder& coder : std::as_const(project.coders)) {
        ANTIPHON_TRY_ASSIGN(const QList<Coding> codings, codingsOfDialogue(connection, dialogue, coder.id));
        if (!codings.isEmpty())
            project.codings[dialogue] += codings;
    }
    return {};
}

Result<void> readTracks(QMap<QString, SourceTrack>& facts, const Connection& connection,
                        const Dialogue& dialogue)
{
    ANTIPHON_TRY_ASSIGN(const auto known, tracksOf(connection, dialogue));
    for (const SourceTrack& track : known)
        facts.insert(track.externalId, track);
    return {};
}

Result<QList<DialogueId>> idsOf(const Connection& connection, const QList<Source>& sources)
{
    QList<DialogueId> ids;
    for (const Source& source : sources) {
        ANTIPHON_TRY_ASSIGN(const QList<DialogueId> own, dialogueIds(connection, source.id));
        ids += own;
    }
    if (ids.size() > mostExchangedDialogues)
        return fail(ErrorCode::NotPossible, QStringLiteral("the export"),
                    QStringLiteral("a .qdpx holds at most %L1 dialogues; choose a source")
                        .arg(mostExchangedDialogues));
    return ids;
}

Result<void> readDialogues(ExchangeProject& project, const Connection& connection, const CancelToken& cancel,
                           const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> ids, idsOf(connection, project.sources));
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    QHash<SourceId, QMap<QString, SourceTrack>> facts;
    for (const DialogueId id : ids) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(id));
        project.dialogues << dialogue;
        ANTIPHON_TRY(readTracks(facts[dialogue.source], connection, dialogue));
        ANTIPHON_TRY(readCodings(project, connection, id));
        report(progress, project.dialogues.size(), ids.size(), QStringLiteral("dialogues"));
    }
    for (auto own = facts.cbegin(); own != facts.cend(); ++own)
        project.tracks.insert(own.key(), own->values());
    return {};
}

Result<void> readMemos(ExchangeProject& project, const Connection& connection)
{
    QSet<DialogueId> there;
    for (const Dialogue& dialogue : std::as_const(project.dialogues))
        there.insert(dialogue.id);
    ANTIPHON_TRY_ASSIGN(const QList<MemoSheet> sheets, memoSheets(connection, {}));
    for (const MemoSheet& sheet : sheets) {
        const MemoPlace& place = sheet.listed.place;
        if (place.dialogue.isNull() || there.contains(place.dialogue))
            project.memos << sheet;
    }
    return {};
}

// Verdicts on turns of the project's dialogues; an incident in another source is left open.
Result<void> readComparisons(ExchangeProject& project, const Connection& connection)
{
    QSet<TurnId> turns;
    for (const Dialogue& dialogue : std::as_const(project.dialogues)) {
        for (const Turn& turn : dialogue.turns)
            turns.insert(turn.id);
    }
    for (const Coder& coder : std::as_const(project.coders)) {
        ANTIPHON_TRY_ASSIGN(const QList<ComparisonRow> rows, comparisonsOf(connection, coder.id));
        for (const ComparisonRow& row : rows) {
            Comparison comparison = row.comparison;
            if (!turns.contains(comparison.turn))
                continue;
            if (!turns.contains(comparison.against))
                comparison.against = {};
            project.comparisons << comparison;
        }
    }
    return {};
}

} // namespace

Result<ExchangeProject> readExchangeProject(const Connection& connection, std::optional<SourceId> source,
                                            const CancelToken& cancel, const ProgressSink& progress)
{
    ExchangeProject project;
    project.name = QFileInfo(connection.path()).completeBaseName();
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    std::copy_if(sources.begin(), sources.end(), std::back_inserter(project.sources),
                 [&](const Source& one) { return !source || one.id == *source; });
    ANTIPHON_TRY_ASSIGN(project.coders, allCoders(connection));
    ANTIPHON_TRY_ASSIGN(project.codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(project.references, readCodeReferences(connection));
    ANTIPHON_TRY_ASSIGN(project.theory, readTheory(connection));
    ANTIPHON_TRY(readDialogues(project, connection, cancel, progress));
    ANTIPHON_TRY(readMemos(project, connection));
    ANTIPHON_TRY(readComparisons(project, connection));
    return project;
}

} // namespace antiphon
