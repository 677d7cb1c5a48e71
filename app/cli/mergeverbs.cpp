// Two copies of a project brought together on the command line, and what they could not agree on.
#include "app/cli/verbs.h"
#include "core/merge/merge.h"

#include <QDateTime>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

QJsonObject conflictJson(const MergeConflict& conflict)
{
    return {{QStringLiteral("conflict"), conflict.id.toText()},
            {QStringLiteral("object"), conflict.object},
            {QStringLiteral("field"), conflict.field},
            {QStringLiteral("what"), conflictSubject(conflict)},
            {QStringLiteral("file"), conflict.file},
            {QStringLiteral("merged"),
             QDateTime::fromMSecsSinceEpoch(conflict.mergedAt, Qt::UTC).toString(Qt::ISODate)},
            {QStringLiteral("mine"), conflict.mine},
            {QStringLiteral("theirs"), conflict.theirs}};
}

QString sideText(const QString& side, const MergeConflict& conflict)
{
    if (conflict.field.isEmpty())
        return side.isEmpty() ? QStringLiteral("removed") : QStringLiteral("changed or in use");
    return QStringLiteral("\"%1\"").arg(side.simplified().left(80));
}

QString conflictText(const MergeConflict& conflict)
{
    return QStringLiteral("%1  %2: mine %3, in %4 %5\n")
        .arg(conflict.id.toText(), conflictSubject(conflict), sideText(conflict.mine, conflict),
             conflict.file, sideText(conflict.theirs, conflict));
}

// What is open after the work, as she who asks may see it.
Result<Answer> withConflicts(const Call& call, Answer answer)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto conflicts, openConflicts(connection));
    QJsonArray list;
    for (const MergeConflict& conflict : conflicts) {
        list << conflictJson(conflict);
        answer.text += conflictText(conflict);
    }
    answer.text += conflicts.isEmpty() ? QStringLiteral("No conflict is open.\n")
                                       : QStringLiteral("%L1 open; decide each with merge --resolve ID "
                                                        "--take mine or theirs.\n")
                                             .arg(conflicts.size());
    answer.json.insert(QStringLiteral("conflicts"), list);
    answer.rejected = conflicts.size();
    return answer;
}

Result<Answer> resolve(const Call& call)
{
    const QString text = call.arguments.value(QStringLiteral("resolve"));
    const QString take = call.arguments.value(QStringLiteral("take"));
    const auto id = MergeConflictId::fromText(text);
    if (!id)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--resolve %1").arg(text),
                    QStringLiteral("the id of a conflict is needed, as merge --conflicts lists them"));
    if (take != QLatin1String("mine") && take != QLatin1String("theirs"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--take %1").arg(take),
                    QStringLiteral("mine or theirs is needed"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY(resolveConflict(connection, call.actor, *id,
                                 take == QLatin1String("mine") ? MergeChoice::Mine : MergeChoice::Theirs));
    return withConflicts(call, Answer{{{QStringLiteral("resolved"), text}, {QStringLiteral("take"), take}},
                                      QStringLiteral("Took %1.\n").arg(take)});
}

QJsonObject reportJson(const MergeReport& report)
{
    QJsonObject tables;
    for (auto table = report.tables.cbegin(); table != report.tables.cend(); ++table)
        tables.insert(table.key(), QJsonObject{{QStringLiteral("added"), table->added},
                                               {QStringLiteral("changed"), table->changed},
                                               {QStringLiteral("removed"), table->removed}});
    QJsonObject bulk;
    for (auto table = report.bulk.cbegin(); table != report.bulk.cend(); ++table)
        bulk.insert(table.key(), *table);
    QJsonObject json{{QStringLiteral("common"), report.common},
                     {QStringLiteral("blinded"), report.blinded},
                     {QStringLiteral("objects"), tables},
                     {QStringLiteral("rows"), bulk}};
    if (report.blinded)
        return json;
    json.insert(QStringLiteral("edits"), report.theirEdits);
    json.insert(QStringLiteral("alike"), report.alike);
    json.insert(QStringLiteral("new_conflicts"), report.newConflicts);
    return json;
}

QString reportText(const MergeReport& report, const QString& file)
{
    QString text = report.common ? QStringLiteral("Merged %1.\n").arg(file)
                                 : QStringLiteral("Merged %1, which has no history in common with this "
                                                  "project: its rows were only added.\n")
                                       .arg(file);
    for (auto table = report.tables.cbegin(); table != report.tables.cend(); ++table)
        text += QStringLiteral("%1: %L2 added, %L3 changed, %L4 removed\n")
                    .arg(QString(table.key()).replace(QLatin1Char('_'), QLatin1Char(' ')))
                    .arg(table->added)
                    .arg(table->changed)
                    .arg(table->removed);
    for (auto table = report.bulk.cbegin(); table != report.bulk.cend(); ++table)
        text += QStringLiteral("%1: %L2 copied\n")
                    .arg(QString(table.key()).replace(QLatin1Char('_'), QLatin1Char(' ')))
                    .arg(*table);
    if (report.blinded)
        return text + QStringLiteral("The coder in hand is blind: what other coders did is not told.\n");
    if (report.alike > 0)
        text += QStringLiteral("%L1 made alike by both: kept once\n").arg(report.alike);
    if (report.tables.isEmpty() && report.bulk.isEmpty() && report.alike == 0)
        text += QStringLiteral("Nothing was new.\n");
    return text;
}

Result<Answer> merge(const Call& call)
{
    const bool resolves = call.arguments.has(QStringLiteral("resolve"));
    const bool lists = call.arguments.has(QStringLiteral("conflicts"));
    if (call.arguments.positional.isEmpty() != (resolves || lists))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("it needs one of: another project, --conflicts, --resolve ID"));
    if (resolves)
        return resolve(call);
    if (lists)
        return withConflicts(call, {});
    const QString file = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const MergeReport report,
                        mergeProject(connection, call.actor, file, call.cancel, call.progress));
    return withConflicts(call, Answer{reportJson(report), reportText(report, file)});
}

} // namespace

QList<Verb> mergeVerbs()
{
    return {{{QStringLiteral("merge")},
             QStringLiteral("[OTHER.antiphon]"),
             0,
             1,
             QStringLiteral("what was done in another copy of the project, taken in"),
             QStringLiteral("antiphon-cli merge anna.antiphon --project evening.antiphon"),
             {{QStringLiteral("conflicts"), {}, QStringLiteral("list what is still open"), false},
              {QStringLiteral("resolve"), QStringLiteral("ID"), QStringLiteral("decide one of them"), false},
              {QStringLiteral("take"), QStringLiteral("SIDE"), QStringLiteral("mine or theirs"), false}},
             merge}};
}

} // namespace antiphon::cli
