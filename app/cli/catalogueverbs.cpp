#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguejoin.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace antiphon::cli {

namespace {

constexpr qsizetype rejectsShown = 10;

QJsonArray rejectsJson(const CatalogueImport& import)
{
    QJsonArray rejects;
    for (const RejectedTrack& row : import.rejects)
        rejects << QJsonObject{{QStringLiteral("line"), row.line}, {QStringLiteral("reason"), row.reason}};
    return rejects;
}

QString importText(const CatalogueImport& import)
{
    const QLocale locale;
    QString text =
        QStringLiteral("Imported %1: %2 tracks with %3 attribute values in %4 s\n")
            .arg(import.catalogue.name, locale.toString(import.catalogue.tracks),
                 locale.toString(import.catalogue.values), locale.toString(import.seconds, 'f', 2));
    if (import.rejected > 0)
        text += QStringLiteral("%1 rows were refused\n").arg(locale.toString(import.rejected));
    for (const RejectedTrack& row : import.rejects.first(std::min(import.rejects.size(), rejectsShown)))
        text += QStringLiteral("  line %1: %2\n").arg(row.line).arg(row.reason);
    if (import.rejected > rejectsShown)
        text += QStringLiteral("  and %1 more; --rejects FILE writes them\n")
                    .arg(locale.toString(import.rejected - rejectsShown));
    return text;
}

Result<Answer> runImport(const Call& call)
{
    const QString mapPath = call.arguments.value(QStringLiteral("map"));
    ANTIPHON_TRY_ASSIGN(const QByteArray mapJson, readWholeFile(mapPath));
    ANTIPHON_TRY_ASSIGN(const CatalogueMap map,
                        catalogueMapFromJson(mapJson, mapPath, QFileInfo(mapPath).absolutePath()));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CatalogueImport import,
                        importCatalogue(connection, call.actor, call.arguments.positional.first(), map,
                                        call.arguments.value(QStringLiteral("name")), call.cancel,
                                        call.progress));
    ANTIPHON_TRY(writeRejects(call, rejectsJson(import)));
    Answer answer;
    answer.json = {{QStringLiteral("catalogue"), import.catalogue.name},
                   {QStringLiteral("tracks"), import.catalogue.tracks},
                   {QStringLiteral("values"), import.catalogue.values},
                   {QStringLiteral("rejected"), import.rejected},
                   {QStringLiteral("rejects"), rejectsJson(import)},
                   {QStringLiteral("seconds"), import.seconds}};
    answer.text = importText(import);
    answer.rejected = import.rejected;
    return answer;
}

QJsonArray ambiguousJson(const CatalogueJoin& join)
{
    QJsonArray list;
    for (const AmbiguousMatch& match : join.ambiguous)
        list << QJsonObject{{QStringLiteral("id"), match.externalId},
                            {QStringLiteral("title"), match.title},
                            {QStringLiteral("artist"), match.artist},
                            {QStringLiteral("alike"), match.alike},
                            {QStringLiteral("partners"), match.partners}};
    return list;
}

QString joinText(const CatalogueJoin& join)
{
    const QLocale locale;
    QString text =
        QStringLiteral("%1: %2 tracks, %3 of them with a partner, %4 without; %5 partners were not used\n")
            .arg(join.catalogue.name, locale.toString(join.catalogue.tracks), locale.toString(join.matched),
                 locale.toString(join.unmatched), locale.toString(join.unused));
    if (join.ambiguousCount > 0)
        text += QStringLiteral("%1 tracks look like several and were joined with none:\n")
                    .arg(locale.toString(join.ambiguousCount));
    for (const AmbiguousMatch& match : join.ambiguous.first(std::min(join.ambiguous.size(), rejectsShown)))
        text += QStringLiteral("  %1: %2 - %3\n").arg(match.externalId, match.title, match.artist);
    return text;
}

Result<Answer> runJoin(const Call& call)
{
    const Arguments& given = call.arguments;
    const QString by = given.value(QStringLiteral("by"), QStringLiteral("id"));
    if (by != QLatin1String("id") && by != QLatin1String("title-artist"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--by ") + by,
                    QStringLiteral("there are id and title-artist"));
    const JoinRequest request{given.value(QStringLiteral("into")), given.value(QStringLiteral("with")),
                              by == QLatin1String("id") ? JoinBy::Id : JoinBy::TitleArtist,
                              given.value(QStringLiteral("name")),
                              !given.has(QStringLiteral("drop-unmatched"))};
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CatalogueJoin join,
                        joinCatalogues(connection, call.actor, request, call.cancel, call.progress));
    Answer answer;
    answer.json = {{QStringLiteral("catalogue"), join.catalogue.name},
                   {QStringLiteral("tracks"), join.catalogue.tracks},
                   {QStringLiteral("values"), join.catalogue.values},
                   {QStringLiteral("matched"), join.matched},
                   {QStringLiteral("unmatched"), join.unmatched},
                   {QStringLiteral("unused"), join.unused},
                   {QStringLiteral("ambiguous"), join.ambiguousCount},
                   {QStringLiteral("ambiguousTracks"), ambiguousJson(join)},
                   {QStringLiteral("seconds"), join.seconds}};
    answer.text = joinText(join);
    return answer;
}

Verb joinVerb()
{
    return {
        {QStringLiteral("catalogue"), QStringLiteral("join")},
        {},
        0,
        0,
        QStringLiteral("a new catalogue: the tracks of one with the values of both"),
        QStringLiteral("antiphon-cli catalogue join --into jamendo --with tags --by title-artist "
                       "--name both --project evening.antiphon"),
        {{QStringLiteral("into"), QStringLiteral("N"), QStringLiteral("whose tracks and texts it has"), true},
         {QStringLiteral("with"), QStringLiteral("N"), QStringLiteral("whose values come to them"), true},
         {QStringLiteral("by"), QStringLiteral("id|title-artist"),
          QStringLiteral("what tracks are known again by (id)")},
         {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("of the new catalogue"), true},
         {QStringLiteral("drop-unmatched"), {}, QStringLiteral("leave out tracks without a partner")}},
        runJoin};
}

} // namespace

QList<Verb> catalogueVerbs()
{
    return {
        {{QStringLiteral("import"), QStringLiteral("catalogue")},
         QStringLiteral("FILE"),
         1,
         1,
         QStringLiteral("import tracks with their attributes from TSV, CSV or JSON lines, also .gz and .zst"),
         QStringLiteral("antiphon-cli import catalogue tracks.tsv --map map.json --name jamendo "
                        "--project evening.antiphon"),
         {{QStringLiteral("map"), QStringLiteral("MAP.json"), QStringLiteral("which column is what"), true},
          {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("its name (the file's name)")}},
         runImport},
        joinVerb()};
}

} // namespace antiphon::cli
