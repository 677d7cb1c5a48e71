#include "core/generation/datasetfiles.h"

#include "core/corpus/exportrecord.h"

#include <QFile>

namespace antiphon {

namespace {

QString numbered(qsizetype number)
{
    return QStringLiteral("%1").arg(number, 5, 10, QLatin1Char('0'));
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

} // namespace

QString shardEnding(const DatasetRequest& request)
{
    const bool isCsv = request.format == ExportFormat::Csv || request.format == ExportFormat::LpTable;
    return (isCsv ? QStringLiteral(".csv") : QStringLiteral(".jsonl")) + packingSuffix(request.packing);
}

ShardWriter::ShardWriter(const NewFolder& folder, const DatasetRequest& request, const QString& split,
                         qint64 dialogues, qint64 shards)
    : m_folder(folder), m_request(request), m_dialogues(dialogues), m_shards(std::max<qint64>(1, shards))
{
    m_part.name = split;
}

// Shard n of N ends with dialogue (n + 1) * all / N.
bool ShardWriter::isFull() const
{
    if (m_request.shardBytes > 0)
        return m_file->plainBytes() >= m_request.shardBytes;
    return m_part.dialogues >= m_count * m_dialogues / m_shards;
}

Result<void> ShardWriter::close()
{
    if (!m_file)
        return {};
    ANTIPHON_TRY_ASSIGN(const WrittenFile written, m_file->finish());
    m_part.bytes += written.bytes;
    m_part.files << written.path;
    m_file.reset();
    return {};
}

Result<void> ShardWriter::add(const QByteArray& record, qint64 turns)
{
    if (m_file && isFull())
        ANTIPHON_TRY(close());
    if (!m_file) {
        const QString name = QStringLiteral("data/%1-%2").arg(m_part.name, numbered(m_count++));
        ANTIPHON_TRY_ASSIGN(m_file, PackedWriter::create(m_folder.filePath(name), m_request.packing));
        ANTIPHON_TRY(m_file->write(viewOf(recordsHead(m_request.format))));
    }
    ++m_part.dialogues;
    m_part.turns += turns;
    return m_file->write(viewOf(record));
}

Result<DatasetPart> ShardWriter::finish(double asked)
{
    ANTIPHON_TRY(close());
    m_part.asked = asked;
    QStringList names;
    for (qsizetype i = 0; i < m_part.files.size(); ++i) {
        const QString name =
            QStringLiteral("data/%1-%2-of-%3").arg(m_part.name, numbered(i), numbered(m_part.files.size())) +
            shardEnding(m_request);
        if (!QFile::rename(m_part.files[i], m_folder.filePath(name)))
            return fail(ErrorCode::WriteFailed, name);
        names << name;
    }
    m_part.files = names;
    return m_part;
}

} // namespace antiphon
