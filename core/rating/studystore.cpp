#include "core/rating/studystore.h"

#include "core/storage/rows.h"

#include <QHash>

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

// The columns of packetOf(), in its order.
constexpr std::string_view packetColumns =
    "id, rater, digest, created_at, answers_head, collected_at, answer_key, criterion_order, questions ";

// Empty without keys, as in packets of version 1.
QString keysText(const QStringList& keys)
{
    return keys.isEmpty() ? QString() : textOfList(keys);
}

PacketRow packetOf(const Statement& row, int first)
{
    return {
        row.id<PacketId>(first), row.text(first + 1),    row.text(first + 2), row.integer(first + 3),
        row.text(first + 4),     row.integer(first + 5), row.blob(first + 6), listOfText(row.text(first + 7)),
        row.integer(first + 8)};
}

QString numbersText(const QList<int>& numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts << QString::number(number);
    return texts.join(QLatin1Char(','));
}

// Adds their dialogues to the items that show several.
Result<void> addDialogues(const Connection& connection, StudyId study, QList<StudyItem>& items)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT m.item, m.source, m.dialogue FROM study_item i "
                                           "JOIN study_item_dialogue m ON m.item = i.id WHERE i.study = ? "
                                           "ORDER BY m.item, m.place"));
    query.bind(1, study);
    QHash<ItemId, QList<ItemDialogue>> dialogues;
    ANTIPHON_TRY(forEachRow(query, [&](const Statement& row) {
        dialogues[row.id<ItemId>(0)] << ItemDialogue{row.id<SourceId>(1), row.id<DialogueId>(2)};
    }));
    for (StudyItem& item : items)
        item.dialogues = dialogues.value(item.id);
    return {};
}

} // namespace

QList<ItemDialogue> dialoguesOf(const StudyItem& item)
{
    return item.dialogues.isEmpty() ? QList<ItemDialogue>{{item.source, item.dialogue}} : item.dialogues;
}

QList<int> numbersOf(const QString& text)
{
    QList<int> numbers;
    const QList<QStringView> parts = QStringView(text).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QStringView part : parts)
        numbers << part.toInt();
    return numbers;
}

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
        connection.prepare(
            "INSERT INTO study_item (id, study, source, dialogue, kind) VALUES (?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto insertDialogue,
                        connection.prepare("INSERT INTO study_item_dialogue (item, place, source, dialogue) "
                                           "VALUES (?, ?, ?, ?)"));
    for (const StudyItem& item : items) {
        ANTIPHON_TRY(insert.bind(1, item.id)
                         .bind(2, study)
                         .bind(3, item.source)
                         .bind(4, item.dialogue)
                         .bind(5, kindWord(item.kind))
                         .run());
        for (qsizetype place = 0; place < item.dialogues.size(); ++place)
            ANTIPHON_TRY(insertDialogue.bind(1, item.id)
                             .bind(2, static_cast<qint64>(place))
                             .bind(3, item.dialogues[place].source)
                             .bind(4, item.dialogues[place].dialogue)
                             .run());
    }
    return {};
}

Result<void> insertPacket(const Connection& connection, StudyId study, const PacketRow& packet,
                          const QList<PacketItemRow>& items)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO packet (id, study, rater, digest, created_at, "
                                           "answer_key, criterion_order, questions) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    ANTIPHON_TRY(insert.bind(1, packet.id)
                     .bind(2, study)
                     .bind(3, packet.rater)
                     .bind(4, packet.digest)
                     .bind(5, packet.createdAt)
                     .bind(6, packet.answerKey)
                     .bind(7, keysText(packet.criterionOrder))
                     .bind(8, packet.questions)
                     .run());
    ANTIPHON_TRY_ASSIGN(auto item,
                        connection.prepare("INSERT INTO packet_item (packet, public_id, item, position, "
                                           "sides, turns) VALUES (?, ?, ?, ?, ?, ?)"));
    for (const PacketItemRow& row : items)
        ANTIPHON_TRY(item.bind(1, packet.id)
                         .bind(2, row.publicId)
                         .bind(3, row.item)
                         .bind(4, row.position)
                         .bind(5, numbersText(row.sides))
                         .bind(6, numbersText(row.turns))
                         .run());
    return {};
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
                        connection.prepare("SELECT i.id, i.source, i.dialogue, i.kind FROM study_item i "
                                           "JOIN study_source s ON s.study = i.study AND s.source = i.source "
                                           "LEFT JOIN dialogue d ON d.id = i.dialogue WHERE i.study = ? "
                                           "AND NOT EXISTS (SELECT 1 FROM study_role r WHERE r.item = i.id) "
                                           "ORDER BY s.letter, d.ordinal, i.id"));
    query.bind(1, study);
    ANTIPHON_TRY_ASSIGN(QList<StudyItem> items, rowsOf<StudyItem>(query, [](const Statement& row) {
                            return StudyItem{row.id<ItemId>(0), row.id<SourceId>(1), row.id<DialogueId>(2),
                                             kindOf(row.text(3)).value_or(QuestionKind::Dialogue)};
                        }));
    ANTIPHON_TRY(addDialogues(connection, study, items));
    return items;
}

Result<QList<PacketRow>> packets(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query, connection.prepare(std::string("SELECT ").append(packetColumns) +
                                                       "FROM packet WHERE study = ? ORDER BY rater"));
    query.bind(1, study);
    return rowsOf<PacketRow>(query, [](const Statement& row) { return packetOf(row, 0); });
}

Result<std::optional<FoundPacket>> packetById(const Connection& connection, PacketId id)
{
    ANTIPHON_TRY_ASSIGN(auto query, connection.prepare(std::string("SELECT study, ").append(packetColumns) +
                                                       "FROM packet WHERE id = ?"));
    query.bind(1, id);
    ANTIPHON_TRY_ASSIGN(const bool found, query.step());
    if (!found)
        return std::optional<FoundPacket>();
    return std::optional(FoundPacket{query.id<StudyId>(0), packetOf(query, 1)});
}

Result<QList<PacketItemRow>> packetItems(const Connection& connection, PacketId packet)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT public_id, item, position, turns, sides FROM packet_item "
                                           "WHERE packet = ? ORDER BY position"));
    query.bind(1, packet);
    return rowsOf<PacketItemRow>(query, [](const Statement& row) {
        return PacketItemRow{row.id<PublicItemId>(0), row.id<ItemId>(1), static_cast<int>(row.integer(2)),
                             numbersOf(row.text(3)), numbersOf(row.text(4))};
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
                           "FROM study_source WHERE study = ?1 UNION SELECT source FROM study_item "
                           "WHERE study = ?1) OR o.name IN (SELECT j.value FROM study, "
                           "json_each(study.definition, '$.sources') j WHERE study.id = ?1)"));
    sources.bind(1, study);
    ANTIPHON_TRY(forEachRow(sources, [&](const Statement& row) {
        secrets.ids << row.id<SourceId>(0).toText();
        for (int column = 1; column < 5; ++column) {
            const QString name = row.text(column).trimmed();
            if (!name.isEmpty() && !secrets.names.contains(name))
                secrets.names << name;
        }
    }));
    ANTIPHON_TRY_ASSIGN(auto items,
                        connection.prepare("SELECT i.id, d.id, d.external_id FROM study_item i "
                                           "JOIN dialogue d ON d.id = i.dialogue WHERE i.study = ?1 "
                                           "UNION SELECT i.id, d.id, d.external_id FROM study_item i "
                                           "JOIN study_item_dialogue m ON m.item = i.id "
                                           "JOIN dialogue d ON d.id = m.dialogue WHERE i.study = ?1"));
    items.bind(1, study);
    ANTIPHON_TRY(forEachRow(items, [&](const Statement& row) {
        secrets.ids << row.id<ItemId>(0).toText() << row.id<DialogueId>(1).toText() << row.text(2);
    }));
    return secrets;
}

} // namespace antiphon
