#include "core/catalogue/cataloguestore.h"

#include "core/catalogue/trackeditstore.h"
#include "core/catalogue/trackjson.h"
#include "core/storage/bulklock.h"

namespace antiphon {

namespace {

constexpr int rowsInABatch = 2000;
constexpr int rowsInADeletion = 5000;

QString stateWord(CatalogueState state)
{
    switch (state) {
    case CatalogueState::Ready:
        return QStringLiteral("ready");
    case CatalogueState::Removed:
        return QStringLiteral("removed");
    case CatalogueState::Importing:
        break;
    }
    return QStringLiteral("importing");
}

CatalogueState stateFromWord(const QString& word)
{
    if (word == QLatin1String("ready"))
        return CatalogueState::Ready;
    return word == QLatin1String("removed") ? CatalogueState::Removed : CatalogueState::Importing;
}

constexpr const char* selectCatalogue =
    "SELECT id, name, origin, map, state, created_at, tracks, tag_values FROM catalogue ";

Catalogue catalogueOf(const Statement& row)
{
    return {row.id<CatalogueId>(0),     row.text(1),    row.text(2),    row.text(3).toUtf8(),
            stateFromWord(row.text(4)), row.integer(5), row.integer(6), row.integer(7)};
}

Result<QList<Catalogue>> cataloguesInState(const Connection& connection, CatalogueState state)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectCatalogue) +
                                                        "WHERE state = ? ORDER BY created_at, id"));
    select.bind(1, stateWord(state));
    QList<Catalogue> catalogues;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return catalogues;
        catalogues << catalogueOf(select);
    }
}

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

constexpr const char* trackColumns = "ordinal, external_id, title, artist, album, attributes, id";

StoredTrack storedTrackOf(const Statement& row)
{
    return {static_cast<quint32>(row.integer(0)),
            row.utf8(1),
            row.utf8(2),
            row.utf8(3),
            row.utf8(4),
            row.utf8(5)};
}

Track trackOf(const StoredTrack& stored, TrackId id)
{
    Track track{id,
                stored.ordinal,
                fromUtf8(stored.externalId),
                fromUtf8(stored.title),
                fromUtf8(stored.artist),
                fromUtf8(stored.album),
                {},
                {}};
    readTrackAttributes(track, stored.attributes);
    return track;
}

QStringList searchWords(const TrackQuery& query)
{
    return query.search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

// Every word stands as a part of one of the texts; ASCII letters in either case.
std::string whereOf(const QStringList& words)
{
    std::string where = " FROM track WHERE catalogue = ?";
    for (qsizetype i = 0; i < words.size(); ++i)
        where += " AND (external_id || ' ' || title || ' ' || artist || ' ' || album || ' ' || attributes) "
                 "LIKE ? ESCAPE '\\'";
    return where;
}

int bindQuery(Statement& statement, const TrackQuery& query, const QStringList& words)
{
    int position = 1;
    statement.bind(position++, query.catalogue);
    for (QString word : words) {
        for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
            word.replace(special, QString(QLatin1Char('\\')) + special);
        statement.bind(position++, QLatin1Char('%') + word + QLatin1Char('%'));
    }
    return position;
}

const char* sortColumn(TrackSort sort)
{
    switch (sort) {
    case TrackSort::ExternalId:
        return "external_id";
    case TrackSort::Title:
        return "title COLLATE NOCASE";
    case TrackSort::Artist:
        return "artist COLLATE NOCASE";
    case TrackSort::Album:
        return "album COLLATE NOCASE";
    case TrackSort::Place:
        break;
    }
    return "ordinal";
}

} // namespace

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
    ANTIPHON_TRY_ASSIGN(parts->insert,
                        connection.prepare("INSERT INTO track (id, catalogue, ordinal, external_id, title, "
                                           "artist, album, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
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
    parts.insert->bind(1, timeOrderedIdBytes())
        .bind(2, parts.catalogue.id)
        .bind(3, parts.catalogue.tracks)
        .bind(4, row.externalId)
        .bind(5, row.title)
        .bind(6, row.artist)
        .bind(7, row.album)
        .bind(8, row.attributes);
    ANTIPHON_TRY(parts.insert->run());
    ++parts.catalogue.tracks;
    if (++parts.inBatch < rowsInABatch)
        return {};
    parts.inBatch = 0;
    ANTIPHON_TRY(parts.transaction->commit());
    parts.transaction.reset();
    return {};
}

Result<Catalogue> CatalogueWriter::finish(qint64 values)
{
    Parts& parts = *m_parts;
    if (parts.transaction) {
        ANTIPHON_TRY(parts.transaction->commit());
        parts.transaction.reset();
    }
    parts.catalogue.values = values;
    ANTIPHON_TRY_ASSIGN(auto update, parts.connection.prepare(
                                         "UPDATE catalogue SET tracks = ?, tag_values = ? WHERE id = ?"));
    update.bind(1, parts.catalogue.tracks).bind(2, values).bind(3, parts.catalogue.id);
    ANTIPHON_TRY(update.run());
    return parts.catalogue;
}

Result<void> setCatalogueState(const Connection& connection, CatalogueId catalogue, CatalogueState state)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE catalogue SET state = ? WHERE id = ?"));
    return update.bind(1, stateWord(state)).bind(2, catalogue).run();
}

Result<void> deleteUnfinishedCatalogue(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(
        auto rows,
        connection.prepare("DELETE FROM track WHERE rowid IN (SELECT track.rowid FROM track JOIN catalogue "
                           "ON catalogue.id = track.catalogue WHERE catalogue.id = ? AND state = 'importing' "
                           "LIMIT ?)"));
    do {
        ANTIPHON_TRY(rows.bind(1, catalogue).bind(2, rowsInADeletion).run());
    } while (connection.changes() > 0);
    ANTIPHON_TRY_ASSIGN(auto owner,
                        connection.prepare("DELETE FROM catalogue WHERE id = ? AND state = 'importing'"));
    return owner.bind(1, catalogue).run();
}

Result<QList<Catalogue>> readyCatalogues(const Connection& connection)
{
    return cataloguesInState(connection, CatalogueState::Ready);
}

Result<Catalogue> catalogueByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto ready, readyCatalogues(connection));
    QStringList names;
    for (const Catalogue& catalogue : ready) {
        if (!name.isEmpty() && catalogue.name == name)
            return catalogue;
        names << catalogue.name;
    }
    if (name.isEmpty() && ready.size() == 1)
        return ready.first();
    if (ready.isEmpty())
        return fail(ErrorCode::NotFound, name.isEmpty() ? QStringLiteral("catalogue") : name,
                    QStringLiteral("no catalogue has been imported yet"));
    const QString there = QStringLiteral("the project has ") + names.join(QStringLiteral(", "));
    if (name.isEmpty())
        return fail(ErrorCode::NotPossible, QStringLiteral("choosing a catalogue without its name"),
                    QStringLiteral("name the catalogue to use; ") + there);
    return fail(ErrorCode::NotFound, name, there);
}

Result<Catalogue> readCatalogue(const Connection& connection, CatalogueId id)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectCatalogue) + "WHERE id = ?"));
    select.bind(1, id);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("catalogue"));
    return catalogueOf(select);
}

Result<qint64> countTracks(const Connection& connection, const TrackQuery& query)
{
    const QStringList words = searchWords(query);
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT count(*)" + whereOf(words)));
    bindQuery(select, query, words);
    ANTIPHON_TRY(select.step());
    return select.integer(0);
}

Result<QList<Track>> trackPage(const Connection& connection, const TrackQuery& query, qint64 offset,
                               int limit)
{
    const QStringList words = searchWords(query);
    const char* direction = query.descending ? " DESC" : "";
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT " + std::string(trackColumns) + whereOf(words) +
                                           " ORDER BY " + sortColumn(query.sort) + direction + ", ordinal" +
                                           direction + " LIMIT ? OFFSET ?"));
    const int position = bindQuery(select, query, words);
    select.bind(position, limit).bind(position + 1, offset);
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, query.catalogue));
    QList<Track> tracks;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return tracks;
        tracks << trackOf(edits.applied(storedTrackOf(select)), select.id<TrackId>(6));
    }
}

namespace {

Result<QList<Track>> tracksWith(const Connection& connection, CatalogueId catalogue,
                                const std::vector<quint32>& ordinals, const TrackEdits& edits)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(trackColumns) +
                                                        " FROM track WHERE catalogue = ? AND ordinal = ?"));
    QList<Track> tracks;
    for (const quint32 ordinal : ordinals) {
        select.reset().bind(1, catalogue).bind(2, static_cast<qint64>(ordinal));
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (found)
            tracks << trackOf(edits.applied(storedTrackOf(select)), select.id<TrackId>(6));
    }
    return tracks;
}

} // namespace

Result<QList<Track>> tracksAt(const Connection& connection, CatalogueId catalogue,
                              const std::vector<quint32>& ordinals)
{
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, catalogue));
    return tracksWith(connection, catalogue, ordinals, edits);
}

Result<QList<Track>> importedTracksAt(const Connection& connection, CatalogueId catalogue,
                                      const std::vector<quint32>& ordinals)
{
    return tracksWith(connection, catalogue, ordinals, {});
}

Result<void> forEachTrack(const Connection& connection, CatalogueId catalogue,
                          const std::function<Result<void>(const StoredTrack&)>& use)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(trackColumns) +
                                                        " FROM track WHERE catalogue = ? ORDER BY ordinal"));
    select.bind(1, catalogue);
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, catalogue));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        ANTIPHON_TRY(use(edits.applied(storedTrackOf(select))));
    }
}

} // namespace antiphon
