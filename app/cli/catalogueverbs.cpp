#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/catalogue/catalogueimport.h"

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
    ANTIPHON_TRY_ASSIGN(const CatalogueMap map, catalogueMapFromJson(mapJson, mapPath));
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

} // namespace

QList<Verb> catalogueVerbs()
{
    return {
        {{QStringLiteral("import"), QStringLiteral("catalogue")},
         QStringLiteral("FILE"),
         1,
         1,
         QStringLiteral("import tracks with their attributes from TSV, CSV or JSON lines"),
         QStringLiteral("antiphon-cli import catalogue tracks.tsv --map map.json --name jamendo "
                        "--project evening.antiphon"),
         {{QStringLiteral("map"), QStringLiteral("MAP.json"), QStringLiteral("which column is what"), true},
          {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("its name (the file's name)")}},
         runImport}};
}

} // namespace antiphon::cli
