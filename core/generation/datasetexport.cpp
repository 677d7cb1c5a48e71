#include "core/generation/datasetexport.h"

#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/exportrecord.h"
#include "core/corpus/nativerecord.h"
#include "core/generation/datasetcard.h"
#include "core/generation/datasetfiles.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleverdictstore.h"
#include "core/storage/project.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <cmath>

namespace antiphon {

namespace {

struct Entry
{
    DialogueId dialogue;
    qint64 planOrdinal = -1; // -1: of no run
};

// What is exported and how it falls apart.
struct Selection
{
    Source source;
    std::optional<Run> run;
    QList<SplitShare> shares;
    std::vector<Entry> entries;
    Split split;
    QString splitBy;
};

Failure cancelled()
{
    return fail(ErrorCode::Cancelled, QStringLiteral("the export"), QStringLiteral("no file was written"));
}

Result<std::vector<Entry>> entriesOf(const Connection& connection, const Selection& chosen)
{
    ANTIPHON_TRY_ASSIGN(const auto ids, dialogueIds(connection, chosen.source.id));
    std::vector<Entry> entries;
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
Result<QString> addPlanGoals(const Connection& connection, const Selection& chosen, SplitGroups& groups)
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

Result<QString> addTracks(const Connection& connection, const Selection& chosen, SplitGroups& groups,
                          const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    SplitGroups byTurns(chosen.entries.size());
    TrackKeys keys;
    bool hasGoals = false;
    for (size_t i = 0; i < chosen.entries.size(); ++i) {
        if (cancel.isCancelled())
            return cancelled();
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

Result<void> splitUp(const Connection& connection, Selection& chosen, quint64 seed, const CancelToken& cancel)
{
    SplitGroups groups(chosen.entries.size());
    if (chosen.shares.size() > 1) {
        ANTIPHON_TRY_ASSIGN(chosen.splitBy, chosen.run ? addPlanGoals(connection, chosen, groups)
                                                       : addTracks(connection, chosen, groups, cancel));
    }
    chosen.split = splitGroups(groups.groups(), chosen.shares, seed);
    return {};
}

Result<Selection> select(const Connection& connection, const DatasetRequest& request,
                         const CancelToken& cancel)
{
    static const QRegularExpression licenceId(QStringLiteral("^[a-z0-9][a-z0-9.+-]*$"));
    if (!request.license.isEmpty() && !licenceId.match(request.license).hasMatch())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the licence \"%1\"").arg(request.license),
                    QStringLiteral("it is an id in small letters such as cc-by-4.0"));
    Selection chosen;
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
        std::erase_if(chosen.entries, [&](const Entry& entry) { return !accepted.contains(entry.dialogue); });
    }
    if (chosen.entries.empty())
        return fail(ErrorCode::NotPossible, QStringLiteral("an export of \"%1\"").arg(request.source),
                    request.acceptedOnly ? QStringLiteral("none of its samples was accepted")
                                         : QStringLiteral("it has no dialogue"));
    ANTIPHON_TRY(splitUp(connection, chosen, request.seed, cancel));
    return chosen;
}

DatasetExport outline(const Selection& chosen)
{
    DatasetExport done;
    done.source = chosen.source.name;
    done.splitBy = chosen.splitBy;
    done.groups = chosen.split.groups;
    done.largestGroup = chosen.split.largestGroup;
    for (qsizetype i = 0; i < chosen.shares.size(); ++i) {
        DatasetPart part;
        part.name = chosen.shares[i].name;
        part.asked = chosen.shares[i].share;
        part.dialogues = chosen.split.sizes[i];
        done.parts << part;
    }
    return done;
}

// Writes the records of a selection.
class DatasetWriter
{
public:
    DatasetWriter(const Connection& connection, const Selection& chosen, const DatasetRequest& request,
                  const NewFolder& folder)
        : m_connection(connection), m_chosen(chosen), m_request(request)
    {
        const qint64 largest = *std::max_element(chosen.split.sizes.begin(), chosen.split.sizes.end());
        for (qsizetype i = 0; i < chosen.shares.size(); ++i) {
            const qint64 size = chosen.split.sizes[i];
            const double share = static_cast<double>(size) / static_cast<double>(largest);
            m_writers.emplace_back(folder, request, chosen.shares[i].name, size,
                                   std::lround(request.shards * share));
        }
    }

    Result<void> writeAll(const CancelToken& cancel, const ProgressSink& progress);
    Result<QList<DatasetPart>> finish();

private:
    Result<QByteArray> recordOf(const Entry& entry, const Dialogue& dialogue) const;

    const Connection& m_connection;
    const Selection& m_chosen;
    const DatasetRequest& m_request;
    std::vector<ShardWriter> m_writers;
};

Result<QByteArray> DatasetWriter::recordOf(const Entry& entry, const Dialogue& dialogue) const
{
    if (m_request.format != ExportFormat::Native)
        return exportRecord(m_connection, dialogue, m_request.format);
    ANTIPHON_TRY_ASSIGN(const auto facts, tracksOf(m_connection, dialogue));
    QByteArray provenance;
    if (m_chosen.run) {
        ANTIPHON_TRY_ASSIGN(const auto item, runItem(m_connection, m_chosen.run->id, entry.planOrdinal));
        provenance = item ? item->provenance : QByteArray("{}");
    }
    return nativeRow(dialogue, facts, provenance);
}

Result<void> DatasetWriter::writeAll(const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(m_connection));
    const auto total = static_cast<qint64>(m_chosen.entries.size());
    for (size_t i = 0; i < m_chosen.entries.size(); ++i) {
        if (cancel.isCancelled())
            return cancelled();
        const Entry& entry = m_chosen.entries[i];
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(entry.dialogue));
        ANTIPHON_TRY_ASSIGN(const QByteArray record, recordOf(entry, dialogue));
        ANTIPHON_TRY(m_writers[m_chosen.split.parts[i]].add(record, dialogue.turns.size()));
        report(progress, static_cast<qint64>(i) + 1, total, QStringLiteral("dialogues"));
    }
    return {};
}

Result<QList<DatasetPart>> DatasetWriter::finish()
{
    QList<DatasetPart> parts;
    for (size_t i = 0; i < m_writers.size(); ++i) {
        ANTIPHON_TRY_ASSIGN(const DatasetPart part,
                            m_writers[i].finish(m_chosen.shares[static_cast<qsizetype>(i)].share));
        parts << part;
    }
    return parts;
}

Result<CardFacts> cardFacts(const Connection& connection, const QString& projectPath, const Selection& chosen,
                            const DatasetRequest& request, const DatasetExport& done,
                            const CancelToken& cancel)
{
    CardFacts facts;
    facts.request = request;
    facts.done = done;
    facts.source = chosen.source;
    facts.run = chosen.run;
    if (chosen.run) {
        ANTIPHON_TRY_ASSIGN(facts.makings, makingsOf(connection, chosen.run->id));
        ANTIPHON_TRY_ASSIGN(const auto sets, readyPlanSets(connection));
        for (const PlanSet& set : sets) {
            if (set.id == chosen.run->planSet)
                facts.plans = set;
        }
    }
    if (request.check) {
        ANTIPHON_TRY_ASSIGN(facts.check, checkSource(projectPath, chosen.source.name, 0, cancel));
    }
    return facts;
}

} // namespace

qint64 DatasetExport::dialogues() const
{
    qint64 sum = 0;
    for (const DatasetPart& part : parts)
        sum += part.dialogues;
    return sum;
}

qint64 DatasetExport::turns() const
{
    qint64 sum = 0;
    for (const DatasetPart& part : parts)
        sum += part.turns;
    return sum;
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

Result<DatasetExport> planDataset(const Connection& connection, const DatasetRequest& request,
                                  const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const Selection chosen, select(connection, request, cancel));
    return outline(chosen);
}

Result<DatasetExport> exportDataset(const QString& projectPath, const DatasetRequest& request,
                                    const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const Selection chosen, select(connection, request, cancel));
    ANTIPHON_TRY_ASSIGN(NewFolder folder, NewFolder::begin(request.folder));
    DatasetExport done = outline(chosen);
    {
        DatasetWriter writer(connection, chosen, request, folder);
        ANTIPHON_TRY(writer.writeAll(cancel, progress));
        ANTIPHON_TRY_ASSIGN(done.parts, writer.finish());
    }
    ANTIPHON_TRY_ASSIGN(const CardFacts facts,
                        cardFacts(connection, projectPath, chosen, request, done, cancel));
    ANTIPHON_TRY(writeWholeFile(folder.filePath(QStringLiteral("README.md")), datasetCard(facts)));
    if (cancel.isCancelled())
        return cancelled();
    ANTIPHON_TRY(folder.commit());
    done.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return done;
}

} // namespace antiphon
