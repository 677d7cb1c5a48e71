#include "core/corpus/corpusexport.h"

#include "core/base/csvfile.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/lprecord.h"
#include "core/corpus/nativerecord.h"
#include "core/corpus/turnjson.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace antiphon {

namespace {

QString roleName(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

QByteArray chatLine(const Dialogue& dialogue)
{
    QByteArray line("{\"messages\": [");
    for (const Turn& turn : dialogue.turns) {
        if (!line.endsWith('['))
            line += ", ";
        line += turn.role == Role::User ? "{\"role\": \"user\", \"content\": "
                                        : "{\"role\": \"assistant\", \"content\": ";
        appendJsonString(line, turn.text);
        line += '}';
    }
    return line + "]}\n";
}

QByteArray lpLine(const Dialogue& dialogue)
{
    QByteArray line("{\"id\": ");
    appendJsonString(line, dialogue.externalId);
    const QByteArray list = lpJson(dialogue);
    QByteArray compact(list.size(), Qt::Uninitialized);
    std::size_t size = 0;
    const auto error =
        simdjson::minify(list.constData(), static_cast<std::size_t>(list.size()), compact.data(), size);
    Q_ASSERT(error == simdjson::SUCCESS); // what lpJson() writes is valid
    Q_UNUSED(error)
    return line + ", \"conversation\": " + compact.left(static_cast<qsizetype>(size)) + "}\n";
}

QByteArray csvRows(const Dialogue& dialogue)
{
    QByteArray rows;
    for (qsizetype i = 0; i < dialogue.turns.size(); ++i) {
        const Turn& turn = dialogue.turns[i];
        QStringList shown, liked, disliked;
        for (const TrackReference& track : turn.tracks) {
            shown << track.externalId;
            if (track.verdict != Verdict::Shown)
                (track.verdict == Verdict::Liked ? liked : disliked) << track.externalId;
        }
        const QString blank = QStringLiteral(" ");
        rows += csvLine({dialogue.externalId, QString::number(i), roleName(turn.role), turn.text,
                         turn.intents.join(blank), turn.attributes.join(QStringLiteral("; ")),
                         shown.join(blank), liked.join(blank), disliked.join(blank)});
    }
    return rows;
}

class Exporter
{
public:
    Exporter(const Connection& connection, ExportFormat format, const QString& path)
        : m_connection(connection), m_format(format), m_file(path)
    {
    }

    Result<CorpusExportReport> run(SourceId source, const CancelToken& cancel, const ProgressSink& progress);

private:
    QByteArray beginning() const;
    QByteArray end() const;
    Result<QByteArray> recordOf(const Dialogue& dialogue) const;
    Result<void> write(const QByteArray& bytes);

    const Connection& m_connection;
    ExportFormat m_format;
    QSaveFile m_file;
    qsizetype m_count = 0; // of all dialogues
    CorpusExportReport m_report;
};

QByteArray Exporter::beginning() const
{
    switch (m_format) {
    case ExportFormat::LpTable:
        return "id,conversation\n";
    case ExportFormat::Csv:
        return "dialogue,position,role,text,intents,attributes,tracks,liked,disliked\n";
    case ExportFormat::LpList:
        return m_count == 1 ? "" : "[\n";
    default:
        return {};
    }
}

QByteArray Exporter::end() const
{
    return m_format == ExportFormat::LpList && m_count != 1 ? "\n]\n" : "";
}

Result<QByteArray> Exporter::recordOf(const Dialogue& dialogue) const
{
    switch (m_format) {
    case ExportFormat::LpList:
        return (m_report.dialogues > 0 ? ",\n" : "") + lpJson(dialogue);
    case ExportFormat::LpLines:
        return lpLine(dialogue);
    case ExportFormat::LpTable:
        return csvLine({dialogue.externalId, QString::fromUtf8(lpPythonLiteral(dialogue))});
    case ExportFormat::Chat:
        return chatLine(dialogue);
    case ExportFormat::Csv:
        return csvRows(dialogue);
    case ExportFormat::Native:
        break;
    }
    ANTIPHON_TRY_ASSIGN(const auto facts, tracksOf(m_connection, dialogue));
    return nativeLine(dialogue, facts);
}

Result<void> Exporter::write(const QByteArray& bytes)
{
    errno = 0;
    if (m_file.write(bytes) == bytes.size())
        return {};
    return fail(errno == ENOSPC || errno == EDQUOT ? ErrorCode::DiskFull : ErrorCode::WriteFailed,
                m_file.fileName(), m_file.errorString());
}

Result<CorpusExportReport> Exporter::run(SourceId source, const CancelToken& cancel,
                                         const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const auto ids, dialogueIds(m_connection, source));
    m_count = ids.size();
    if (QFileInfo(m_file.fileName()).isDir())
        return fail(ErrorCode::NotAFile, m_file.fileName());
    if (!m_file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::PermissionDenied, m_file.fileName(), m_file.errorString());
    ANTIPHON_TRY(write(beginning()));
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(m_connection));
    for (const DialogueId& id : ids) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the export"),
                        QStringLiteral("no file was written"));
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(id));
        ANTIPHON_TRY_ASSIGN(const QByteArray record, recordOf(dialogue));
        ANTIPHON_TRY(write(record));
        ++m_report.dialogues;
        m_report.turns += dialogue.turns.size();
        report(progress, m_report.dialogues, m_count, QStringLiteral("dialogues"));
    }
    ANTIPHON_TRY(write(end()));
    errno = 0;
    if (!m_file.commit())
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::WriteFailed, m_file.fileName(),
                    m_file.errorString());
    m_report.seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    return m_report;
}

} // namespace

std::optional<ExportFormat> exportFormat(const QString& name, const QString& path)
{
    if (name == QLatin1String("chat"))
        return ExportFormat::Chat;
    if (name == QLatin1String("jsonl"))
        return ExportFormat::Native;
    if (name == QLatin1String("csv"))
        return ExportFormat::Csv;
    if (name != QLatin1String("lp"))
        return std::nullopt;
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return ExportFormat::LpTable;
    return path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive) ? ExportFormat::LpLines
                                                                       : ExportFormat::LpList;
}

Result<CorpusExportReport> exportCorpus(const Connection& connection, SourceId source, ExportFormat format,
                                        const QString& path, const CancelToken& cancel,
                                        const ProgressSink& progress)
{
    return Exporter(connection, format, path).run(source, cancel, progress);
}

} // namespace antiphon
