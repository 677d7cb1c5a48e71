#include "core/taxonomy/taxonomystore.h"

#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/theorystore.h"

namespace antiphon {

namespace {

constexpr int longestName = 100;

Result<TaxonomyVersion> versionOf(const Statement& row)
{
    TaxonomyVersion version{row.id<TaxonomyVersionId>(0),
                            0,
                            row.text(1),
                            row.text(2),
                            row.text(3),
                            row.integer(4),
                            row.text(5),
                            {}};
    const QString subject = QStringLiteral("the taxonomy %1").arg(version.name);
    ANTIPHON_TRY_ASSIGN(version.content, taxonomyFromJson(row.text(6).toUtf8(), subject));
    if (taxonomyHash(version.content) != version.hash)
        return fail(ErrorCode::DamagedProject, subject,
                    QStringLiteral("its content is not what was published"));
    return version;
}

Result<void> checkPublishing(const QList<TaxonomyVersion>& versions, const TaxonomyVersion& version)
{
    if (version.name.isEmpty() || version.name.size() > longestName || version.name == currentTaxonomyName())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the name '%1'").arg(version.name),
                    QStringLiteral("a version needs a name of at most %1 characters; \"%2\" stands for the "
                                   "codebook as it is")
                        .arg(longestName)
                        .arg(currentTaxonomyName()));
    const QString what = QStringLiteral("publishing %1").arg(version.name);
    if (version.content.codebook.codes.isEmpty())
        return fail(ErrorCode::NotPossible, what, QStringLiteral("the codebook has no codes"));
    for (const TaxonomyVersion& other : versions) {
        if (other.name == version.name)
            return fail(ErrorCode::AlreadyExists, QStringLiteral("the taxonomy %1").arg(version.name));
        if (other.hash == version.hash)
            return fail(ErrorCode::NotPossible, what,
                        QStringLiteral("the codebook says just what the version %1 says").arg(other.name));
    }
    return {};
}

Result<void> insertVersion(const Connection& connection, const TaxonomyVersion& version)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO taxonomy_version (id, name, note, actor, "
                                           "published_at, hash, content) VALUES (?,?,?,?,?,?,?)"));
    return insert.bind(1, version.id)
        .bind(2, version.name)
        .bind(3, version.note)
        .bind(4, version.actor)
        .bind(5, version.publishedAt)
        .bind(6, version.hash)
        .bind(7, QString::fromUtf8(taxonomyJson(version.content)))
        .run();
}

} // namespace

QString currentTaxonomyName()
{
    return QStringLiteral("current");
}

QString publishLabel(const QString& name)
{
    return QStringLiteral("Publish the taxonomy %1").arg(name.trimmed());
}

Result<QList<TaxonomyVersion>> readTaxonomyVersions(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name, note, actor, published_at, hash, content FROM "
                                           "taxonomy_version ORDER BY id"));
    QList<TaxonomyVersion> versions;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return versions;
        ANTIPHON_TRY_ASSIGN(TaxonomyVersion version, versionOf(select));
        version.number = static_cast<int>(versions.size()) + 1;
        versions << version;
    }
}

Result<Taxonomy> currentTaxonomy(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const Codebook codebook, readCodebook(connection));
    ANTIPHON_TRY_ASSIGN(const Theory theory, readTheory(connection));
    return taxonomyOf(codebook, theory);
}

Result<TaxonomyVersion> taxonomyCalled(const Connection& connection, const QString& name)
{
    if (name == currentTaxonomyName()) {
        TaxonomyVersion version;
        version.name = name;
        ANTIPHON_TRY_ASSIGN(version.content, currentTaxonomy(connection));
        version.hash = taxonomyHash(version.content);
        return version;
    }
    ANTIPHON_TRY_ASSIGN(const QList<TaxonomyVersion> versions, readTaxonomyVersions(connection));
    QStringList names;
    for (const TaxonomyVersion& version : versions) {
        if (version.name == name)
            return version;
        names << version.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the taxonomy %1").arg(name),
                names.isEmpty()
                    ? QStringLiteral("no version of the codebook is published yet")
                    : QStringLiteral("there are %1 and current").arg(names.join(QStringLiteral(", "))));
}

Result<TaxonomyVersion> publishTaxonomy(const Connection& connection, const Actor& actor, const QString& name,
                                        const QString& note)
{
    ANTIPHON_TRY_ASSIGN(const QList<TaxonomyVersion> versions, readTaxonomyVersions(connection));
    TaxonomyVersion version;
    version.id = TaxonomyVersionId::create();
    version.number = static_cast<int>(versions.size()) + 1;
    version.name = name.trimmed();
    version.note = note;
    version.actor = actor.name;
    version.publishedAt = now();
    ANTIPHON_TRY_ASSIGN(version.content, currentTaxonomy(connection));
    version.hash = taxonomyHash(version.content);
    ANTIPHON_TRY(checkPublishing(versions, version));
    ANTIPHON_TRY(insertVersion(connection, version));
    return version;
}

Result<TaxonomyDiff> taxonomyDiff(const Connection& connection, const QString& before, const QString& after)
{
    ANTIPHON_TRY_ASSIGN(const TaxonomyVersion first, taxonomyCalled(connection, before));
    ANTIPHON_TRY_ASSIGN(const TaxonomyVersion second, taxonomyCalled(connection, after));
    ANTIPHON_TRY_ASSIGN(const QList<CodeLineage> lineage, readLineage(connection));
    return diffTaxonomies(first.content, second.content, lineage);
}

Result<TaxonomyOverlay> overlayCalled(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version, taxonomyCalled(connection, name));
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const QList<CodeLineage> lineage, readLineage(connection));
    return overlayOf(name, version.content, codes, lineage);
}

Result<QList<qint64>> codingsAffected(const Connection& connection, const TaxonomyDiff& diff)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT code, sum(codings) FROM coding_count WHERE source IN "
                                           "(SELECT id FROM source WHERE state = 'ready') GROUP BY code"));
    QHash<CodeId, qint64> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        counts.insert(select.id<CodeId>(0), select.integer(1));
    }
    QList<qint64> affected;
    for (const TaxonomyChange& change : diff.changes) {
        QSet<CodeId> codes(change.before.begin(), change.before.end());
        codes.unite(QSet<CodeId>(change.after.begin(), change.after.end()));
        qint64 sum = 0;
        for (const CodeId code : std::as_const(codes))
            sum += counts.value(code);
        affected << sum;
    }
    return affected;
}

} // namespace antiphon
