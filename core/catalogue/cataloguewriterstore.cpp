#include "core/catalogue/cataloguestore.h"
#include "core/storage/bulklock.h"

namespace antiphon {

namespace {
constexpr int rowsInABatch = 4096;
}

struct CatalogueWriter::Parts
{
    const Connection& connection;
    BulkLock lock;
    Catalogue catalogue;
    std::optional<Transaction> transaction;
    std::optional<Statement> insert;
    int inBatch = 0;
};

CatalogueWriter::CatalogueWriter(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
CatalogueWriter::CatalogueWriter(CatalogueWriter&&) noexcept = default;
CatalogueWriter& CatalogueWriter::operator=(CatalogueWriter&&) noexcept = default;
CatalogueWriter::~CatalogueWriter() = default;

Result<CatalogueWriter> CatalogueWriter::begin(const Connection& connection, const Catalogue& catalogue)
{
    if (catalogue.name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("name"),
                    QStringLiteral("a catalogue needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto ready, readyCatalogues(connection));
    for (const Catalogue& other : ready)
        if (other.name == catalogue.name)
            return fail(ErrorCode::AlreadyExists, catalogue.name,
                        QStringLiteral("a catalogue of that name is already in the project"));
    ANTIPHON_TRY_ASSIGN(BulkLock lock, BulkLock::acquire(connection, QStringLiteral("catalogue")));
    ANTIPHON_TRY_ASSIGN(const auto left, cataloguesInState(connection, CatalogueState::Importing));
    for (const Catalogue& unfinished : left)
        ANTIPHON_TRY(deleteUnfinishedCatalogue(connection, unfinished.id));

    ANTIPHON_TRY(connection.setDurability(Durability::Normal));
    auto parts =
        std::make_unique<Parts>(Parts{connection, std::move(lock), catalogue, std::nullopt, std::nullopt});
    if (parts->catalogue.id.isNull())
        parts->catalogue.id = CatalogueId::create();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO catalogue (id, name, origin, map, state, created_at) "
                                           "VALUES (?, ?, ?, ?, 'importing', ?)"));
    insert.bind(1, parts->catalogue.id)
        .bind(2, catalogue.name)
        .bind(3, catalogue.origin)
        .bind(4, QString::fromUtf8(catalogue.map))
        .bind(5, now());
    ANTIPHON_TRY(insert.run());
    ANTIPHON_TRY_ASSIGN(
        parts->insert,
        connection.prepare("INSERT INTO track (catalogue, ordinal, external_id, title, artist, "
                           "album, attributes) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    return CatalogueWriter(std::move(parts));
}

CatalogueId CatalogueWriter::catalogueId() const
{
    return m_parts->catalogue.id;
}

Result<void> CatalogueWriter::add(const Row& row)
{
    Parts& parts = *m_parts;
    if (!parts.transaction) {
        ANTIPHON_TRY_ASSIGN(Transaction transaction, Transaction::begin(parts.connection));
        parts.transaction.emplace(std::move(transaction));
    }
    Statement& insert = *parts.insert;
    insert.bind(1, parts.catalogue.id)
        .bind(2, parts.catalogue.tracks)
        .bind(3, row.externalId)
        .bind(4, row.title)
        .bind(5, row.artist)
        .bind(6, row.album);
    if (row.attributes.empty())
        insert.bindBytes(7, row.packed);
    else
        insert.bind(7, row.attributes);
    ANTIPHON_TRY(insert.run());
    ++parts.catalogue.tracks;
    if (++parts.inBatch < rowsInABatch)
        return {};
    parts.inBatch = 0;
    ANTIPHON_TRY(parts.transaction->commit());
    parts.transaction.reset();
    return {};
}

namespace {

Result<void> writeDictionary(const Connection& connection, CatalogueId catalogue,
                             const ValueDictionary& dictionary)
{
    ANTIPHON_TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO catalogue_value (catalogue, number, type, value) "
                                           "VALUES (?, ?, ?, ?)"));
    qint64 number = 0;
    for (const ValueDictionary::Entry& entry : dictionary.entries()) {
        insert.bind(1, catalogue).bind(2, number++).bind(3, std::string_view(entry.type));
        if (entry.isNumber)
            insert.bindNull(4);
        else
            insert.bind(4, std::string_view(entry.value));
        ANTIPHON_TRY(insert.run());
    }
    return transaction.commit();
}

} // namespace

Result<Catalogue> CatalogueWriter::finish(qint64 values, const ValueDictionary& dictionary)
{
    Parts& parts = *m_parts;
    if (parts.transaction) {
        ANTIPHON_TRY(parts.transaction->commit());
        parts.transaction.reset();
    }
    ANTIPHON_TRY(writeDictionary(parts.connection, parts.catalogue.id, dictionary));
    parts.catalogue.values = values;
    ANTIPHON_TRY_ASSIGN(auto update, parts.connection.prepare(
                                         "UPDATE catalogue SET tracks = ?, tag_values = ? WHERE id = ?"));
    update.bind(1, parts.catalogue.tracks).bind(2, values).bind(3, parts.catalogue.id);
    ANTIPHON_TRY(update.run());
    return parts.catalogue;
}

} // namespace antiphon
