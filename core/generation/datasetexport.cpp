#include "core/generation/datasetexport.h"

#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/exportrecord.h"
#include "core/corpus/nativerecord.h"
#include "core/generation/datasetcard.h"
#include "core/generation/datasetfiles.h"
#include "core/generation/datasetselection.h"
#include "core/generation/runstore.h"
#include "core/storage/project.h"

#include <QElapsedTimer>

#include <cmath>

namespace antiphon {

namespace {

DatasetExport outline(const DatasetSelection& chosen)
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
    DatasetWriter(const Connection& connection, const DatasetSelection& chosen, const DatasetRequest& request,
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
    Result<QByteArray> recordOf(const DatasetEntry& entry, const Dialogue& dialogue) const;

    const Connection& m_connection;
    const DatasetSelection& m_chosen;
    const DatasetRequest& m_request;
    std::vector<ShardWriter> m_writers;
};

Result<QByteArray> DatasetWriter::recordOf(const DatasetEntry& entry, const Dialogue& dialogue) const
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
            return exportCancelled();
        const DatasetEntry& entry = m_chosen.entries[i];
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

Result<CardFacts> cardFacts(const Connection& connection, const QString& projectPath,
                            const DatasetSelection& chosen, const DatasetRequest& request,
                            const DatasetExport& done, const CancelToken& cancel)
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

Result<DatasetExport> planDataset(const Connection& connection, const DatasetRequest& request,
                                  const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const DatasetSelection chosen, selectDataset(connection, request, cancel));
    return outline(chosen);
}

Result<DatasetExport> exportDataset(const QString& projectPath, const DatasetRequest& request,
                                    const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const DatasetSelection chosen, selectDataset(connection, request, cancel));
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
        return exportCancelled();
    ANTIPHON_TRY(folder.commit());
    done.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return done;
}

} // namespace antiphon
