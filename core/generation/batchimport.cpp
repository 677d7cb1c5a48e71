#include "core/generation/batchimport.h"

#include "core/base/linereader.h"
#include "core/generation/batchintake.h"
#include "core/storage/bulklock.h"
#include "core/storage/project.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <map>

namespace antiphon {

namespace {

constexpr qint64 longestLine = 16 * 1024 * 1024;
constexpr qint64 tellEvery = 64; // lines

class Importer
{
public:
    Importer(const Connection& connection, const BatchImport& request, const CancelToken& cancel,
             const ProgressSink& progress)
        : m_connection(connection), m_request(request), m_cancel(cancel), m_progress(progress)
    {
    }

    Result<void> openFiles();
    Result<void> readFiles();
    Result<void> finish(const Actor& actor);
    BatchImportReport report;

private:
    Result<void> readFile(LineReader& file);
    Result<void> takeLine(const LineReader& file, std::string_view line);
    Result<BatchIntake*> intakeOf(RunId run);
    void enter(const LineReader& file, const BatchIntake& intake, const BatchIntake::Outcome& outcome);
    void reject(const LineReader& file, const QString& reason, qint64 line);

    const Connection& m_connection;
    const BatchImport& m_request;
    const CancelToken& m_cancel;
    const ProgressSink& m_progress;
    std::vector<LineReader> m_files;
    std::map<RunId, std::unique_ptr<BatchIntake>> m_intakes; // null: no run of this project
    BatchReplyReader m_reader;
    qint64 m_bytesBefore = 0; // of the files that are read
    qint64 m_bytes = 0;
};

Result<void> Importer::openFiles()
{
    for (const QString& path : m_request.files) {
        ANTIPHON_TRY_ASSIGN(LineReader file, LineReader::open(path, longestLine));
        m_bytes += file.bytesTotal();
        m_files.push_back(std::move(file));
    }
    return {};
}

void Importer::reject(const LineReader& file, const QString& reason, qint64 line)
{
    if (++report.rejected <= BatchImportReport::keptRejects)
        report.rejects << RejectedRow{file.path(), line, reason};
}

Result<BatchIntake*> Importer::intakeOf(RunId id)
{
    const auto known = m_intakes.find(id);
    if (known != m_intakes.end())
        return known->second.get();
    std::unique_ptr<BatchIntake> intake;
    ANTIPHON_TRY_ASSIGN(const auto runs, listRuns(m_connection));
    for (const Run& run : runs) {
        if (run.id == id) {
            ANTIPHON_TRY_ASSIGN(intake, BatchIntake::open(m_connection, run, m_request.priceFactor));
        }
    }
    return m_intakes.emplace(id, std::move(intake)).first->second.get();
}

void Importer::enter(const LineReader& file, const BatchIntake& intake, const BatchIntake::Outcome& outcome)
{
    using Taken = BatchIntake::Taken;
    if (!outcome.kind.isEmpty())
        ++report.failures[outcome.kind];
    report.changed += outcome.changed ? 1 : 0;
    if (outcome.replaced)
        --(*outcome.replaced == Taken::Failed ? report.failed : report.setAside);
    report.tokens.prompt += outcome.tokens.prompt;
    report.tokens.completion += outcome.tokens.completion;
    if (intake.hasPrice())
        report.cost = report.cost.value_or(0) + outcome.cost;
    switch (outcome.taken) {
    case Taken::Sample:
        ++report.samples;
        break;
    case Taken::SetAside:
        ++report.setAside;
        break;
    case Taken::Failed:
        ++report.failed;
        break;
    case Taken::Already:
        ++report.already;
        break;
    case Taken::Double:
        reject(file, QStringLiteral("another line has brought this item"), file.lineNumber());
        break;
    case Taken::Foreign:
        reject(file, QStringLiteral("its run has no such plan"), file.lineNumber());
        break;
    }
}

Result<void> Importer::takeLine(const LineReader& file, std::string_view line)
{
    ++report.lines;
    auto reply = m_reader.read(line);
    if (!reply) {
        reject(file,
               reply.error().code == ErrorCode::InvalidText ? QStringLiteral("it is no UTF-8 text")
                                                            : reply.error().detail,
               file.lineNumber());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(BatchIntake * intake, intakeOf(reply->id.run));
    if (!intake) {
        reject(file, QStringLiteral("it belongs to a run that is not in this project"), file.lineNumber());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const auto outcome, intake->take(std::move(*reply)));
    enter(file, *intake, outcome);
    return {};
}

Result<void> Importer::readFile(LineReader& file)
{
    for (;;) {
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the import"),
                        QStringLiteral("what was read is kept; importing the files again goes on"));
        const auto line = file.next();
        if (!line) {
            const Error& error = line.error();
            const bool isRow = error.code == ErrorCode::LineTooLong || error.code == ErrorCode::InvalidText;
            reject(file, errorSentence(error), isRow ? file.lineNumber() : 0);
            if (!isRow)
                return {};
            continue;
        }
        if (!*line)
            return {};
        if (!(*line)->empty())
            ANTIPHON_TRY(takeLine(file, **line));
        if (file.lineNumber() % tellEvery == 0)
            antiphon::report(m_progress, (m_bytesBefore + file.bytesRead()) / 1000, m_bytes / 1000,
                             QStringLiteral("kB"));
    }
}

Result<void> Importer::readFiles()
{
    for (LineReader& file : m_files) {
        ANTIPHON_TRY(readFile(file));
        m_bytesBefore += file.bytesTotal();
    }
    return {};
}

Result<void> Importer::finish(const Actor& actor)
{
    for (const auto& [id, intake] : m_intakes) {
        if (!intake)
            continue;
        ANTIPHON_TRY_ASSIGN(const Run run, intake->finish(actor));
        report.runs << run;
        report.missing += intake->missing();
    }
    return {};
}

} // namespace

Result<BatchImportReport> importBatch(const QString& projectPath, const BatchImport& request,
                                      const Actor& actor, const CancelToken& cancel,
                                      const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, BulkLock::acquire(connection, QStringLiteral("run")));
    Importer importer(connection, request, cancel, progress);
    ANTIPHON_TRY(importer.openFiles());
    const auto read = importer.readFiles();
    if (!read && read.error().code != ErrorCode::Cancelled)
        return fail(read.error());
    ANTIPHON_TRY(importer.finish(actor));
    if (!read)
        return fail(read.error());
    BatchImportReport& report = importer.report;
    if (report.runs.isEmpty() && !report.rejects.isEmpty())
        return fail(ErrorCode::NotFound, report.rejects.first().file,
                    QStringLiteral("no line is a reply to a run of this project; line %1: %2")
                        .arg(report.rejects.first().line)
                        .arg(report.rejects.first().reason));
    report.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return std::move(report);
}

} // namespace antiphon
