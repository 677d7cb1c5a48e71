#include "core/catalogue/similaritystore.h"

#include "core/storage/bulklock.h"

namespace antiphon {

namespace {

constexpr std::size_t itemsInATransaction = 2'000;

QString wordOf(SimilarityTarget target)
{
    return target == SimilarityTarget::Tracks ? QStringLiteral("tracks") : QStringLiteral("artists");
}

QString wordOf(SimilarityKind kind)
{
    return kind == SimilarityKind::List ? QStringLiteral("list") : QStringLiteral("embedding");
}

Result<void> writeOwner(const Connection& connection, const Similarity& similarity)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare(
            "INSERT INTO similarity (id, catalogue, name, target, kind, origin, state, created_at, "
            "items, dimensions) VALUES (?, ?, ?, ?, ?, ?, 'importing', ?, ?, ?)"));
    return insert.bind(1, similarity.id)
        .bind(2, similarity.catalogue)
        .bind(3, similarity.name)
        .bind(4, wordOf(similarity.target))
        .bind(5, wordOf(similarity.kind))
        .bind(6, similarity.origin)
        .bind(7, similarity.createdAt)
        .bind(8, similarity.items)
        .bind(9, similarity.dimensions)
        .run();
}

// In short transactions, so that a person's edit slips in between.
Result<void> writeItems(const Connection& connection, SimilarityId id,
                        const std::vector<SimilarityItem>& items, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO similarity_item (similarity, item, body) VALUES (?, ?, ?)"));
    for (std::size_t begin = 0; begin < items.size(); begin += itemsInATransaction) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("import"));
        ANTIPHON_TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
        const std::size_t end = std::min(begin + itemsInATransaction, items.size());
        for (std::size_t i = begin; i < end; ++i)
            ANTIPHON_TRY(insert.reset().bind(1, id).bind(2, items[i].item).bind(3, items[i].body).run());
        ANTIPHON_TRY(transaction.commit());
    }
    return {};
}

// What killed, cancelled and undone imports left.
Result<void> deleteUnfinished(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto items,
        connection.prepare(
            "DELETE FROM similarity_item WHERE (similarity, item) IN (SELECT similarity, item FROM "
            "similarity_item WHERE similarity IN (SELECT id FROM similarity WHERE state = "
            "'importing') LIMIT ?)"));
    do {
        ANTIPHON_TRY(items.reset().bind(1, static_cast<qint64>(itemsInATransaction)).run());
    } while (connection.changes() > 0);
    ANTIPHON_TRY_ASSIGN(auto owners, connection.prepare("DELETE FROM similarity WHERE state = 'importing'"));
    return owners.run();
}

} // namespace

Result<Similarity> addSimilarity(const Connection& connection, const Actor& actor, Similarity similarity,
                                 const std::vector<SimilarityItem>& items, const CancelToken& cancel)
{
    if (similarity.name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("name"),
                    QStringLiteral("a similarity needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto known, similaritiesOf(connection, similarity.catalogue));
    for (const Similarity& other : known)
        if (other.name == similarity.name)
            return fail(ErrorCode::AlreadyExists, similarity.name,
                        QStringLiteral("the catalogue already has similarities of that name"));
    similarity.id = SimilarityId::create();
    similarity.createdAt = now();
    similarity.items = static_cast<qint64>(items.size());
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, BulkLock::acquire(connection, QStringLiteral("similarity")));
    ANTIPHON_TRY(deleteUnfinished(connection));
    ANTIPHON_TRY(writeOwner(connection, similarity));
    if (const auto written = writeItems(connection, similarity.id, items, cancel); !written) {
        ANTIPHON_TRY(deleteUnfinished(connection));
        return fail(written.error());
    }
    ANTIPHON_TRY(EditHistory(connection)
                     .record(actor, QStringLiteral("Import %1").arg(similarity.name), [&]() -> Result<void> {
                         ANTIPHON_TRY_ASSIGN(
                             auto publish,
                             connection.prepare("UPDATE similarity SET state = 'ready' WHERE id = ?"));
                         return publish.bind(1, similarity.id).run();
                     }));
    return similarity;
}

Result<QList<Similarity>> similaritiesOf(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT id, catalogue, name, target, kind, origin, created_at, items, "
                           "dimensions FROM similarity WHERE catalogue = ? AND state = 'ready' "
                           "ORDER BY created_at, id"));
    select.bind(1, catalogue);
    QList<Similarity> all;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return all;
        all << Similarity{select.id<SimilarityId>(0),
                          select.id<CatalogueId>(1),
                          select.text(2),
                          select.utf8(3) == "artists" ? SimilarityTarget::Artists : SimilarityTarget::Tracks,
                          select.utf8(4) == "embedding" ? SimilarityKind::Embedding : SimilarityKind::List,
                          select.text(5),
                          select.integer(6),
                          select.integer(7),
                          select.integer(8)};
    }
}

Result<Similarity> similarityByName(const Connection& connection, CatalogueId catalogue, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto all, similaritiesOf(connection, catalogue));
    QStringList names;
    for (const Similarity& similarity : all) {
        if (similarity.name == name)
            return similarity;
        names << similarity.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("similarities ") + name,
                names.isEmpty() ? QStringLiteral("none have been imported yet")
                                : QStringLiteral("the catalogue has ") + names.join(QStringLiteral(", ")));
}

Result<QByteArray> similarityBody(const Connection& connection, SimilarityId id, const QString& item)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT body FROM similarity_item WHERE similarity = ? AND item = ?"));
    select.bind(1, id).bind(2, item);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return fail(ErrorCode::NotFound, item, QStringLiteral("the imported similarities say nothing of it"));
    return select.blob(0);
}

Result<void> forEachSimilarityItem(const Connection& connection, SimilarityId id,
                                   const std::function<void(std::string_view, std::string_view)>& use)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT item, body FROM similarity_item WHERE similarity = ? ORDER BY item"));
    select.bind(1, id);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        use(select.utf8(0), select.bytes(1));
    }
}

} // namespace antiphon
