#include "core/corpus/exportrecord.h"

#include "core/base/csvfile.h"
#include "core/base/jsontext.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/lprecord.h"
#include "core/corpus/nativerecord.h"

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

} // namespace

QByteArray recordsHead(ExportFormat format)
{
    switch (format) {
    case ExportFormat::LpTable:
        return "id,conversation\n";
    case ExportFormat::Csv:
        return "dialogue,position,role,text,intents,attributes,tracks,liked,disliked\n";
    default:
        return {};
    }
}

Result<QByteArray> exportRecord(const Connection& connection, const Dialogue& dialogue, ExportFormat format)
{
    switch (format) {
    case ExportFormat::LpList:
        return lpJson(dialogue);
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
    ANTIPHON_TRY_ASSIGN(const auto facts, tracksOf(connection, dialogue));
    return nativeLine(dialogue, facts);
}

} // namespace antiphon
