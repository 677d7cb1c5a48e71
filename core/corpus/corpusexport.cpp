#include "core/corpus/corpusexport.h"

#include "core/base/newfolder.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/exportrecord.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

class Exporter
{
public:
    Exporter(const Connection& connection, ExportFormat format, const QString& path,
             const CorpusExportOptions& options)
        : m_connection(connection), m_format(format), m_path(path), m_options(options)
    {
    }

    Result<CorpusExportReport> run(SourceId source, const CancelToken& cancel, const ProgressSink& progress);

private:
    Result<QList<DialogueId>> chosen(SourceId source) const;
    QByteArray beginning() const;
    QByteArray end() const;
    Result<void> writeAll(const QList<DialogueId>& ids, PackedWriter& file, const CancelToken& cancel,
                          const ProgressSink& progress);

    const Connection& m_connection;
    ExportFormat m_format;
    QString m_path;
    const CorpusExportOptions& m_options;
    qsizetype m_count = 0; // of all dialogues
    CorpusExportReport m_report;
};

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

Result<QList<DialogueId>> Exporter::chosen(SourceId source) const
{
    ANTIPHON_TRY_ASSIGN(auto ids, dialogueIds(m_connection, source));
    if (m_options.only)
        ids.removeIf([this](DialogueId id) { return !m_options.only->contains(id); });
    return ids;
}

QByteArray Exporter::beginning() const
{
    if (m_format == ExportFormat::LpList)
        return m_count == 1 ? "" : "[\n";
    return recordsHead(m_format);
}

QByteArray Exporter::end() const
{
    return m_format == ExportFormat::LpList && m_count != 1 ? "\n]\n" : "";
}

Result<void> Exporter::writeAll(const QList<DialogueId>& ids, PackedWriter& file, const CancelToken& cancel,
                                const ProgressSink& progress)
{
    ANTIPHON_TRY(file.write(viewOf(beginning())));
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(m_connection));
    for (const DialogueId& id : ids) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the export"),
                        QStringLiteral("no file was written"));
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(id));
        ANTIPHON_TRY_ASSIGN(const QByteArray record, exportRecord(m_connection, dialogue, m_format));
        if (m_format == ExportFormat::LpList && m_report.dialogues > 0)
            ANTIPHON_TRY(file.write(",\n"));
        ANTIPHON_TRY(file.write(viewOf(record)));
        ++m_report.dialogues;
        m_report.turns += dialogue.turns.size();
        report(progress, m_report.dialogues, m_count, QStringLiteral("dialogues"));
    }
    return file.write(viewOf(end()));
}

Result<CorpusExportReport> Exporter::run(SourceId source, const CancelToken& cancel,
                                         const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const auto ids, chosen(source));
    m_count = ids.size();
    ANTIPHON_TRY_ASSIGN(NewFile place, NewFile::begin(m_path));
    ANTIPHON_TRY_ASSIGN(PackedWriter file, PackedWriter::create(place.unseenPath(), m_options.packing));
    ANTIPHON_TRY(writeAll(ids, file, cancel, progress));
    ANTIPHON_TRY(file.finish());
    ANTIPHON_TRY(place.commit());
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
                                        const ProgressSink& progress, const CorpusExportOptions& options)
{
    return Exporter(connection, format, path, options).run(source, cancel, progress);
}

} // namespace antiphon
