// Published versions of the codebook, on the command line.
#include "app/cli/verbs.h"
#include "core/coding/codebookfile.h"
#include "core/taxonomy/taxonomystore.h"

namespace antiphon::cli {

namespace {

QString timeText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate);
}

qint64 codesOf(const TaxonomyVersion& version)
{
    return version.content.codebook.codes.size();
}

QJsonObject versionJson(const TaxonomyVersion& version)
{
    return {{QStringLiteral("version"), version.number},
            {QStringLiteral("name"), version.name},
            {QStringLiteral("note"), version.note},
            {QStringLiteral("actor"), version.actor},
            {QStringLiteral("publishedAt"), version.number > 0 ? timeText(version.publishedAt) : QString()},
            {QStringLiteral("hash"), version.hash},
            {QStringLiteral("codes"), codesOf(version)}};
}

QString versionText(const TaxonomyVersion& version)
{
    if (version.number == 0)
        return QStringLiteral("The codebook as it stands: %L1 codes, sha256 %2\n")
            .arg(codesOf(version))
            .arg(version.hash);
    QString text = QStringLiteral("%1. %2: %L3 codes, published %4 by %5, sha256 %6\n")
                       .arg(version.number)
                       .arg(version.name)
                       .arg(codesOf(version))
                       .arg(timeText(version.publishedAt), version.actor, version.hash);
    if (!version.note.isEmpty())
        text += QStringLiteral("   %1\n").arg(version.note);
    return text;
}

Result<Answer> publish(const Call& call)
{
    const QString name = call.arguments.value(QStringLiteral("name"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    TaxonomyVersion version;
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, publishLabel(name), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(version, publishTaxonomy(connection, call.actor, name,
                                                     call.arguments.value(QStringLiteral("note"))));
        return {};
    }));
    return Answer{versionJson(version), QStringLiteral("Published ") + versionText(version)};
}

Result<Answer> list(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const QList<TaxonomyVersion> versions, readTaxonomyVersions(connection));
    QJsonArray array;
    QString text;
    for (const TaxonomyVersion& version : versions) {
        array << versionJson(version);
        text += versionText(version);
    }
    return Answer{{{QStringLiteral("taxonomies"), array}},
                  versions.isEmpty() ? QStringLiteral("No version of the codebook is published yet.\n")
                                     : text};
}

Result<Answer> show(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version,
                        taxonomyCalled(connection, call.arguments.positional.first()));
    QJsonObject json = versionJson(version);
    json.insert(QStringLiteral("content"), QJsonDocument::fromJson(taxonomyJson(version.content)).object());
    return Answer{json, versionText(version) + QLatin1Char('\n') +
                            QString::fromUtf8(
                                codebookMarkdown(inTreeOrder(version.content.codebook.codes), version.name))};
}

Result<Answer> diff(const Call& call)
{
    const QString before = call.arguments.positional.first();
    const QString after = call.arguments.positional.value(1, currentTaxonomyName());
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const TaxonomyDiff found, taxonomyDiff(connection, before, after));
    ANTIPHON_TRY_ASSIGN(const QList<qint64> codings, codingsAffected(connection, found));
    QJsonArray array;
    QString text = QStringLiteral("%1 -> %2: %L3 changes\n").arg(before, after).arg(found.changes.size());
    for (qsizetype i = 0; i < found.changes.size(); ++i) {
        const TaxonomyChange& change = found.changes[i];
        array << QJsonObject{{QStringLiteral("change"), taxonomyChangeWord(change.kind)},
                             {QStringLiteral("from"), QJsonArray::fromStringList(change.from)},
                             {QStringLiteral("to"), QJsonArray::fromStringList(change.to)},
                             {QStringLiteral("fields"), QJsonArray::fromStringList(change.fields)},
                             {QStringLiteral("codings"), codings[i]}};
        text += QStringLiteral("  %1 %2; %L3 codings\n")
                    .arg(taxonomyChangeWord(change.kind), -10)
                    .arg(taxonomyChangeText(change))
                    .arg(codings[i]);
    }
    return Answer{
        {{QStringLiteral("from"), before}, {QStringLiteral("to"), after}, {QStringLiteral("changes"), array}},
        text};
}

Verb publishVerb()
{
    return {
        {QStringLiteral("taxonomy"), QStringLiteral("publish")},
        {},
        0,
        0,
        QStringLiteral("freeze the codebook as a version"),
        QStringLiteral("antiphon-cli taxonomy publish --name v1 --note \"after the pilot\" --project "
                       "evening.antiphon"),
        {{QStringLiteral("name"), QStringLiteral("V"), QStringLiteral("what the version is called"), true},
         {QStringLiteral("note"), QStringLiteral("TEXT"), QStringLiteral("why it is published"), false}},
        publish};
}

} // namespace

QList<Verb> taxonomyVerbs()
{
    return {publishVerb(),
            {{QStringLiteral("taxonomy"), QStringLiteral("list")},
             {},
             0,
             0,
             QStringLiteral("the published versions of the codebook"),
             QStringLiteral("antiphon-cli taxonomy list --project evening.antiphon"),
             {},
             list},
            {{QStringLiteral("taxonomy"), QStringLiteral("show")},
             QStringLiteral("V"),
             1,
             1,
             QStringLiteral("a version with all its codes; 'current' is the codebook as it stands"),
             QStringLiteral("antiphon-cli taxonomy show v1 --project evening.antiphon"),
             {},
             show},
            {{QStringLiteral("taxonomy"), QStringLiteral("diff")},
             QStringLiteral("V1 [V2]"),
             1,
             2,
             QStringLiteral("what changed from one version to another, and the codings it concerns"),
             QStringLiteral("antiphon-cli taxonomy diff v1 current --project evening.antiphon"),
             {},
             diff}};
}

} // namespace antiphon::cli
