#include "core/generation/datasetselection.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/provenancestore.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleverdictstore.h"

#include <QRegularExpression>

namespace antiphon {

namespace {

Result<std::vector<DatasetEntry>> entriesOf(const Connection& connection, const DatasetSelection& chosen)
{
    ANTIPHON_TRY_ASSIGN(const auto ids, dialogueIds(connection, chosen.source.id));
    std::vector<DatasetEntry> entries;
    if (!chosen.run) {
        for (const DialogueId id : ids)
            entries.push_back({id, -1});
        return entries;
    }
    const QSet<DialogueId> published(ids.begin(), ids.end());
    ANTIPHON_TRY(forEachProvenance(connection, chosen.run->id,
                                   [&](qint64 plan, DialogueId id, const QByteArray&) -> Result<void> {
                                       if (published.contains(id))
                                           entries.push_back({id, plan});
                                       return {};
                                   }));
    return entries;
}

// Goal tracks of the plans, which stand in the order of the entries.
Result<QString> addPlanGoals(const Connection& connection, const DatasetSelection& chosen,
                             SplitGroups& groups)
{
    bool any = false;
    size_t next = 0;
    ANTIPHON_TRY(forEachPlan(connection, chosen.run->planSet, [&](const Plan& plan) -> Result<void> {
        while (next < chosen.entries.size() && chosen.entries[next].planOrdinal < plan.ordinal)
            ++next;
        if (next == chosen.entries.size() || chosen.entries[next].planOrdinal != plan.ordinal)
            return {};
        for (const quint32 track : plan.goal) {
            groups.addKey(next, track);
            any = true;
        }
        return {};
    }));
    return any ? QStringLiteral("a goal track of their plans")
               : QStringLiteral("nothing, since the plans have no goal tracks");
}

struct TrackKeys
{
    QHash<QString, quint32> numbers;
    quint32 of(const QString& id)
    {
        const auto known = numbers.constFind(id);
        if (known != numbers.constEnd())
            return known.value();
        return numbers.insert(id, static_cast<quint32>(numbers.size())).value();
    }
};

Result<QString> addTracks(const Connection& connection, const DatasetSelection& chosen, SplitGroups& groups,
                          const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    SplitGroups byTurns(chosen.entries.size());
    TrackKeys keys;
    bool hasGoals = false;
    for (size_t i = 0; i < chosen.entries.size(); ++i) {
        if (cancel.isCancelled())
            return exportCancelled();
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(chosen.entries[i].dialogue));
        for (const QString& id : dialogue.goal) {
            groups.addKey(i, keys.of(id));
            hasGoals = true;
        }
        for (const Turn& turn : dialogue.turns) {
            for (const TrackReference& track : turn.tracks)
                byTurns.addKey(i, keys.of(track.externalId));
        }
    }
    if (hasGoals)
        return QStringLiteral("a goal track of theirs");
    groups = std::move(byTurns);
    return QStringLiteral("a track of their turns");
}

Result<void> splitUp(const Connection& connection, DatasetSelection& chosen, quint64 seed,
                     const CancelToken& cancel)
{
    SplitGroups groups(chosen.entries.size());
    if (chosen.shares.size() > 1) {
        ANTIPHON_TRY_ASSIGN(chosen.splitBy, chosen.run ? addPlanGoals(connection, chosen, groups)
                                                       : addTracks(connection, chosen, groups, cancel));
    }
    chosen.split = splitGroups(groups.groups(), chosen.shares, seed);
    return {};
}

} // namespace

Failure exportCancelled()
{
    return fail(ErrorCode::Cancelled, QStringLiteral("the export"), QStringLiteral("no file was written"));
}

Result<QSet<DialogueId>> acceptedDialogues(const Connection& connection, const Source& source)
{
    ANTIPHON_TRY_ASSIGN(const auto run, runOfSource(connection, source.id));
    if (!run)
        return fail(ErrorCode::NotPossible, QStringLiteral("\"%1\"").arg(source.name),
                    QStringLiteral("only samples of a run are accepted or set aside"));
    ANTIPHON_TRY_ASSIGN(const auto verdicts, sampleVerdicts(connection, run->id));
    QSet<DialogueId> accepted;
    ANTIPHON_TRY(forEachProvenance(connection, run->id,
                                   [&](qint64 plan, DialogueId id, const QByteArray&) -> Result<void> {
                                       if (verdicts.value(plan).decision == SampleDecision::Accepted)
                                           accepted.insert(id);
                                       return {};
                                   }));
    return accepted;
}

Result<DatasetSelection> selectDataset(const Connection& connection, const DatasetRequest& request,
                                       const CancelToken& cancel)
{
    static const QRegularExpression licenceId(QStringLiteral("^[a-z0-9][a-z0-9.+-]*$"));
    if (!request.license.isEmpty() && !licenceId.match(request.license).hasMatch())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the licence \"%1\"").arg(request.license),
                    QStringLiteral("it is an id in small letters such as cc-by-4.0"));
    DatasetSelection chosen;
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, request.source));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(request.source));
    chosen.source = *source;
    ANTIPHON_TRY_ASSIGN(chosen.run, runOfSource(connection, source->id));
    chosen.shares =
        request.shares.isEmpty() ? QList<SplitShare>{{QStringLiteral("train"), 1.0}} : request.shares;
    ANTIPHON_TRY_ASSIGN(chosen.entries, entriesOf(connection, chosen));
    if (request.acceptedOnly) {
        ANTIPHON_TRY_ASSIGN(const auto accepted, acceptedDialogues(connection, chosen.source));
        std::erase_if(chosen.entries,
                      [&](const DatasetEntry& entry) { return !accepted.contains(entry.dialogue); });
    }
    if (chosen.entries.empty())
        return fail(ErrorCode::NotPossible, QStringLiteral("an export of \"%1\"").arg(request.source),
                    request.acceptedOnly ? QStringLiteral("none of its samples was accepted")
                                         : QStringLiteral("it has no dialogue"));
    ANTIPHON_TRY(splitUp(connection, chosen, request.seed, cancel));
    return chosen;
}

} // namespace antiphon
