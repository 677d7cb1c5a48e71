#include "core/rating/listeditems.h"

#include "core/rating/studylogstore.h"

namespace antiphon {

namespace {

QString factOf(const LogEntry& entry, const char* name)
{
    return entry.facts[QLatin1String(name)].toString();
}

// What a note says; nothing for a guess, which is about the rater.
QString noteText(const GivenNote& note)
{
    switch (note.kind) {
    case NoteKind::Comment:
        return QStringLiteral("comment: %1").arg(note.text);
    case NoteKind::Flag:
        return QStringLiteral("flagged");
    case NoteKind::Skip:
        return QStringLiteral("skipped: %1").arg(note.text);
    case NoteKind::Guess:
    case NoteKind::Feedback:
        break;
    }
    return {};
}

struct Place
{
    QString rater;
    int position = 0;
    bool operator==(const Place&) const = default;
};

size_t qHash(const Place& place, size_t seed = 0)
{
    return qHashMulti(seed, place.rater, place.position);
}

Result<QHash<Place, QStringList>> notesByPlace(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const QList<RatedNote> notes, ratedNotes(connection, study));
    QHash<Place, QStringList> byPlace;
    for (const RatedNote& note : notes) {
        if (const QString text = noteText(note.note); isSaid(note.note) && !text.isEmpty())
            byPlace[{note.rater, note.position}] << text;
    }
    return byPlace;
}

} // namespace

Result<QList<SinglyOpened>> singlyOpened(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, study));
    QList<SinglyOpened> opened;
    for (const LogEntry& entry : log) {
        const auto id = PublicItemId::fromText(factOf(entry, "item"));
        if (entry.act == LogAct::UnblindItem && id)
            opened << SinglyOpened{*id,
                                   {},
                                   factOf(entry, "rater"),
                                   entry.at,
                                   entry.actor,
                                   factOf(entry, "role"),
                                   factOf(entry, "reason")};
    }
    if (opened.isEmpty())
        return opened;
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study));
    for (const PacketRow& packet : made) {
        ANTIPHON_TRY_ASSIGN(const QList<PacketItemRow> rows, packetItems(connection, packet.id));
        for (SinglyOpened& one : opened) {
            for (const PacketItemRow& row : rows) {
                if (row.publicId == one.publicId)
                    one.item = row.item;
            }
        }
    }
    return opened;
}

Result<QList<ListedItem>> listedItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const auto notes, notesByPlace(connection, study));
    ANTIPHON_TRY_ASSIGN(const QList<SinglyOpened> opened, singlyOpened(connection, study));
    QHash<ItemId, QString> why;
    for (const SinglyOpened& one : opened)
        why.insert(one.item, QStringLiteral("%1, %2: %3").arg(one.actor, one.role, one.reason));
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study));
    QList<ListedItem> items;
    for (const PacketRow& packet : made) {
        ANTIPHON_TRY_ASSIGN(const QList<PacketItemRow> rows, packetItems(connection, packet.id));
        for (const PacketItemRow& row : rows)
            items << ListedItem{packet.rater,
                                row.position,
                                row.publicId,
                                row.item,
                                notes.value({packet.rater, row.position}),
                                why.value(row.item)};
    }
    return items;
}

} // namespace antiphon
