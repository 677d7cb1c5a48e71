#include "core/rating/studystore.h"

#include <QJsonDocument>

namespace antiphon {

namespace {

QString stateWord(StudyState state)
{
    switch (state) {
    case StudyState::Frozen:
        return QStringLiteral("frozen");
    case StudyState::Removed:
        return QStringLiteral("removed");
    case StudyState::Draft:
        break;
    }
    return QStringLiteral("draft");
}

QString jsonText(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

constexpr std::string_view studyColumns =
    "SELECT id, definition, frozen, state, created_at, frozen_at, digest FROM study ";

Result<Study> studyOf(const Statement& row)
{
    Study study;
    study.id = row.id<StudyId>(0);
    ANTIPHON_TRY_ASSIGN(study.definition,
                        definitionFromJson(QJsonDocument::fromJson(row.text(1).toUtf8()).object()));
    study.frozen = QJsonDocument::fromJson(row.text(2).toUtf8()).object();
    study.state = row.text(3) == QLatin1String("frozen") ? StudyState::Frozen : StudyState::Draft;
    study.createdAt = row.integer(4);
    study.frozenAt = row.integer(5);
    study.digest = row.text(6);
    return study;
}

PacketRow packetOf(const Statement& row, int first)
{
    return {row.id<PacketId>(first), row.text(first + 1), row.text(first + 2),
            row.integer(first + 3),  row.text(first + 4), row.integer(first + 5)};
}

// Every row of a prepared query, read by `read`.
template<typename T, typename Read>
Result<QList<T>> rowsOf(Statement& statement, const Read& read)
{
    QList<T> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, statement.step());
        if (!more)
            return rows;
        rows << read(statement);
    }
}

} // namespace

Result<void> insertStudy(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO study (id, name, definition, frozen, state, created_at) "
                                        "VALUES (?, ?, ?, ?, ?, ?)"));
    return insert.bind(1, study.id)
        .bind(2, study.definition.name)
        .bind(3, jsonText(definitionJson(study.definition)))
        .bind(4, jsonText(study.frozen))
        .bind(5, stateWord(study.state))
        .bind(6, study.createdAt)
        .run();
}

Result<void> updateStudy(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(
        auto update, connection.prepare("UPDATE study SET name = ?, definition = ?, frozen = ?, state = ?, "
                                        "frozen_at = ?, digest = ? WHERE id = ?"));
    return update.bind(1, study.definition.name)
        .bind(2, jsonText(definitionJson(study.definition)))
        .bind(3, jsonText(study.frozen))
        .bind(4, stateWord(study.state))
        .bind(5, study.frozenAt)
        .bind(6, study.digest)
        .bind(7, study.id)
        .run();
}

Result<void> insertConditions(const Connection& connection, StudyId study, const QList<Condition>& conditions)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO study_source (study, source, letter) VALUES (?, ?, ?)"));
    for (const Condition& condition : conditions)
        ANTIPHON_TRY(insert.bind(1, study).bind(2, condition.source).bind(3, condition.letter).run());
    return {};
}

Result<void> insertItems(const Connection& connection, StudyId study, const QList<StudyItem>& items)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO study_item (id, study, source, dialogue) VALUES (?, ?, ?, ?)"));
    for (const StudyItem& item : items)
        ANTIPHON_TRY(
            insert.bind(1, item.id).bind(2, study).bind(3, item.source).bind(4, item.dialogue).run());
    return {};
}

Result<void> insertPacket(const Connection& connection, StudyId study, const PacketRow& packet,
                          const QList<PacketItemRow>& items)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO packet (id, study, rater, digest, created_at) "
                                           "VALUES (?, ?, ?, ?, ?)"));
    ANTIPHON_TRY(insert.bind(1, packet.id)
                     .bind(2, study)
                     .bind(3, packet.rater)
                     .bind(4, packet.digest)
                     .bind(5, packet.createdAt)
                     .run());
    ANTIPHON_TRY_ASSIGN(auto item,
                        connection.prepare("INSERT INTO packet_item (packet, public_id, item, position) "
                                           "VALUES (?, ?, ?, ?)"));
    for (const PacketItemRow& row : items)
        ANTIPHON_TRY(
            item.bind(1, packet.id).bind(2, row.publicId).bind(3, row.item).bind(4, row.position).run());
    return {};
}

Result<void> replaceAnswers(const Connection& connection, const PacketRow& packet,
                            const QList<StoredAnswer>& answers)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM answer WHERE packet = ?"));
    ANTIPHON_TRY(remove.bind(1, packet.id).run());
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO answer (packet, public_id, criterion, value, given_at, active_ms) "
                           "VALUES (?, ?, ?, ?, ?, ?)"));
    for (const StoredAnswer& answer : answers)
        ANTIPHON_TRY(insert.bind(1, packet.id)
                         .bind(2, answer.publicId)
                         .bind(3, answer.criterion)
                         .bind(4, answer.value)
                         .bind(5, answer.at)
                         .bind(6, answer.activeMs)
                         .run());
    ANTIPHON_TRY_ASSIGN(
        auto update, connection.prepare("UPDATE packet SET answers_head = ?, collected_at = ? WHERE id = ?"));
    return update.bind(1, packet.answersHead).bind(2, packet.collectedAt).bind(3, packet.id).run();
}

Result<void> insertUnblinding(const Connection& connection, StudyId study, const Unblinding& unblinding)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO unblinding (study, at, actor, reason) VALUES (?, ?, ?, ?)"));
    return insert.bind(1, study)
        .bind(2, unblinding.at)
        .bind(3, unblinding.actor)
        .bind(4, unblinding.reason)
        .run();
}

Result<QList<Study>> studies(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto query, connection.prepare(std::string(studyColumns) +
                                                       "WHERE state <> 'removed' ORDER BY created_at, id"));
    QList<Study> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return found;
        ANTIPHON_TRY_ASSIGN(Study study, studyOf(query));
        found << std::move(study);
    }
}

Result<Study> studyByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<Study> all, studies(connection));
    QStringList names;
    for (auto study = all.rbegin(); study != all.rend(); ++study) {
        if (name.isEmpty() || study->definition.name == name)
            return *study;
        names << study->definition.name;
    }
    return fail(ErrorCode::NotFound,
                name.isEmpty() ? QStringLiteral("a study") : QStringLiteral("the study %1").arg(name),
                names.isEmpty() ? QStringLiteral("the project has none yet")
                                : QStringLiteral("there are %1").arg(names.join(QLatin1String(", "))));
}

Result<QList<Condition>> conditions(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT s.source, coalesce(o.name, ''), s.letter FROM study_source s "
                           "LEFT JOIN source o ON o.id = s.source WHERE s.study = ? ORDER BY s.letter"));
    query.bind(1, study);
    return rowsOf<Condition>(query, [](const Statement& row) {
        return Condition{row.id<SourceId>(0), row.text(1), row.text(2)};
    });
}

Result<QList<StudyItem>> studyItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT i.id, i.source, i.dialogue FROM study_item i "
                                           "JOIN study_source s ON s.study = i.study AND s.source = i.source "
                                           "LEFT JOIN dialogue d ON d.id = i.dialogue WHERE i.study = ? "
                                           "ORDER BY s.letter, d.ordinal, i.id"));
    query.bind(1, study);
    return rowsOf<StudyItem>(query, [](const Statement& row) {
        return StudyItem{row.id<ItemId>(0), row.id<SourceId>(1), row.id<DialogueId>(2)};
    });
}

Result<QList<PacketRow>> packets(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT id, rater, digest, created_at, answers_head, collected_at "
                                           "FROM packet WHERE study = ? ORDER BY rater"));
    query.bind(1, study);
    return rowsOf<PacketRow>(query, [](const Statement& row) { return packetOf(row, 0); });
}

Result<std::optional<FoundPacket>> packetById(const Connection& connection, PacketId id)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT study, id, rater, digest, created_at, answers_head, collected_at "
                           "FROM packet WHERE id = ?"));
    query.bind(1, id);
    ANTIPHON_TRY_ASSIGN(const bool found, query.step());
    if (!found)
        return std::optional<FoundPacket>();
    return std::optional(FoundPacket{query.id<StudyId>(0), packetOf(query, 1)});
}

Result<QList<PacketItemRow>> packetItems(const Connection& connection, PacketId packet)
{
    ANTIPHON_TRY_ASSIGN(
        auto query, connection.prepare("SELECT public_id, item, position FROM packet_item WHERE packet = ? "
                                       "ORDER BY position"));
    query.bind(1, packet);
    return rowsOf<PacketItemRow>(query, [](const Statement& row) {
        return PacketItemRow{row.id<PublicItemId>(0), row.id<ItemId>(1), static_cast<int>(row.integer(2))};
    });
}

Result<QHash<PacketId, qint64>> answerCounts(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT p.id, count(a.value) FROM packet p LEFT JOIN answer a "
                                           "ON a.packet = p.id WHERE p.study = ? GROUP BY p.id"));
    query.bind(1, study);
    QHash<PacketId, qint64> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return counts;
        counts.insert(query.id<PacketId>(0), query.integer(1));
    }
}

Result<QList<RatedAnswer>> ratedAnswers(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT i.id, i.source, p.rater, a.criterion, a.value, k.position, a.given_at, a.active_ms "
            "FROM packet p JOIN answer a ON a.packet = p.id "
            "JOIN packet_item k ON k.packet = p.id AND k.public_id = a.public_id "
            "JOIN study_item i ON i.id = k.item WHERE p.study = ? "
            "ORDER BY p.rater, k.position, a.criterion"));
    query.bind(1, study);
    return rowsOf<RatedAnswer>(query, [](const Statement& row) {
        return RatedAnswer{row.id<ItemId>(0),
                           row.id<SourceId>(1),
                           row.text(2),
                           row.text(3),
                           static_cast<int>(row.integer(4)),
                           static_cast<int>(row.integer(5)),
                           row.integer(6),
                           row.integer(7)};
    });
}

Result<QList<Unblinding>> unblindings(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT at, actor, reason FROM unblinding WHERE study = ? ORDER BY rowid"));
    query.bind(1, study);
    return rowsOf<Unblinding>(query, [](const Statement& row) {
        return Unblinding{row.integer(0), row.text(1), row.text(2)};
    });
}

Result<QList<Candidate>> candidates(const Connection& connection, SourceId source)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT id, turns FROM dialogue WHERE source = ? AND turns >= 2 "
                                           "ORDER BY ordinal"));
    query.bind(1, source);
    return rowsOf<Candidate>(query, [](const Statement& row) {
        return Candidate{row.id<DialogueId>(0), static_cast<int>(row.integer(1))};
    });
}

Result<PacketSecrets> packetSecrets(const Connection& connection, StudyId study)
{
    PacketSecrets secrets;
    ANTIPHON_TRY_ASSIGN(
        auto sources,
        connection.prepare("SELECT o.id, o.name, o.origin, coalesce(r.name, ''), coalesce(r.writer, '') "
                           "FROM source o LEFT JOIN run r ON r.source = o.id WHERE o.id IN (SELECT source "
                           "FROM study_source WHERE study = ?1) OR o.name IN (SELECT j.value FROM study, "
                           "json_each(study.definition, '$.sources') j WHERE study.id = ?1)"));
    sources.bind(1, study);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, sources.step());
        if (!more)
            break;
        secrets.ids << sources.id<SourceId>(0).toText();
        for (int column = 1; column < 5; ++column) {
            const QString name = sources.text(column).trimmed();
            if (!name.isEmpty() && !secrets.names.contains(name))
                secrets.names << name;
        }
    }
    ANTIPHON_TRY_ASSIGN(auto items,
                        connection.prepare("SELECT i.id, d.id, d.external_id FROM study_item i "
                                           "JOIN dialogue d ON d.id = i.dialogue WHERE i.study = ?"));
    items.bind(1, study);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, items.step());
        if (!more)
            return secrets;
        secrets.ids << items.id<ItemId>(0).toText() << items.id<DialogueId>(1).toText() << items.text(2);
    }
}

} // namespace antiphon
