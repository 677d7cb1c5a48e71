#include "core/rating/sealstore.h"

#include "core/storage/rows.h"

#include <QJsonDocument>

namespace antiphon {

Result<std::optional<StudySeal>> sealOfStudy(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT at, actor, commitment, key_digest, blind_digest, audit, "
                                           "opened_at FROM study_seal WHERE study = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, query.bind(1, study).step());
    if (!found)
        return std::optional<StudySeal>();
    return std::optional(StudySeal{query.integer(0), query.text(1), query.text(2), query.text(3),
                                   query.text(4), QJsonDocument::fromJson(query.text(5).toUtf8()).object(),
                                   query.integer(6)});
}

Result<bool> isKeyAway(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study));
    return seal && !seal->isOpen();
}

Result<void> insertSeal(const Connection& connection, StudyId study, const StudySeal& seal)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO study_seal (study, at, actor, commitment, key_digest, "
                                        "blind_digest, audit) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    return insert.bind(1, study)
        .bind(2, seal.at)
        .bind(3, seal.actor)
        .bind(4, seal.commitment)
        .bind(5, seal.keyDigest)
        .bind(6, seal.blindDigest)
        .bind(7, QString::fromUtf8(QJsonDocument(seal.audit).toJson(QJsonDocument::Compact)))
        .run();
}

Result<void> markOpened(const Connection& connection, StudyId study, TimePoint at)
{
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE study_seal SET opened_at = ? WHERE study = ?"));
    return update.bind(1, at).bind(2, study).run();
}

Result<void> replaceKeyRows(const Connection& connection, StudyId study, const KeyContent& content)
{
    // Removed and inserted rather than changed, as a row's number would tell when it was drawn first.
    ANTIPHON_TRY(connection.execute("PRAGMA defer_foreign_keys = ON"));
    for (const char* sql :
         {"DELETE FROM study_item_dialogue WHERE item IN (SELECT id FROM study_item WHERE study = ?)",
          "DELETE FROM item_limit WHERE item IN (SELECT id FROM study_item WHERE study = ?)",
          "DELETE FROM study_role WHERE item IN (SELECT id FROM study_item WHERE study = ?)",
          "DELETE FROM study_item WHERE study = ?", "DELETE FROM study_source WHERE study = ?"}) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
        ANTIPHON_TRY(remove.bind(1, study).run());
    }
    ANTIPHON_TRY(insertConditions(connection, study, content.conditions));
    ANTIPHON_TRY(insertItems(connection, study, content.items));
    ANTIPHON_TRY(insertChecks(connection, study, content.checks));
    return insertLimits(connection, content.limits);
}

namespace {

struct SidesRow
{
    PacketId packet;
    PublicItemId item;
    QStringList sides;
};

Result<QList<SidesRow>> movedRows(const Connection& connection, StudyId study, const MovedPlaces& moved)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT k.packet, k.public_id, k.item, k.sides FROM packet_item k "
                           "JOIN packet p ON p.id = k.packet WHERE p.study = ? AND k.sides <> ''"));
    query.bind(1, study);
    return rowsOf<SidesRow>(query, [&](const Statement& row) {
        const QList<int> places = moved.value(row.id<ItemId>(2));
        const QList<int> old = numbersOf(row.text(3));
        SidesRow sides{row.id<PacketId>(0), row.id<PublicItemId>(1), {}};
        for (const int place : old)
            sides.sides << QString::number(places.value(place, place));
        return sides;
    });
}

} // namespace

Result<void> moveSides(const Connection& connection, StudyId study, const MovedPlaces& moved)
{
    ANTIPHON_TRY_ASSIGN(const QList<SidesRow> rows, movedRows(connection, study, moved));
    ANTIPHON_TRY_ASSIGN(
        auto update,
        connection.prepare("UPDATE packet_item SET sides = ? WHERE packet = ? AND public_id = ?"));
    for (const SidesRow& row : rows)
        ANTIPHON_TRY(
            update.bind(1, row.sides.join(QLatin1Char(','))).bind(2, row.packet).bind(3, row.item).run());
    return {};
}

} // namespace antiphon
