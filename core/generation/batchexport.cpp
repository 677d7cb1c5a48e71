#include "core/generation/batchexport.h"

#include "core/base/linereader.h"
#include "core/base/newfolder.h"
#include "core/base/packedwriter.h"
#include "core/cascade/planstore.h"
#include "core/corpus/sourcestore.h"
#include "core/generation/batchline.h"
#include "core/generation/modelrequest.h"
#include "core/generation/runkeeper.h"
#include "core/llm/chatwire.h"
#include "core/storage/bulklock.h"
#include "core/storage/project.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr size_t plansAtOnce = 256;

// Deals lines out to part files, each as full as the limits allow.
class PartWriter
{
public:
    PartWriter(const NewFolder& folder, const BatchExportRequest& limits) : m_folder(folder), m_limits(limits)
    {
    }

    Result<void> add(const QByteArray& line);
    Result<QList<BatchPart>> finish();

private:
    Result<void> closePart();

    const NewFolder& m_folder;
    const BatchExportRequest& m_limits;
    std::optional<PackedWriter> m_file;
    qint64 m_lines = 0;
    QList<BatchPart> m_parts;
};

Result<void> PartWriter::closePart()
{
    if (!m_file)
        return {};
    ANTIPHON_TRY_ASSIGN(const WrittenFile written, m_file->finish());
    m_parts << BatchPart{QFileInfo(written.path).fileName(), m_lines, written.bytes, written.sha256};
    m_file.reset();
    m_lines = 0;
    return {};
}

Result<void> PartWriter::add(const QByteArray& line)
{
    if (line.size() > m_limits.maximumBytes)
        return fail(ErrorCode::NotPossible, QStringLiteral("the batch"),
                    QStringLiteral("one request has %1 bytes, more than a file may have").arg(line.size()));
    if (m_file &&
        (m_lines >= m_limits.maximumLines || m_file->plainBytes() + line.size() > m_limits.maximumBytes))
        ANTIPHON_TRY(closePart());
    if (!m_file) {
        const QString name = QStringLiteral("part-%1.jsonl").arg(m_parts.size() + 1, 5, 10, QLatin1Char('0'));
        ANTIPHON_TRY_ASSIGN(m_file, PackedWriter::create(m_folder.filePath(name), Packing::None));
    }
    ++m_lines;
    return m_file->write({line.constData(), static_cast<size_t>(line.size())});
}

Result<QList<BatchPart>> PartWriter::finish()
{
    ANTIPHON_TRY(closePart());
    return m_parts;
}

Result<void> writeManifest(const NewFolder& folder, const RunSetup& setup, const BatchExport& done)
{
    QJsonArray files;
    for (const BatchPart& part : done.parts)
        files << QJsonObject{{QStringLiteral("file"), part.name},
                             {QStringLiteral("requests"), part.requests},
                             {QStringLiteral("bytes"), part.bytes},
                             {QStringLiteral("sha256"), QString::fromLatin1(part.sha256)}};
    QJsonObject manifest = setup.common;
    manifest.insert(QStringLiteral("run"), setup.run.name);
    manifest.insert(QStringLiteral("run_id"), setup.run.id.toText());
    manifest.insert(QStringLiteral("endpoint"), QStringLiteral("/v1/chat/completions"));
    manifest.insert(QStringLiteral("requests"), done.requests);
    manifest.insert(QStringLiteral("files"), files);
    return writeWholeFile(folder.filePath(QStringLiteral("manifest.json")), QJsonDocument(manifest).toJson());
}

Result<RunSetup> setUp(const Connection& connection, RunRequest request)
{
    ANTIPHON_TRY_ASSIGN(const auto there, runByName(connection, request.name));
    request.start = there ? RunStart::Resume : RunStart::New;
    request.reachesServers = false;
    if (there && !request.planSet.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const PlanSet plans, planSetByName(connection, request.planSet));
        if (plans.id != there->planSet)
            return fail(ErrorCode::InvalidValue, QStringLiteral("the run \"%1\"").arg(request.name),
                        QStringLiteral("it is of other plans than \"%1\"").arg(request.planSet));
    }
    if (!there && request.writer == templateWriterName)
        return fail(ErrorCode::NotPossible, QStringLiteral("a batch"),
                    QStringLiteral("it needs an endpoint; the template writer asks nobody"));
    if (there && request.writer != templateWriterName && request.writer != there->writer)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the run \"%1\"").arg(request.name),
                    QStringLiteral("it is written by \"%1\"").arg(there->writer));
    return setUpRun(connection, request);
}

Result<void> refuseWhatHasNoBatch(const RunSetup& setup)
{
    const QString subject = QStringLiteral("a batch of \"%1\"").arg(setup.run.name);
    if (!setup.model)
        return fail(ErrorCode::NotPossible, subject,
                    QStringLiteral("it needs an endpoint; the template writer asks nobody"));
    if (setup.model->prompt.form != PromptForm::Whole)
        return fail(
            ErrorCode::NotPossible, subject,
            QStringLiteral("the prompt %1 asks turn by turn, and a batch holds one request a dialogue")
                .arg(setup.model->prompt.label()));
    if (setup.pending.empty())
        return fail(ErrorCode::NotPossible, subject,
                    QStringLiteral("every plan has its sample or was set aside for good"));
    return {};
}

// Plans that follow each other are read at once.
Result<void> forEachPending(const Connection& connection, const RunSetup& setup,
                            const std::function<Result<void>(const Plan&)>& use)
{
    const std::vector<qint64>& pending = setup.pending;
    for (size_t begin = 0; begin < pending.size();) {
        size_t behind = begin + 1;
        while (behind < pending.size() && behind - begin < plansAtOnce &&
               pending[behind] == pending[behind - 1] + 1)
            ++behind;
        ANTIPHON_TRY_ASSIGN(const auto plans, readPlans(connection, setup.run.planSet, pending[begin],
                                                        static_cast<qint64>(behind - begin)));
        for (const Plan& plan : plans)
            ANTIPHON_TRY(use(plan));
        begin = behind;
    }
    return {};
}

Result<QList<BatchPart>> writeParts(const Connection& connection, const RunSetup& setup,
                                    const BatchExportRequest& request, const NewFolder& folder,
                                    const CancelToken& cancel, const ProgressSink& progress)
{
    PartWriter files(folder, request);
    qint64 done = 0;
    const auto total = static_cast<qint64>(setup.pending.size());
    const auto use = [&](const Plan& plan) -> Result<void> {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the batch"),
                        QStringLiteral("no file was written"));
        const ModelWriterParts& parts = *setup.model;
        const auto script = makeDialogueScript(parts.prompt, plan, *parts.tracks, *parts.book);
        const QByteArray body = batchBody(batchQuestion(parts, plan, *script));
        const BatchId id = BatchId::of(setup.run.id, plan.ordinal, body);
        report(progress, ++done, total, QStringLiteral("requests"));
        return files.add(batchRequestLine(id, body));
    };
    ANTIPHON_TRY(forEachPending(connection, setup, use));
    return files.finish();
}

// Leaves nothing of a run that was made for files that were not written.
Failure withdraw(const Connection& connection, const Run& run, const Error& why)
{
    if (auto gone = deleteRun(connection, run.id); !gone)
        return fail(gone.error());
    if (auto gone = deleteUnfinishedSource(connection, run.source); !gone)
        return fail(gone.error());
    return fail(why);
}

Result<BatchExport> writeFolder(const Connection& connection, const RunSetup& setup,
                                const BatchExportRequest& request, const CancelToken& cancel,
                                const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(NewFolder folder, NewFolder::begin(request.folder));
    BatchExport done;
    done.run = setup.run;
    ANTIPHON_TRY_ASSIGN(done.parts, writeParts(connection, setup, request, folder, cancel, progress));
    for (const BatchPart& part : std::as_const(done.parts))
        done.requests += part.requests;
    ANTIPHON_TRY(writeManifest(folder, setup, done));
    ANTIPHON_TRY(folder.commit());
    return done;
}

// The run waits for the replies.
Result<void> keepRun(const Connection& connection, Run& run, qint64 requests, const Actor& actor)
{
    run.state = RunState::Stopped;
    const QString label = QStringLiteral("Export %1 requests of %2").arg(requests).arg(run.name);
    return EditHistory(connection).record(actor, label, [&] {
        return setRunState(connection, run.id, run.state, run.planned);
    });
}

} // namespace

ChatRequest batchQuestion(const ModelWriterParts& parts, const Plan& plan, const DialogueScript& script)
{
    return itemRequest(parts.endpoint, script.next().value_or(ChatRequest()), parts.seed, plan.ordinal, 0, 0);
}

QByteArray batchBody(const ChatRequest& question)
{
    return chatBody(question, SchemaUse::Sent);
}

Result<BatchExport> exportBatch(const QString& projectPath, const BatchExportRequest& request,
                                const Actor& actor, const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, BulkLock::acquire(connection, QStringLiteral("run")));
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUp(connection, request.run));
    ANTIPHON_TRY(refuseWhatHasNoBatch(setup));
    const bool isNew = setup.run.id.isNull();
    if (isNew)
        ANTIPHON_TRY(openSamples(connection, setup));
    auto done = writeFolder(connection, setup, request, cancel, progress);
    if (!done)
        return isNew ? withdraw(connection, setup.run, done.error()) : fail(done.error());
    if (isNew || setup.run.state == RunState::Ready)
        ANTIPHON_TRY(keepRun(connection, done->run, done->requests, actor));
    done->seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return done;
}

} // namespace antiphon
