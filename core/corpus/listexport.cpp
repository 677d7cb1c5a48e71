#include "core/corpus/listexport.h"

#include "core/base/csvfile.h"

namespace antiphon {

namespace {

Result<QHash<SourceId, QString>> sourceNames(const Connection& connection)
{
    QHash<SourceId, QString> names;
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    for (const Source& source : sources)
        names.insert(source.id, source.name);
    return names;
}

QByteArray rowOf(const DialogueSummary& row, const QHash<SourceId, QString>& names)
{
    return csvLine({row.externalId, names.value(row.source), QString::number(row.turns),
                    QString::number(row.tracks), row.preview});
}

} // namespace

Result<qint64> exportDialogueList(const Connection& connection, const DialogueQuery& query,
                                  const QString& path, const CancelToken& cancel,
                                  const ProgressSink& progress)
{
    constexpr qsizetype batch = 500;
    ANTIPHON_TRY_ASSIGN(const auto names, sourceNames(connection));
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> order, dialogueOrder(connection, query));
    QByteArray content("dialogue,source,turns,tracks,first_words\n");
    for (qsizetype begin = 0; begin < order.size(); begin += batch) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, path);
        ANTIPHON_TRY_ASSIGN(const auto rows, dialogueSummaries(connection, order.mid(begin, batch)));
        for (const DialogueSummary& row : rows)
            content += rowOf(row, names);
        report(progress, begin + rows.size(), order.size(), QStringLiteral("dialogues"));
    }
    ANTIPHON_TRY(writeWholeFile(path, content));
    return order.size();
}

} // namespace antiphon
