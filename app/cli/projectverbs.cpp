#include "app/cli/verbs.h"
#include "core/coding/codebookimport.h"
#include "core/overview/overviewstore.h"
#include "core/overview/sampleproject.h"

#include <QFile>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

Result<Answer> fillNew(const Call& call, const Connection& connection)
{
    const QString path = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const CodebookImport codebook, addStartingCodebook(connection, call.actor));
    if (!call.arguments.has(QStringLiteral("sample")))
        return Answer{{{QStringLiteral("project"), path}, {QStringLiteral("codes"), codebook.added}},
                      QStringLiteral("Made %1").arg(path)};
    ANTIPHON_TRY(addSampleData(connection, call.actor, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(const Overview sample, readOverview(connection));
    return Answer{{{QStringLiteral("project"), path},
                   {QStringLiteral("codes"), codebook.added},
                   {QStringLiteral("dialogues"), sample.dialogues},
                   {QStringLiteral("turns"), sample.turns},
                   {QStringLiteral("codings"), sample.codings},
                   {QStringLiteral("tracks"), sample.tracks}},
                  QStringLiteral("Made %1 with the sample: %2 dialogues, %3 codings, %4 tracks")
                      .arg(path)
                      .arg(sample.dialogues)
                      .arg(sample.codings)
                      .arg(sample.tracks)};
}

Result<Answer> makeNew(const Call& call)
{
    const QString path = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, createProject(path));
    auto filled = fillNew(call, connection);
    if (!filled) {
        // A project that could not be filled is no project; only what was just made goes.
        for (const char* suffix : {"", "-wal", "-shm"})
            QFile::remove(path + QLatin1String(suffix));
    }
    return filled;
}

QString kindWord(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Undo:
        return QStringLiteral("undo");
    case HistoryKind::Redo:
        return QStringLiteral("redo");
    case HistoryKind::Edit:
        break;
    }
    return QStringLiteral("edit");
}

QJsonObject entryJson(const HistoryEntry& entry)
{
    return {{QStringLiteral("sequence"), entry.sequence},
            {QStringLiteral("kind"), kindWord(entry.kind)},
            {QStringLiteral("label"), entry.label},
            {QStringLiteral("actor"), entry.actor},
            {QStringLiteral("at"), entry.at},
            {QStringLiteral("undone"), entry.undone},
            {QStringLiteral("changes"), entry.changes},
            {QStringLiteral("objects"), QJsonArray::fromStringList(entry.objects)}};
}

Result<HistoryQuery> historyQuery(const Call& call)
{
    HistoryQuery query;
    query.actor = call.arguments.value(QStringLiteral("by"));
    query.text = call.arguments.value(QStringLiteral("words"));
    query.object = call.arguments.value(QStringLiteral("object"));
    if (!query.object.isEmpty() && !recordedTables().contains(query.object))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--object %1").arg(query.object),
                    QStringLiteral("the history knows %1").arg(recordedTables().join(QStringLiteral(", "))));
    const QString since = call.arguments.value(QStringLiteral("since"));
    if (since.isEmpty())
        return query;
    const QDateTime at = QDateTime::fromString(since, Qt::ISODate);
    if (!at.isValid())
        return fail(ErrorCode::InvalidValue, QStringLiteral("--since %1").arg(since),
                    QStringLiteral("a time reads as 2026-11-21T14:05"));
    query.since = at.toMSecsSinceEpoch();
    return query;
}

Result<Answer> showHistory(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    EditHistory history(connection, EditHistory::Eyes::CoderInHand);
    ANTIPHON_TRY_ASSIGN(const qint64 times, call.arguments.integer(QStringLiteral("times"), 1, 1, 1'000'000));
    QJsonArray acts;
    QString text;
    const bool undo = call.arguments.has(QStringLiteral("undo"));
    if (undo || call.arguments.has(QStringLiteral("redo"))) {
        for (qint64 i = 0; i < times; ++i) {
            ANTIPHON_TRY_ASSIGN(const HistoryEntry entry,
                                undo ? history.undo(call.actor) : history.redo(call.actor));
            acts << entryJson(entry);
            text += QStringLiteral("%1: %2\n")
                        .arg(undo ? QStringLiteral("Undone") : QStringLiteral("Redone"), entry.label);
        }
        return Answer{{{QStringLiteral("acts"), acts}}, text};
    }
    if (call.arguments.has(QStringLiteral("to"))) {
        ANTIPHON_TRY_ASSIGN(
            const qint64 sequence,
            call.arguments.integer(QStringLiteral("to"), 0, 0, std::numeric_limits<qint64>::max()));
        ANTIPHON_TRY_ASSIGN(const int steps, history.stepTo(call.actor, sequence));
        return Answer{{{QStringLiteral("steps"), steps}},
                      steps < 0 ? QStringLiteral("Undone %L1 acts.\n").arg(-steps)
                                : QStringLiteral("Redone %L1 acts.\n").arg(steps)};
    }
    ANTIPHON_TRY_ASSIGN(const HistoryQuery query, historyQuery(call));
    ANTIPHON_TRY_ASSIGN(const Connection eyes, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto entries, EditHistory(eyes).entries(query));
    for (const HistoryEntry& entry : entries) {
        acts << entryJson(entry);
        text += QStringLiteral("%1  %2  %3  %4%5\n")
                    .arg(entry.sequence, 6)
                    .arg(QDateTime::fromMSecsSinceEpoch(entry.at).toString(Qt::ISODate), entry.actor,
                         entry.kind == HistoryKind::Edit ? QString()
                                                         : kindWord(entry.kind) + QStringLiteral(": "),
                         entry.label);
    }
    return Answer{{{QStringLiteral("acts"), acts}}, text};
}

} // namespace

QList<Verb> projectVerbs()
{
    return {
        {{QStringLiteral("new")},
         QStringLiteral("FILE"),
         1,
         1,
         QStringLiteral("make a project"),
         QStringLiteral("antiphon-cli new evening.antiphon --sample"),
         {{QStringLiteral("sample"), {}, QStringLiteral("with the sample's dialogues, codings and tracks")}},
         makeNew},
        {{QStringLiteral("history")},
         {},
         0,
         0,
         QStringLiteral("list, undo and redo what people did"),
         QStringLiteral("antiphon-cli history --undo --times 3 --project evening.antiphon"),
         {{QStringLiteral("undo"), {}, QStringLiteral("undo the newest edit in effect")},
          {QStringLiteral("redo"), {}, QStringLiteral("redo the edit undone last")},
          {QStringLiteral("times"), QStringLiteral("N"),
           QStringLiteral("how many edits to undo or redo (1)")},
          {QStringLiteral("to"), QStringLiteral("N"),
           QStringLiteral("undo or redo until the project is as it was right after act N (0: before all)")},
          {QStringLiteral("by"), QStringLiteral("NAME"), QStringLiteral("list only what NAME did")},
          {QStringLiteral("object"), QStringLiteral("TABLE"),
           QStringLiteral("list only acts on these rows: coding, code, memo, …")},
          {QStringLiteral("words"), QStringLiteral("TEXT"), QStringLiteral("list only acts that say TEXT")},
          {QStringLiteral("since"), QStringLiteral("TIME"),
           QStringLiteral("list only acts since TIME (2026-11-21T14:05)")}},
         showHistory}};
}

} // namespace antiphon::cli
