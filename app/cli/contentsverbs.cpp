#include "app/cli/counttext.h"
#include "app/cli/verbs.h"
#include "core/overview/contents.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QJsonArray sourcesJson(const QList<Source>& sources)
{
    QJsonArray array;
    for (const Source& source : sources)
        array << QJsonObject{{QStringLiteral("name"), source.name},
                             {QStringLiteral("kind"), source.kind == SourceKind::Run
                                                          ? QStringLiteral("run")
                                                          : QStringLiteral("corpus")},
                             {QStringLiteral("format"), source.format},
                             {QStringLiteral("origin"), source.origin},
                             {QStringLiteral("dialogues"), source.dialogues},
                             {QStringLiteral("turns"), source.turns},
                             {QStringLiteral("tracks"), source.tracks}};
    return array;
}

QJsonArray cataloguesJson(const QList<CatalogueCount>& catalogues)
{
    QJsonArray array;
    for (const CatalogueCount& catalogue : catalogues) {
        QJsonObject families;
        for (const auto& [type, family] : catalogue.types)
            families.insert(type, family);
        array << QJsonObject{{QStringLiteral("name"), catalogue.name},
                             {QStringLiteral("tracks"), catalogue.tracks},
                             {QStringLiteral("values"), catalogue.values},
                             {QStringLiteral("families"), families}};
    }
    return array;
}

QJsonArray planSetsJson(const QList<PlanSetCount>& planSets)
{
    QJsonArray array;
    for (const PlanSetCount& planSet : planSets)
        array << QJsonObject{{QStringLiteral("name"), planSet.name},
                             {QStringLiteral("plans"), planSet.plans},
                             {QStringLiteral("turns"), planSet.turns}};
    return array;
}

QJsonArray runsJson(const QList<RunCount>& runs)
{
    QJsonArray array;
    for (const RunCount& run : runs)
        array << QJsonObject{
            {QStringLiteral("name"), run.name},       {QStringLiteral("state"), run.state},
            {QStringLiteral("writer"), run.writer},   {QStringLiteral("planned"), run.planned},
            {QStringLiteral("samples"), run.samples}, {QStringLiteral("set_aside"), run.setAside}};
    return array;
}

QJsonArray studiesJson(const QList<StudyCount>& studies)
{
    QJsonArray array;
    for (const StudyCount& study : studies)
        array << QJsonObject{{QStringLiteral("name"), study.name},
                             {QStringLiteral("state"), study.state},
                             {QStringLiteral("items"), study.items},
                             {QStringLiteral("packets"), study.packets},
                             {QStringLiteral("answers"), study.answers}};
    return array;
}

QString contentsText(const Contents& contents)
{
    QString text =
        QStringLiteral("%1 with %2 in %3\n")
            .arg(dialoguesText(contents.dialogues), turnsText(contents.turns),
                 plural(contents.sources.size(), QStringLiteral("source"), QStringLiteral("sources")));
    for (const Source& source : contents.sources)
        text += QStringLiteral("  %1 (%2, from %3): %4, %5, %6 tracks\n")
                    .arg(source.name, source.format, source.origin, dialoguesText(source.dialogues),
                         turnsText(source.turns), number(source.tracks));
    text += QStringLiteral("%1, %2 by %3 on %4, %5\n")
                .arg(plural(contents.codes, QStringLiteral("code"), QStringLiteral("codes")),
                     plural(contents.codings, QStringLiteral("coding"), QStringLiteral("codings")),
                     plural(contents.coders, QStringLiteral("coder"), QStringLiteral("coders")),
                     dialoguesText(contents.codedDialogues),
                     plural(contents.memos, QStringLiteral("memo"), QStringLiteral("memos")));
    for (const CatalogueCount& catalogue : contents.catalogues) {
        text += QStringLiteral("Catalogue %1: %2 tracks, %3 values\n")
                    .arg(catalogue.name, number(catalogue.tracks), number(catalogue.values));
        for (const auto& [type, family] : catalogue.types)
            text += QStringLiteral("  %1 (%2)\n").arg(type, family);
    }
    for (const PlanSetCount& planSet : contents.planSets)
        text += QStringLiteral("Plans %1: %2 plans, %3\n")
                    .arg(planSet.name, number(planSet.plans), turnsText(planSet.turns));
    for (const RunCount& run : contents.runs)
        text += QStringLiteral("Run %1 (%2, by %3): %4 of %5 samples, %6 set aside\n")
                    .arg(run.name, run.state, run.writer, number(run.samples), number(run.planned),
                         number(run.setAside));
    for (const StudyCount& study : contents.studies)
        text += QStringLiteral("Study %1 (%2): %3 items, %4 packets, %5 answers\n")
                    .arg(study.name, study.state, number(study.items), number(study.packets),
                         number(study.answers));
    return text;
}

Result<Answer> info(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Contents contents, readContents(connection));
    const QJsonObject json{{QStringLiteral("dialogues"), contents.dialogues},
                           {QStringLiteral("turns"), contents.turns},
                           {QStringLiteral("codes"), contents.codes},
                           {QStringLiteral("coders"), contents.coders},
                           {QStringLiteral("codings"), contents.codings},
                           {QStringLiteral("coded_dialogues"), contents.codedDialogues},
                           {QStringLiteral("memos"), contents.memos},
                           {QStringLiteral("sources"), sourcesJson(contents.sources)},
                           {QStringLiteral("catalogues"), cataloguesJson(contents.catalogues)},
                           {QStringLiteral("plan_sets"), planSetsJson(contents.planSets)},
                           {QStringLiteral("runs"), runsJson(contents.runs)},
                           {QStringLiteral("studies"), studiesJson(contents.studies)}};
    return Answer{json, contentsText(contents)};
}

} // namespace

QList<Verb> contentsVerbs()
{
    return {{{QStringLiteral("info")},
             {},
             0,
             0,
             QStringLiteral("count everything in the project"),
             QStringLiteral("antiphon-cli info --project evening.antiphon"),
             {},
             info}};
}

} // namespace antiphon::cli
