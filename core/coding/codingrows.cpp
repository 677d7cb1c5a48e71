#include "core/coding/codingrows.h"

#include "core/base/csvfile.h"
#include "core/coding/labellist.h"

namespace antiphon {

namespace {

using Parsed = tl::expected<LabelRow, QString>; // the error is a reason to refuse the row

struct Columns
{
    QStringList header;
    bool has(const char* name) const { return header.contains(QLatin1String(name)); }
    QString field(const CsvRow& row, const char* name) const
    {
        return row.fields.value(header.indexOf(QLatin1String(name)));
    }
};

tl::unexpected<QString> refuse(const QString& reason)
{
    return tl::unexpected(reason);
}

Parsed parseCpcdIntent(const Columns& columns, const CsvRow& row)
{
    LabelRow parsed;
    parsed.row = columns.field(row, "unique_id").trimmed();
    const QStringList parts = parsed.row.split(QLatin1Char(':'));
    bool isNumber = false;
    const int exchange = parts.size() >= 3 ? parts[parts.size() - 2].toInt(&isNumber) : -1;
    parsed.role = roleFromWord(parts.last());
    if (!isNumber || exchange < 0 || !parsed.role)
        return refuse(QStringLiteral("unique_id is not dialogue:exchange:role"));
    parsed.exchange = exchange;
    parsed.dialogue = parts.mid(0, parts.size() - 2).join(QLatin1Char(':'));
    if (columns.has("role") && columns.field(row, "role").trimmed() != roleWord(*parsed.role))
        return refuse(QStringLiteral("role and unique_id name different roles"));
    const auto intents = parseLabelList(columns.field(row, "intent"));
    const auto attributes = parseLabelList(columns.field(row, "music_attribute"));
    if (!intents || !attributes)
        return refuse(QStringLiteral("%1 is not a list of labels")
                          .arg(intents ? QStringLiteral("music_attribute") : QStringLiteral("intent")));
    for (const QString& label : *intents)
        parsed.labels.append({parsed.role == Role::User ? Facet::Intent : Facet::Action, label});
    for (const QString& label : *attributes)
        parsed.labels.append({Facet::Attribute, label});
    return parsed;
}

// Each parses one thing of a row of csv: a reason to refuse it, or nothing.
QString parsePlace(const Columns& columns, const CsvRow& row, LabelRow& parsed)
{
    const bool byTurn = columns.has("turn");
    const QString place = columns.field(row, byTurn ? "turn" : "position").trimmed();
    parsed.row = QStringLiteral("%1:%2").arg(parsed.dialogue, place);
    bool isNumber = false;
    const int number = place.toInt(&isNumber) - (byTurn ? 1 : 0);
    if (parsed.target != TargetKind::Dialogue) {
        if (!isNumber || number < 0)
            return byTurn ? QStringLiteral("turn is not a whole number from 1")
                          : QStringLiteral("position is not a whole number from 0");
        parsed.position = number;
    }
    if (const QString role = columns.field(row, "role").trimmed(); !role.isEmpty()) {
        parsed.role = roleFromWord(role);
        if (!parsed.role)
            return QStringLiteral("role is neither user nor system");
    }
    return {};
}

QString parseTarget(const Columns& columns, const CsvRow& row, LabelRow& parsed)
{
    const QString word = columns.field(row, "target").trimmed();
    const QString begin = columns.field(row, "begin").trimmed();
    const QString end = columns.field(row, "end").trimmed();
    if (word.isEmpty() && begin.isEmpty() && end.isEmpty())
        return {};
    const auto kind = word.isEmpty() ? TargetKind::Span : targetFromWord(word);
    if (!kind)
        return QStringLiteral("target is none of span, turn, exchange and dialogue");
    parsed.target = *kind;
    if (parsed.target != TargetKind::Span)
        return {};
    bool hasBegin = false;
    bool hasEnd = false;
    parsed.span = TextSpan{begin.toLongLong(&hasBegin), end.toLongLong(&hasEnd)};
    if (!hasBegin || !hasEnd || parsed.span->begin < 0 || parsed.span->begin >= parsed.span->end)
        return QStringLiteral("begin and end are no span of characters");
    parsed.quote = columns.field(row, "quote");
    return {};
}

QString parseCode(const Columns& columns, const CsvRow& row, LabelRow& parsed)
{
    const QString code = columns.field(row, "code").trimmed();
    if (code.isEmpty())
        return QStringLiteral("the code is empty");
    std::optional<Facet> facet;
    if (const QString word = columns.field(row, "facet").trimmed(); !word.isEmpty()) {
        facet = facetFromWord(word);
        if (!facet)
            return QStringLiteral("%1 is no facet").arg(word);
    }
    parsed.labels.append({facet, code});
    return {};
}

Parsed parseCsv(const Columns& columns, const CsvRow& row)
{
    LabelRow parsed;
    parsed.dialogue = columns.field(row, "dialogue").trimmed();
    for (const auto parse : {parseTarget, parsePlace, parseCode}) {
        if (const QString reason = parse(columns, row, parsed); !reason.isEmpty())
            return refuse(reason);
    }
    return parsed;
}

Result<Columns> readHeader(CsvReader& reader)
{
    ANTIPHON_TRY_ASSIGN(const auto first, reader.next());
    Columns columns;
    for (const QString& name : first ? first->fields : QStringList())
        columns.header << name.trimmed();
    return columns;
}

QStringList missingColumns(const Columns& columns, CodingFormat format)
{
    QStringList missing;
    const auto need = [&](const char* name) {
        if (!columns.has(name))
            missing << QLatin1String(name);
    };
    if (format == CodingFormat::CpcdIntent) {
        for (const char* name : {"unique_id", "intent", "music_attribute"})
            need(name);
    } else {
        need("dialogue");
        need("code");
        if (!columns.has("position"))
            need("turn");
    }
    return missing;
}

} // namespace

Result<CodingFormat> guessCodingFormat(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const Columns columns, readHeader(reader));
    for (const CodingFormat format : {CodingFormat::CpcdIntent, CodingFormat::Csv}) {
        if (missingColumns(columns, format).isEmpty())
            return format;
    }
    return fail(Error{ErrorCode::WrongFormat, path, 1,
                      QStringLiteral("the header has neither unique_id, intent and music_attribute nor "
                                     "dialogue, turn and code")});
}

Result<LabelRows> readLabelRows(const QString& path, CodingFormat format, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const Columns columns, readHeader(reader));
    if (const QStringList missing = missingColumns(columns, format); !missing.isEmpty())
        return fail(Error{ErrorCode::MissingColumn, path, 1, missing.join(QLatin1String(", "))});
    LabelRows rows;
    while (!cancel.isCancelled()) {
        const auto row = reader.next();
        if (!row) {
            const Error& error = row.error();
            if (error.code != ErrorCode::InvalidText && error.code != ErrorCode::LineTooLong &&
                error.code != ErrorCode::WrongFormat)
                return fail(error);
            const QString reason = error.code == ErrorCode::InvalidText
                                       ? QStringLiteral("bytes that are not UTF-8")
                                   : error.detail.isEmpty() ? QStringLiteral("it cannot be read")
                                                            : error.detail;
            rows.refused << RefusedRow{error.line, {}, reason};
            continue;
        }
        if (!*row)
            return rows;
        Parsed parsed =
            format == CodingFormat::CpcdIntent ? parseCpcdIntent(columns, **row) : parseCsv(columns, **row);
        if (parsed) {
            parsed->line = (*row)->line;
            rows.rows << *parsed;
        } else {
            const char* name = format == CodingFormat::CpcdIntent ? "unique_id" : "dialogue";
            rows.refused << RefusedRow{(*row)->line, columns.field(**row, name), parsed.error()};
        }
    }
    return fail(ErrorCode::Cancelled, path);
}

} // namespace antiphon
