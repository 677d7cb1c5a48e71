#include "core/corpus/corpusimport.h"

#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/storage/bulklock.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLoggingCategory>

namespace antiphon {

namespace {

Q_LOGGING_CATEGORY(log, "antiphon.corpus")

// Text that stands for a dialogue that has no id of its own.
QString contentDigest(const Dialogue& dialogue)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString& text) {
        const QByteArray utf8 = text.toUtf8();
        hash.addData(QByteArray::number(utf8.size()) + ':' + utf8);
    };
    for (const Turn& turn : dialogue.turns) {
        hash.addData(turn.role == Role::User ? "u" : "s");
        add(turn.text);
        for (const TrackReference& track : turn.tracks)
            add(track.externalId);
    }
    return QString::fromLatin1(hash.result().left(8).toHex());
}

class Importer
{
public:
    Importer(const Connection& connection, const CorpusImport& request, const CancelToken& cancel,
             const ProgressSink& progress)
        : m_connection(connection), m_request(request), m_cancel(cancel), m_progress(progress)
    {
    }

    Result<CorpusImportReport> run(const Actor& actor);

private:
    struct File
    {
        QString path;
        CorpusFormat format = CorpusFormat::Native;
        qint64 bytes = 0;
    };
    Result<void> lookAtFiles();
    Result<void> openSource();
    Result<void> readFiles();
    Result<void> readFile(const File& file);
    Result<void> take(CorpusRecord record, const QString& path);
    Result<bool> isKnown(const CorpusRecord& record, const QString& path);
    void refuse(const Error& error, const QString& path);
    Result<void> publish(const Actor& actor);
    void count(const Dialogue& dialogue);

    const Connection& m_connection;
    const CorpusImport& m_request;
    const CancelToken& m_cancel;
    const ProgressSink& m_progress;
    QList<File> m_files;
    QString m_name;
    QString m_origin;
    std::optional<SourceWriter> m_writer;
    std::optional<Source> m_before; // the source that is added to
    QHash<QString, int> m_sameContent;
    CorpusImportReport m_report;
    std::optional<Error> m_firstFault; // of the file under way
    qint64 m_goodRows = 0;             // of the file under way
    qint64 m_bytesBefore = 0;
    qint64 m_bytesTotal = 0;
};

Result<void> Importer::lookAtFiles()
{
    QStringList names;
    for (const QString& path : m_request.files) {
        ANTIPHON_TRY_ASSIGN(const auto opened, openForReading(path));
        File file{path, CorpusFormat::Native, opened->size()};
        if (m_request.format) {
            file.format = *m_request.format;
        } else {
            ANTIPHON_TRY_ASSIGN(file.format, guessFormat(path));
        }
        m_bytesTotal += file.bytes;
        m_files << file;
        names << QFileInfo(path).fileName();
        if (file.format != m_files.first().format)
            return fail(ErrorCode::WrongFormat, path,
                        QStringLiteral("it is %1 while the files before it are %2")
                            .arg(formatName(file.format), formatName(m_files.first().format)));
    }
    if (m_files.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the import"),
                    QStringLiteral("it names no file"));
    m_name = m_request.name.trimmed();
    if (m_name.isEmpty())
        m_name = QFileInfo(m_files.first().path).completeBaseName();
    m_origin = names.join(QStringLiteral(", "));
    return {};
}

Result<void> Importer::openSource()
{
    ANTIPHON_TRY(discardUnfinished(m_connection));
    const QString format = formatName(m_files.first().format);
    ANTIPHON_TRY_ASSIGN(m_before, sourceByName(m_connection, m_name));
    if (m_before) {
        if (m_before->kind != SourceKind::Corpus || m_before->format != format)
            return fail(ErrorCode::AlreadyExists, QStringLiteral("the source \"%1\"").arg(m_name),
                        m_before->kind == SourceKind::Run
                            ? QStringLiteral("it is a run")
                            : QStringLiteral("it has dialogues of the format %1").arg(m_before->format));
        ANTIPHON_TRY(discardUnpublished(m_connection, m_before->id));
        ANTIPHON_TRY_ASSIGN(m_writer, SourceWriter::resume(m_connection, m_before->id));
        return {};
    }
    Source source;
    source.name = m_name;
    source.format = format;
    source.origin = m_origin;
    ANTIPHON_TRY_ASSIGN(m_writer, SourceWriter::begin(m_connection, source));
    return {};
}

void Importer::refuse(const Error& error, const QString& path)
{
    ++m_report.rejected;
    if (!m_firstFault)
        m_firstFault = error;
    Error withoutPlace = error;
    if (withoutPlace.detail.isEmpty())
        withoutPlace.detail = error.code == ErrorCode::InvalidText
                                  ? QStringLiteral("it holds bytes that are not UTF-8")
                                  : QStringLiteral("it can not be read");
    if (error.code == ErrorCode::LineTooLong)
        withoutPlace.detail = QStringLiteral("the line is too long: ") + error.detail;
    if (m_report.rejects.size() < CorpusImportReport::keptRejects)
        m_report.rejects << RejectedRow{path, error.line, withoutPlace.detail};
}

void Importer::count(const Dialogue& dialogue)
{
    ++m_report.dialogues;
    m_report.turns += dialogue.turns.size();
    for (qsizetype i = 0; i < dialogue.turns.size(); ++i) {
        const Turn& turn = dialogue.turns[i];
        m_report.emptyTurns += turn.text.isEmpty();
        m_report.exchanges +=
            i > 0 && turn.role == Role::System && dialogue.turns[i - 1].role == Role::User ? 1 : 0;
    }
}

// Whether the dialogue is there already; one of the same id that says something else is refused.
Result<bool> Importer::isKnown(const CorpusRecord& record, const QString& path)
{
    const QString& externalId = record.dialogue.externalId;
    ANTIPHON_TRY_ASSIGN(const bool there, m_writer->contains(externalId));
    if (!there)
        return false;
    ANTIPHON_TRY(m_writer->commitBatch());
    ANTIPHON_TRY_ASSIGN(const auto id, dialogueByExternalId(m_connection, m_writer->sourceId(), externalId));
    ANTIPHON_TRY_ASSIGN(const Dialogue known, readDialogue(m_connection, id.value_or(DialogueId())));
    if (sameContent(known, record.dialogue)) {
        ++m_report.unchanged;
        ++m_goodRows;
    } else {
        refuse(
            Error{ErrorCode::InvalidValue, path, record.line,
                  QStringLiteral("the dialogue %1 is there already and says something else").arg(externalId)},
            path);
    }
    return true;
}

Result<void> Importer::take(CorpusRecord record, const QString& path)
{
    if (record.dialogue.externalId.isEmpty()) {
        const QString digest = contentDigest(record.dialogue);
        const int seen = ++m_sameContent[digest];
        record.dialogue.externalId = seen == 1 ? digest : QStringLiteral("%1-%2").arg(digest).arg(seen);
    }
    ANTIPHON_TRY_ASSIGN(const bool known, isKnown(record, path));
    if (known)
        return {};
    ++m_goodRows;
    m_report.skippedPrompts += record.skippedPrompts;
    count(record.dialogue);
    ANTIPHON_TRY(m_writer->addTracks(record.tracks));
    ANTIPHON_TRY(m_writer->add(std::move(record.dialogue), m_writer->nextOrdinal()));
    return {};
}

Result<void> Importer::readFile(const File& file)
{
    m_firstFault.reset();
    m_goodRows = 0;
    ANTIPHON_TRY_ASSIGN(const auto reader, openCorpus(file.path, file.format, m_request.columns));
    for (;;) {
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the import"),
                        QStringLiteral("the project is as it was"));
        auto record = reader->next();
        report(m_progress, (m_bytesBefore + reader->bytesRead()) / 1000, m_bytesTotal / 1000,
               QStringLiteral("kB"));
        if (!record) {
            if (!isRowFault(record.error()))
                return fail(record.error());
            refuse(record.error(), file.path);
            continue;
        }
        if (!*record)
            break;
        ANTIPHON_TRY(take(std::move(**record), file.path));
    }
    m_bytesBefore += file.bytes;
    if (m_goodRows > 0)
        return {};
    if (m_firstFault)
        return fail(*m_firstFault);
    return fail(ErrorCode::EmptyFile, file.path, QStringLiteral("it holds no dialogue"));
}

Result<void> Importer::readFiles()
{
    for (const File& file : std::as_const(m_files))
        ANTIPHON_TRY(readFile(file));
    return {};
}

Result<void> Importer::publish(const Actor& actor)
{
    ANTIPHON_TRY_ASSIGN(Source finished, m_writer->finish());
    m_report.tracks = finished.tracks - (m_before ? m_before->tracks : 0);
    m_report.source = finished;
    if (m_report.dialogues == 0)
        return m_writer->discard();
    if (m_before && !m_before->origin.split(QStringLiteral(", ")).contains(m_origin))
        m_report.source.origin = m_before->origin + QStringLiteral(", ") + m_origin;
    const QString label =
        m_before ? QStringLiteral("Add to %1").arg(m_name) : QStringLiteral("Import %1").arg(m_name);
    return EditHistory(m_connection).record(actor, label, [this] {
        return publishSource(m_connection, m_report.source);
    });
}

Result<CorpusImportReport> Importer::run(const Actor& actor)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY(lookAtFiles());
    ANTIPHON_TRY_ASSIGN(const auto lock, BulkLock::wait(m_connection, QStringLiteral("corpus"), m_cancel));
    ANTIPHON_TRY(openSource());
    auto done = readFiles();
    if (done)
        done = publish(actor);
    if (!done) {
        // What can not be deleted now (a full disk) stays unseen, and the next import deletes it.
        if (const auto discarded = m_writer->discard();
            !discarded && discarded.error().code != done.error().code)
            qCWarning(log) << errorSentence(discarded.error());
        return fail(done.error());
    }
    m_report.seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    return std::move(m_report);
}

} // namespace

Result<CorpusImportReport> importCorpus(const Connection& connection, const Actor& actor,
                                        const CorpusImport& request, const CancelToken& cancel,
                                        const ProgressSink& progress)
{
    return Importer(connection, request, cancel, progress).run(actor);
}

} // namespace antiphon
