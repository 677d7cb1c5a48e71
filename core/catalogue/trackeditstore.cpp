#include "core/catalogue/trackeditstore.h"

#include "core/catalogue/trackjson.h"
#include "core/storage/rowhistory.h"

#include <QCryptographicHash>

#include <cmath>

namespace antiphon {

namespace {

std::optional<std::string> textAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(std::string(row.utf8(column)));
}

// What differs from the import.
std::optional<std::string> changedText(const QString& imported, const QString& wanted)
{
    return imported == wanted ? std::nullopt : std::optional(wanted.toStdString());
}

void bindText(Statement& statement, int position, const std::optional<std::string>& text)
{
    if (text)
        statement.bind(position, std::string_view(*text));
    else
        statement.bindNull(position);
}

Result<void> checkValues(const Track& track)
{
    QList<AttributeValue> seen;
    for (const AttributeValue& value : track.values) {
        if (value.type.trimmed().isEmpty() || value.value.trimmed().isEmpty())
            return fail(ErrorCode::InvalidValue, value.toText(),
                        QStringLiteral("an attribute needs a type and a value"));
        if (seen.contains(value))
            return fail(ErrorCode::InvalidValue, value.toText(),
                        QStringLiteral("the track has that value already"));
        seen << value;
    }
    QStringList types;
    for (const NumberValue& number : track.numbers) {
        if (number.type.trimmed().isEmpty() || !std::isfinite(number.number) || types.contains(number.type))
            return fail(ErrorCode::InvalidValue, number.type,
                        QStringLiteral("a track has one finite number of a type"));
        types << number.type;
    }
    return {};
}

Result<void> store(const Connection& connection, CatalogueId catalogue, quint32 ordinal,
                   const TrackEdit& edit)
{
    if (edit == TrackEdit()) {
        ANTIPHON_TRY_ASSIGN(auto remove,
                            connection.prepare("DELETE FROM track_edit WHERE catalogue = ? AND ordinal = ?"));
        return remove.bind(1, catalogue).bind(2, static_cast<qint64>(ordinal)).run();
    }
    // Told apart by hand: REPLACE would delete and add, and then a merge would see no change of single cells.
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO track_edit (catalogue, ordinal, title, artist, album, "
                                        "attributes) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE "
                                        "SET title = ?3, artist = ?4, album = ?5, attributes = ?6"));
    insert.bind(1, catalogue).bind(2, static_cast<qint64>(ordinal));
    bindText(insert, 3, edit.title);
    bindText(insert, 4, edit.artist);
    bindText(insert, 5, edit.album);
    bindText(insert, 6, edit.attributes);
    return insert.run();
}

} // namespace

Result<TrackEdits> TrackEdits::read(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT ordinal, title, artist, album, attributes FROM track_edit "
                                           "WHERE catalogue = ? ORDER BY ordinal"));
    select.bind(1, catalogue);
    TrackEdits edits;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return edits;
        edits.m_edits.emplace_hint(
            edits.m_edits.end(), static_cast<quint32>(select.integer(0)),
            TrackEdit{textAt(select, 1), textAt(select, 2), textAt(select, 3), textAt(select, 4)});
    }
}

StoredTrack TrackEdits::applied(const StoredTrack& track) const
{
    const auto found = m_edits.find(track.ordinal);
    if (found == m_edits.end())
        return track;
    StoredTrack now = track;
    const TrackEdit& edit = found->second;
    if (edit.title)
        now.title = *edit.title;
    if (edit.artist)
        now.artist = *edit.artist;
    if (edit.album)
        now.album = *edit.album;
    if (edit.attributes)
        now.attributes = *edit.attributes;
    return now;
}

Result<QByteArray> trackStamp(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, catalogue));
    if (edits.all().empty())
        return QByteArray();
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&hash](const std::optional<std::string>& text) {
        const qint64 size = text ? static_cast<qint64>(text->size()) : -1;
        hash.addData(QByteArray::number(size) + ' ');
        if (text)
            hash.addData(QByteArray::fromRawData(text->data(), static_cast<qsizetype>(text->size())));
    };
    for (const auto& [ordinal, edit] : edits.all()) {
        hash.addData(QByteArray::number(ordinal) + ' ');
        for (const auto* text : {&edit.title, &edit.artist, &edit.album, &edit.attributes})
            add(*text);
    }
    return hash.result().toHex();
}

Result<void> editTrack(const Connection& connection, CatalogueId catalogue, const Track& wanted)
{
    ANTIPHON_TRY(checkValues(wanted));
    ANTIPHON_TRY_ASSIGN(const QList<Track> imported,
                        importedTracksAt(connection, catalogue, {wanted.ordinal}));
    if (imported.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("track %1").arg(wanted.ordinal));
    const Track& before = imported.first();
    TrackEdit edit{changedText(before.title, wanted.title), changedText(before.artist, wanted.artist),
                   changedText(before.album, wanted.album), std::nullopt};
    const QByteArray attributes = trackAttributesJson(wanted);
    if (attributes != trackAttributesJson(before))
        edit.attributes = attributes.toStdString();
    return store(connection, catalogue, wanted.ordinal, edit);
}

Result<QList<Track>> editedTracks(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(const TrackEdits edits, TrackEdits::read(connection, catalogue));
    std::vector<quint32> ordinals;
    for (const auto& [ordinal, edit] : edits.all())
        ordinals.push_back(ordinal);
    return tracksAt(connection, catalogue, ordinals);
}

Result<QList<HistoryEntry>> editsOfTrack(const Connection& connection, CatalogueId catalogue, quint32 ordinal)
{
    const auto& id = catalogue.bytes();
    const QByteArray blob(reinterpret_cast<const char*>(id.data()), static_cast<qsizetype>(id.size()));
    return editsOfRow(connection, QStringLiteral("track_edit"), {blob, static_cast<qint64>(ordinal)});
}

Result<quint32> ordinalOf(const Connection& connection, const Catalogue& catalogue, const QString& externalId)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT ordinal FROM track WHERE catalogue = ? "
                                                        "AND external_id = ?"));
    select.bind(1, catalogue.id).bind(2, externalId);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return fail(ErrorCode::NotFound, externalId,
                    QStringLiteral("the catalogue %1 has no track of that id").arg(catalogue.name));
    return static_cast<quint32>(select.integer(0));
}

} // namespace antiphon
