#include "app/cli/counttext.h"
#include "app/cli/memoverbs.h"
#include "app/cli/verbs.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/searchstore.h"
#include "core/corpus/sourcestore.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

constexpr qsizetype rejectsInAnswer = 100;
constexpr qsizetype rejectsInText = 10;

QJsonArray rejectsJson(const QList<RejectedRow>& rows, qsizetype limit)
{
    QJsonArray array;
    for (const RejectedRow& row : rows.first(std::min(limit, rows.size())))
        array << QJsonObject{{QStringLiteral("file"), row.file},
                             {QStringLiteral("line"), row.line},
                             {QStringLiteral("reason"), row.reason}};
    return array;
}

Result<CorpusImport> requestOf(const Call& call)
{
    CorpusImport request;
    request.files = call.arguments.positional;
    request.name = call.arguments.value(QStringLiteral("name"));
    if (call.arguments.has(QStringLiteral("format"))) {
        const QString name = call.arguments.value(QStringLiteral("format"));
        request.format = formatFromName(name);
        if (!request.format)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(name),
                        QStringLiteral("corpora come as cpcd, lp, chat, csv or jsonl"));
    }
    if (call.arguments.has(QStringLiteral("map"))) {
        ANTIPHON_TRY_ASSIGN(request.columns, readTurnColumns(call.arguments.value(QStringLiteral("map"))));
    }
    return request;
}

QString importText(const CorpusImportReport& report)
{
    QString text =
        QStringLiteral("Imported %1 with %2 (%3 exchanges, %4 turns without text) and %5 tracks into %6 "
                       "in %7 s.\n")
            .arg(dialoguesText(report.dialogues), turnsText(report.turns), number(report.exchanges),
                 number(report.emptyTurns), number(report.tracks), report.source.name,
                 QString::number(report.seconds, 'f', 2));
    if (report.unchanged > 0)
        text += QStringLiteral("%1 there already, unchanged.\n")
                    .arg(plural(report.unchanged, QStringLiteral("dialogue was"),
                                QStringLiteral("dialogues were")));
    if (report.skippedPrompts > 0)
        text += QStringLiteral("%1 skipped.\n")
                    .arg(plural(report.skippedPrompts, QStringLiteral("system prompt was"),
                                QStringLiteral("system prompts were")));
    if (report.rejected == 0)
        return text;
    text += QStringLiteral("%1 refused:\n")
                .arg(plural(report.rejected, QStringLiteral("row was"), QStringLiteral("rows were")));
    for (const RejectedRow& row : report.rejects.first(std::min(rejectsInText, report.rejects.size())))
        text += QStringLiteral("  %1, line %2: %3\n").arg(row.file).arg(row.line).arg(row.reason);
    if (report.rejected > rejectsInText)
        text += QStringLiteral("  and %1 more; --rejects FILE writes them all.\n")
                    .arg(number(report.rejected - rejectsInText));
    return text;
}

Result<Answer> importCorpora(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const CorpusImport request, requestOf(call));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CorpusImportReport report,
                        importCorpus(connection, call.actor, request, call.cancel, call.progress));
    ANTIPHON_TRY(writeRejects(call, rejectsJson(report.rejects, report.rejects.size())));
    const QJsonObject json{{QStringLiteral("source"), report.source.name},
                           {QStringLiteral("format"), report.source.format},
                           {QStringLiteral("dialogues"), report.dialogues},
                           {QStringLiteral("turns"), report.turns},
                           {QStringLiteral("exchanges"), report.exchanges},
                           {QStringLiteral("empty_turns"), report.emptyTurns},
                           {QStringLiteral("tracks"), report.tracks},
                           {QStringLiteral("unchanged"), report.unchanged},
                           {QStringLiteral("skipped_prompts"), report.skippedPrompts},
                           {QStringLiteral("rejected"), report.rejected},
                           {QStringLiteral("rejects"), rejectsJson(report.rejects, rejectsInAnswer)},
                           {QStringLiteral("seconds"), report.seconds}};
    return Answer{json, importText(report), report.rejected};
}

Result<Source> namedSource(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(name));
    return *source;
}

Result<Answer> removeNamedSource(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Source source,
                        removeSource(connection, call.actor, call.arguments.positional.first()));
    return Answer{{{QStringLiteral("source"), source.name}, {QStringLiteral("dialogues"), source.dialogues}},
                  QStringLiteral("Removed %1 with %2; 'history --undo' brings it back.")
                      .arg(source.name, dialoguesText(source.dialogues))};
}

QJsonArray marksJson(const QList<TextSpan>& marks)
{
    QJsonArray array;
    for (const TextSpan& mark : marks)
        array << QJsonArray{mark.begin, mark.end};
    return array;
}

Result<Answer> search(const Call& call)
{
    const QString typed = call.arguments.positional.join(QLatin1Char(' '));
    const QString place = call.arguments.value(QStringLiteral("in"), QStringLiteral("turns"));
    if (place != QLatin1String("turns") && place != QLatin1String("memos"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--in %1").arg(place),
                    QStringLiteral("turns or memos can be searched"));
    ANTIPHON_TRY_ASSIGN(const qint64 limit,
                        call.arguments.integer(QStringLiteral("limit"), 20, 1, 1'000'000));
    if (place == QLatin1String("memos"))
        return searchMemos(call, typed, static_cast<int>(limit));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    std::optional<SourceId> source;
    if (call.arguments.has(QStringLiteral("source"))) {
        ANTIPHON_TRY_ASSIGN(const Source named,
                            namedSource(connection, call.arguments.value(QStringLiteral("source"))));
        source = named.id;
    }
    ANTIPHON_TRY_ASSIGN(const FoundTurns found,
                        searchTurns(connection, typed, source, static_cast<int>(limit)));
    QJsonArray array;
    QString text = QStringLiteral("%1 found.\n").arg(turnsText(found.turns));
    if (found.ranked() < found.turns)
        text += QStringLiteral("Best of the first %L1:\n").arg(found.ranked());
    for (const TurnHit& hit : found.hits) {
        const QString role = hit.role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
        array << QJsonObject{{QStringLiteral("dialogue"), hit.externalId},
                             {QStringLiteral("position"), hit.position},
                             {QStringLiteral("role"), role},
                             {QStringLiteral("snippet"), hit.snippet},
                             {QStringLiteral("marks"), marksJson(hit.marks)},
                             {QStringLiteral("score"), hit.score}};
        text += QStringLiteral("%1, turn %2, %3: %4\n")
                    .arg(hit.externalId)
                    .arg(hit.position + 1)
                    .arg(role, hit.snippet.simplified());
    }
    return Answer{{{QStringLiteral("turns"), found.turns},
                   {QStringLiteral("ranked"), found.ranked()},
                   {QStringLiteral("hits"), array}},
                  text};
}

Verb importVerb()
{
    return {{QStringLiteral("import"), QStringLiteral("corpus")},
            QStringLiteral("FILE..."),
            1,
            -1,
            QStringLiteral("import dialogues"),
            QStringLiteral("antiphon-cli import corpus cpcd.jsonl --name cpcd --project evening.antiphon"),
            {{QStringLiteral("format"), QStringLiteral("F"),
              QStringLiteral("cpcd, lp, chat, csv or jsonl; guessed when left out")},
             {QStringLiteral("name"), QStringLiteral("NAME"),
              QStringLiteral("the source's name; one that is there is added to (the file's name)")},
             {QStringLiteral("map"), QStringLiteral("MAP.json"),
              QStringLiteral(
                  "the columns of a csv: {\"dialogue\", \"role\", \"text\", \"position\", \"roles\"}")}},
            importCorpora};
}

Verb searchVerb()
{
    return {{QStringLiteral("search")},
            QStringLiteral("TEXT..."),
            1,
            -1,
            QStringLiteral("find words in the turns or memos, best first"),
            QStringLiteral("antiphon-cli search 'dance party' --project evening.antiphon"),
            {{QStringLiteral("in"), QStringLiteral("PLACE"), QStringLiteral("turns or memos (turns)")},
             {QStringLiteral("source"), QStringLiteral("NAME"), QStringLiteral("only in this source")},
             {QStringLiteral("coder"), QStringLiteral("NAME"), QStringLiteral("only memos of this coder")},
             {QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("how many hits to show (20)")}},
            search};
}

} // namespace

QList<Verb> corpusVerbs()
{
    return {importVerb(),
            searchVerb(),
            {{QStringLiteral("remove"), QStringLiteral("source")},
             QStringLiteral("NAME"),
             1,
             1,
             QStringLiteral("remove a source; can be undone"),
             QStringLiteral("antiphon-cli remove source cpcd --project evening.antiphon"),
             {},
             removeNamedSource}};
}

} // namespace antiphon::cli
