#include "core/corpus/corpusreader.h"

#include "core/corpus/linerecords.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

constexpr qint64 glimpse = 64 * 1024;

struct NamedFormat
{
    CorpusFormat format;
    const char* name;
};
constexpr NamedFormat formats[] = {{CorpusFormat::Cpcd, "cpcd"},
                                   {CorpusFormat::Lp, "lp"},
                                   {CorpusFormat::Chat, "chat"},
                                   {CorpusFormat::Csv, "csv"},
                                   {CorpusFormat::Native, "jsonl"}};

Result<QByteArray> beginningOf(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(auto opened, openForReading(path));
    ANTIPHON_TRY_ASSIGN(PackedFile file, PackedFile::open(std::move(opened)));
    QByteArray bytes(glimpse, Qt::Uninitialized);
    std::size_t size = 0;
    while (size < static_cast<std::size_t>(glimpse)) {
        ANTIPHON_TRY_ASSIGN(const std::size_t got,
                            file.read(bytes.data() + size, static_cast<std::size_t>(glimpse) - size));
        if (got == 0)
            break;
        size += got;
    }
    bytes.truncate(static_cast<qsizetype>(size));
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes.remove(0, 3);
    return bytes.trimmed();
}

bool isTable(const QString& path)
{
    for (const char* ending : {".csv", ".csv.gz", ".csv.zst"}) {
        if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

QString formatName(CorpusFormat format)
{
    for (const NamedFormat& named : formats) {
        if (named.format == format)
            return QString::fromUtf8(named.name);
    }
    return {};
}

std::optional<CorpusFormat> formatFromName(const QString& name)
{
    for (const NamedFormat& named : formats) {
        if (name == QLatin1String(named.name))
            return named.format;
    }
    return std::nullopt;
}

Result<TurnColumns> readTurnColumns(const QString& mapPath)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(mapPath));
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &fault);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, mapPath, QStringLiteral("a map is a JSON object"));
    const QJsonObject map = document.object();
    TurnColumns columns;
    for (const auto& [name, column] :
         {std::pair("dialogue", &columns.dialogue), std::pair("role", &columns.role),
          std::pair("text", &columns.text), std::pair("position", &columns.position)}) {
        const QJsonValue value = map.value(QLatin1String(name));
        if (value.isString())
            *column = value.toString();
        else if (!value.isUndefined() && !value.isNull())
            return fail(ErrorCode::InvalidValue, mapPath,
                        QStringLiteral("\"%1\" is no name of a column").arg(QLatin1String(name)));
    }
    const QJsonObject roles = map.value(QStringLiteral("roles")).toObject();
    for (auto role = roles.begin(); role != roles.end(); ++role) {
        const auto named = roleFromText(role.value().toString());
        if (!named)
            return fail(ErrorCode::InvalidValue, mapPath, named.error().detail);
        columns.roles.insert(role.key().toLower(), *named);
    }
    return columns;
}

bool isRowFault(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidText:
    case ErrorCode::LineTooLong:
    case ErrorCode::WrongFormat:
    case ErrorCode::InvalidValue:
        return error.line > 0;
    default:
        return false;
    }
}

Result<CorpusFormat> guessFormat(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, beginningOf(path));
    if (isTable(path)) {
        const QByteArray header = bytes.left(bytes.indexOf('\n'));
        return header.contains("conversation") ? CorpusFormat::Lp : CorpusFormat::Csv;
    }
    if (bytes.startsWith('[') || bytes.contains("\"conversation\""))
        return CorpusFormat::Lp;
    if (bytes.contains("\"user_query\"") || bytes.contains("\"system_response\""))
        return CorpusFormat::Cpcd;
    if (bytes.contains("\"messages\""))
        return CorpusFormat::Chat;
    if (bytes.startsWith('{') && bytes.contains("\"turns\""))
        return CorpusFormat::Native;
    return fail(ErrorCode::WrongFormat, path,
                QStringLiteral("it looks like none of cpcd, lp, chat, csv and jsonl"));
}

Result<std::unique_ptr<CorpusReader>> openCorpus(const QString& path, CorpusFormat format,
                                                 const TurnColumns& columns)
{
    if (format == CorpusFormat::Csv)
        return openTurnTable(path, columns);
    if (format == CorpusFormat::Lp && isTable(path))
        return openLpTable(path);
    if (format == CorpusFormat::Lp) {
        ANTIPHON_TRY_ASSIGN(const QByteArray bytes, beginningOf(path));
        if (bytes.startsWith('['))
            return openLpList(path);
    }
    ANTIPHON_TRY_ASSIGN(LineReader lines, LineReader::open(path));
    switch (format) {
    case CorpusFormat::Cpcd:
        return readLines(std::move(lines), recordFromCpcd);
    case CorpusFormat::Chat:
        return readLines(std::move(lines), recordFromChat);
    case CorpusFormat::Native:
        return readLines(std::move(lines), recordFromNative);
    case CorpusFormat::Lp:
    case CorpusFormat::Csv:
        break;
    }
    return readLines(std::move(lines), recordFromLp);
}

} // namespace antiphon
