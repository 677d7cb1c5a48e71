#include "core/catalogue/cataloguestore.h"

#include "core/catalogue/cataloguemap.h"
#include "core/catalogue/packedvalues.h"
#include "core/catalogue/trackeditstore.h"
#include "core/catalogue/trackjson.h"
#include "core/storage/sqlite.h"

namespace antiphon {

namespace {

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

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Result<ValueDictionary> readDictionary(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT type, value FROM catalogue_value WHERE "
                                                        "catalogue = ? ORDER BY number"));
    select.bind(1, catalogue);
    ValueDictionary dictionary;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return dictionary;
        if (select.isNull(1))
            dictionary.addNumber(select.utf8(0));
        else
            dictionary.addLabel(select.utf8(0), select.utf8(1));
    }
}

constexpr const char* trackColumns = "ordinal, external_id, title, artist, album, attributes";

// The attributes of a row as JSON, whichever way they are stored; valid until the next call.
std::string_view attributesOf(const Statement& row, const ValueDictionary& dictionary, QByteArray& buffer)
{
    if (!row.isBlob(5))
        return row.utf8(5);
    buffer.resize(0);
    appendJson(buffer, row.bytes(5), dictionary);
    return {buffer.constData(), static_cast<std::size_t>(buffer.size())};
}

StoredTrack storedTrackOf(const Statement& row, const ValueDictionary& dictionary, QByteArray& buffer)
{
    return {static_cast<quint32>(row.integer(0)), row.utf8(1), row.utf8(2), row.utf8(3), row.utf8(4),
            attributesOf(row, dictionary, buffer)};
}

Track trackOf(const StoredTrack& stored)
{
    Track track{stored.ordinal,
                fromUtf8(stored.externalId),
                fromUtf8(stored.title),
                fromUtf8(stored.artist),
                fromUtf8(stored.album),
                {},
                {}};
    readTrackAttributes(track, stored.attributes);
    return track;
}

// While it lives, catalogue_attributes(attributes) gives the JSON of a row in SQL. To be made before the
// statements that use it.
class AttributesInSql
{
public:
    AttributesInSql(const Connection& connection, ValueDictionary dictionary)
        : m_db(connection.handle()), m_dictionary(std::move(dictionary))
    {
        sqlite3_create_function(m_db, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, this, answer, nullptr,
                                nullptr);
    }
    ~AttributesInSql()
    {
        sqlite3_create_function(m_db, name, 1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr);
    }
    Q_DISABLE_COPY_MOVE(AttributesInSql)
    const ValueDictionary& dictionary() const { return m_dictionary; }

private:
    static constexpr const char* name = "catalogue_attributes";
    static void answer(sqlite3_context* context, int, sqlite3_value** values)
    {
        if (sqlite3_value_type(values[0]) != SQLITE_BLOB)
            return sqlite3_result_value(context, values[0]);
        const auto& own = *static_cast<const AttributesInSql*>(sqlite3_user_data(context));
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
        QByteArray json;
        appendJson(json, {bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))}, own.m_dictionary);
        sqlite3_result_text(context, json.constData(), static_cast<int>(json.size()), SQLITE_TRANSIENT);
    }
    sqlite3* m_db;
    ValueDictionary m_dictionary;
};

QStringList searchWords(const TrackQuery& query)
{
    return query.search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

// Every word stands as a part of one of the texts; ASCII letters in either case.
std::string whereOf(const QStringList& words)
{
    std::string where = " FROM track WHERE catalogue = ?";
    for (qsizetype i = 0; i < words.size(); ++i)
        where += " AND (external_id || ' ' || title || ' ' || artist || ' ' || album || ' ' || "
                 "catalogue_attributes(attributes)) LIKE ? ESCAPE '\\'";
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

Result<void> setCatalogueState(const Connection& connection, CatalogueId catalogue, CatalogueState state)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE catalogue SET state = ? WHERE id = ?"));
    return update.bind(1, stateWord(state)).bind(2, catalogue).run();
}

Result<void> deleteUnfinishedCatalogue(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(
        auto rows,
        connection.prepare("DELETE FROM track WHERE catalogue = ?1 AND ordinal IN (SELECT ordinal FROM track "
                           "JOIN catalogue ON catalogue.id = track.catalogue WHERE catalogue.id = ?1 AND "
                           "state = 'importing' ORDER BY ordinal LIMIT ?2)"));
    do {
        ANTIPHON_TRY(rows.bind(1, catalogue).bind(2, rowsInADeletion).run());
    } while (connection.changes() > 0);
    ANTIPHON_TRY_ASSIGN(auto values,
                        connection.prepare("DELETE FROM catalogue_value WHERE catalogue = (SELECT id FROM "
                                           "catalogue WHERE id = ? AND state = 'importing')"));
    ANTIPHON_TRY(values.bind(1, catalogue).run());
    ANTIPHON_TRY_ASSIGN(auto owner,
                        connection.prepare("DELETE FROM catalogue WHERE id = ? AND state = 'importing'"));
    return owner.bind(1, catalogue).run();
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

Result<QList<std::pair<QString, TypeFamily>>> typesOf(const Connection& connection,
                                                      const Catalogue& catalogue)
{
    const auto map = catalogueMapFromJson(catalogue.map, catalogue.name);
    const QHash<QString, TypeFamily> mapped = map ? familiesOf(*map) : QHash<QString, TypeFamily>();
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT DISTINCT type FROM catalogue_value WHERE catalogue = ?"));
    select.bind(1, catalogue.id);
    QStringList types;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        types << select.text(0);
    }
    if (types.isEmpty())
        types = mapped.keys();
    types.sort();
    QList<std::pair<QString, TypeFamily>> families;
    for (const QString& type : std::as_const(types))
        families << std::pair(type, mapped.value(type, familyOfType(type)));
    return families;
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
    ANTIPHON_TRY_ASSIGN(ValueDictionary dictionary, readDictionary(connection, query.catalogue));
    const AttributesInSql attributes(connection, std::move(dictionary));
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
    ANTIPHON_TRY_ASSIGN(ValueDictionary dictionary, readDictionary(connection, query.catalogue));
    const AttributesInSql attributes(connection, std::move(dictionary));
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT " + std::string(trackColumns) + whereOf(words) +
                                           " ORDER BY " + sortColumn(query.sort) + direction + ", ordinal" +
                                           direction + " LIMIT ? OFFSET ?"));
    const int position = bindQuery(select, query, words);
    select.bind(position, limit).bind(position + 1, offset);
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, query.catalogue));
    QByteArray buffer;
    QList<Track> tracks;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return tracks;
        tracks << trackOf(edits.applied(storedTrackOf(select, attributes.dictionary(), buffer)));
    }
}

namespace {

Result<QList<Track>> tracksWith(const Connection& connection, CatalogueId catalogue,
                                const std::vector<quint32>& ordinals, const TrackEdits& edits)
{
    ANTIPHON_TRY_ASSIGN(const ValueDictionary dictionary, readDictionary(connection, catalogue));
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(trackColumns) +
                                                        " FROM track WHERE catalogue = ? AND ordinal = ?"));
    QByteArray buffer;
    QList<Track> tracks;
    for (const quint32 ordinal : ordinals) {
        select.reset().bind(1, catalogue).bind(2, static_cast<qint64>(ordinal));
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (found)
            tracks << trackOf(edits.applied(storedTrackOf(select, dictionary, buffer)));
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
    ANTIPHON_TRY_ASSIGN(const ValueDictionary dictionary, readDictionary(connection, catalogue));
    QByteArray buffer;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(trackColumns) +
                                                        " FROM track WHERE catalogue = ? ORDER BY ordinal"));
    select.bind(1, catalogue);
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, catalogue));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        ANTIPHON_TRY(use(edits.applied(storedTrackOf(select, dictionary, buffer))));
    }
}

} // namespace antiphon
