#include "core/rating/designstore.h"

#include "core/storage/rows.h"

namespace antiphon {

namespace {

QString objectText(const QJsonValue& object)
{
    return QString::fromUtf8(QJsonDocument(object.toObject()).toJson(QJsonDocument::Compact));
}

QString actWord(RaterAct act)
{
    return act == RaterAct::Excluded ? QStringLiteral("excluded") : QStringLiteral("dropped");
}

// From the columns expected, why, tolerance and reasons, the first of them given.
KnownAnswers knownOf(const Statement& row, int first)
{
    const auto object = [&](int column) {
        return QJsonDocument::fromJson(row.text(column).toUtf8()).object();
    };
    return knownAnswersOf({{QStringLiteral("expected"), object(first)},
                           {QStringLiteral("why"), row.text(first + 1)},
                           {QStringLiteral("tolerance"), row.integer(first + 2)},
                           {QStringLiteral("reasons"), object(first + 3)}});
}

ItemRole roleOf(const QString& word)
{
    for (const ItemRole role : {ItemRole::Gold, ItemRole::Training}) {
        if (roleWord(role) == word)
            return role;
    }
    return ItemRole::Attention;
}

} // namespace

QString roleWord(ItemRole role)
{
    switch (role) {
    case ItemRole::Attention:
        return QStringLiteral("attention");
    case ItemRole::Gold:
        return QStringLiteral("gold");
    case ItemRole::Training:
        return QStringLiteral("training");
    case ItemRole::Rated:
        break;
    }
    return QStringLiteral("rated");
}

Result<void> insertDesign(const Connection& connection, const PacketDesign& design)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO packet_design (packet, place, criteria, late) VALUES (?, ?, ?, ?)"));
    return insert.bind(1, design.packet)
        .bind(2, design.place)
        .bind(3, textOfList(design.criteria))
        .bind(4, design.late ? 1 : 0)
        .run();
}

Result<void> insertChecks(const Connection& connection, StudyId study, const QList<RoleItem>& items)
{
    QList<StudyItem> plain;
    for (const RoleItem& item : items)
        plain << item.item;
    ANTIPHON_TRY(insertItems(connection, study, plain));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO study_role (item, role, expected, why, place, "
                                           "tolerance, reasons, feedback) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    qint64 place = 0;
    for (const RoleItem& item : items) {
        const QJsonObject known = knownAnswersJson(item.known);
        ANTIPHON_TRY(insert.bind(1, item.item.id)
                         .bind(2, roleWord(item.role))
                         .bind(3, objectText(known[QStringLiteral("expected")]))
                         .bind(4, item.known.why)
                         .bind(5, place++)
                         .bind(6, item.known.tolerance)
                         .bind(7, objectText(known[QStringLiteral("reasons")]))
                         .bind(8, item.feedback ? 1 : 0)
                         .run());
    }
    return {};
}

Result<void> insertDecision(const Connection& connection, StudyId study, const RaterDecision& decision)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO rater_decision (study, rater, act, reason, actor, at) "
                                        "VALUES (?, ?, ?, ?, ?, ?)"));
    return insert.bind(1, study)
        .bind(2, decision.rater)
        .bind(3, actWord(decision.act))
        .bind(4, decision.reason)
        .bind(5, decision.actor)
        .bind(6, decision.at)
        .run();
}

Result<void> deleteDecision(const Connection& connection, StudyId study, const QString& rater, RaterAct act)
{
    ANTIPHON_TRY_ASSIGN(
        auto remove,
        connection.prepare("DELETE FROM rater_decision WHERE study = ? AND rater = ? AND act = ?"));
    return remove.bind(1, study).bind(2, rater).bind(3, actWord(act)).run();
}

Result<QList<PacketDesign>> packetDesigns(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT d.packet, d.place, d.criteria, d.late FROM packet_design d "
                           "JOIN packet p ON p.id = d.packet WHERE p.study = ? ORDER BY d.place"));
    query.bind(1, study);
    return rowsOf<PacketDesign>(query, [](const Statement& row) {
        return PacketDesign{row.id<PacketId>(0), static_cast<int>(row.integer(1)), listOfText(row.text(2)),
                            row.integer(3) != 0};
    });
}

Result<QList<RoleItem>> roleItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT i.id, i.source, i.dialogue, r.role, r.feedback, r.expected, r.why, "
                           "r.tolerance, r.reasons FROM study_role r "
                           "JOIN study_item i ON i.id = r.item WHERE i.study = ? "
                           "ORDER BY r.role, r.place, i.id"));
    query.bind(1, study);
    return rowsOf<RoleItem>(query, [](const Statement& row) {
        return RoleItem{{row.id<ItemId>(0), row.id<SourceId>(1), row.id<DialogueId>(2)},
                        roleOf(row.text(3)),
                        knownOf(row, 5),
                        row.integer(4) != 0};
    });
}

Result<QList<RaterDecision>> raterDecisions(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT rater, act, reason, actor, at FROM rater_decision "
                                           "WHERE study = ? AND act IN ('dropped', 'excluded') "
                                           "ORDER BY at, rater, act"));
    query.bind(1, study);
    return rowsOf<RaterDecision>(query, [](const Statement& row) {
        return RaterDecision{
            row.text(0), row.text(1) == QLatin1String("excluded") ? RaterAct::Excluded : RaterAct::Dropped,
            row.text(2), row.text(3), row.integer(4)};
    });
}

Result<QHash<ItemId, int>> filledItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT k.item, count(*) FROM packet p JOIN packet_item k ON k.packet = p.id "
            "WHERE p.study = ?1 AND (NOT EXISTS (SELECT 1 FROM rater_decision d WHERE d.study = p.study "
            "AND d.rater = p.rater AND d.act = 'dropped') OR EXISTS (SELECT 1 FROM every_answer a "
            "WHERE a.packet = p.id AND a.public_id = k.public_id)) GROUP BY k.item"));
    query.bind(1, study);
    QHash<ItemId, int> filled;
    ANTIPHON_TRY(forEachRow(query, [&](const Statement& row) {
        filled.insert(row.id<ItemId>(0), static_cast<int>(row.integer(1)));
    }));
    return filled;
}

Result<QHash<QString, qint64>> handedOut(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT p.rater, count(*) FROM packet p JOIN packet_item k ON k.packet = p.id "
            "WHERE p.study = ? AND k.item NOT IN (SELECT item FROM study_role) GROUP BY p.rater"));
    query.bind(1, study);
    QHash<QString, qint64> counts;
    ANTIPHON_TRY(
        forEachRow(query, [&](const Statement& row) { counts.insert(row.text(0), row.integer(1)); }));
    return counts;
}

Result<QList<GivenValue>> givenValues(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query, connection.prepare("SELECT p.rater, i.id, i.source, a.criterion, a.value, a.active_ms "
                                       "FROM packet p JOIN every_answer a ON a.packet = p.id "
                                       "JOIN packet_item k ON k.packet = p.id AND k.public_id = a.public_id "
                                       "JOIN study_item i ON i.id = k.item WHERE p.study = ?"));
    query.bind(1, study);
    return rowsOf<GivenValue>(query, [](const Statement& row) {
        return GivenValue{row.text(0),
                          row.id<ItemId>(1),
                          row.id<SourceId>(2),
                          row.text(3),
                          static_cast<int>(row.integer(4)),
                          row.integer(5)};
    });
}

Result<void> replaceAnswerOrder(const Connection& connection, PacketId packet,
                                const QList<PublicItemId>& order)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM answer_order WHERE packet = ?"));
    ANTIPHON_TRY(remove.bind(1, packet).run());
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO answer_order (packet, public_id, place) VALUES (?, ?, ?)"));
    for (qsizetype place = 0; place < order.size(); ++place)
        ANTIPHON_TRY(insert.bind(1, packet).bind(2, order.at(place)).bind(3, place).run());
    return {};
}

Result<QList<ShownItem>> shownItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT p.rater, p.id, i.id, i.source, k.position, coalesce(o.place, -1), i.kind, k.sides, "
            "EXISTS (SELECT 1 FROM rater_decision d WHERE d.study = p.study AND d.rater = p.rater "
            "AND d.act = 'dropped') "
            "FROM packet p JOIN packet_item k ON k.packet = p.id JOIN study_item i ON i.id = k.item "
            "LEFT JOIN answer_order o ON o.packet = p.id AND o.public_id = k.public_id "
            "WHERE p.study = ? AND NOT EXISTS (SELECT 1 FROM study_role r WHERE r.item = i.id) "
            "ORDER BY p.rater, k.position"));
    query.bind(1, study);
    return rowsOf<ShownItem>(query, [](const Statement& row) {
        return ShownItem{row.text(0),
                         row.id<PacketId>(1),
                         row.id<ItemId>(2),
                         row.id<SourceId>(3),
                         static_cast<int>(row.integer(4)),
                         static_cast<int>(row.integer(5)),
                         kindOf(row.text(6)).value_or(QuestionKind::Dialogue),
                         numbersOf(row.text(7)),
                         row.integer(8) != 0};
    });
}

Result<void> insertLimits(const Connection& connection, const QHash<ItemId, int>& limits)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO item_limit (item, tracks) VALUES (?, ?)"));
    for (auto limit = limits.cbegin(); limit != limits.cend(); ++limit)
        ANTIPHON_TRY(insert.bind(1, limit.key()).bind(2, limit.value()).run());
    return {};
}

Result<QHash<ItemId, int>> trackLimitsOf(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT l.item, l.tracks FROM item_limit l "
                                           "JOIN study_item i ON i.id = l.item WHERE i.study = ?"));
    query.bind(1, study);
    QHash<ItemId, int> limits;
    ANTIPHON_TRY(forEachRow(query, [&](const Statement& row) {
        limits.insert(row.id<ItemId>(0), static_cast<int>(row.integer(1)));
    }));
    return limits;
}

Result<void> insertDamaged(const Connection& connection, DialogueId dialogue, DialogueId original,
                           const QJsonObject& damage)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO damaged_dialogue (dialogue, original, damage) VALUES (?, ?, ?)"));
    return insert.bind(1, dialogue)
        .bind(2, original)
        .bind(3, QString::fromUtf8(QJsonDocument(damage).toJson(QJsonDocument::Compact)))
        .run();
}

Result<QList<Candidate>> measuredCandidates(const Connection& connection, SourceId source,
                                            const QString& stratum)
{
    ANTIPHON_TRY_ASSIGN(const auto stories, storiesOf(connection, source));
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT d.id, d.turns, (SELECT sum(length(t.text) - length(replace(t.text, ' ', '')) + 1) "
            "FROM turn t WHERE t.dialogue = d.id), "
            "(SELECT sum(min(5, json_array_length(t.tracks))) FROM turn t WHERE t.dialogue = d.id AND "
            "t.role = 1), (SELECT count(*) FROM turn t WHERE t.dialogue = d.id AND t.role = 1 AND "
            "t.tracks <> '[]'), "
            "CASE WHEN ?2 = '' THEN '' ELSE coalesce((SELECT substr(a.value, length(?2) + 2) FROM turn t, "
            "json_each(t.attributes) a WHERE t.dialogue = d.id AND substr(a.value, 1, length(?2) + 1) = "
            "?2 || ':' ORDER BY t.position, a.key LIMIT 1), '') END "
            "FROM dialogue d WHERE d.source = ?1 AND d.turns >= 2 ORDER BY d.ordinal"));
    query.bind(1, source).bind(2, stratum);
    return rowsOf<Candidate>(query, [&stories](const Statement& row) {
        const auto id = row.id<DialogueId>(0);
        return Candidate{id,
                         static_cast<int>(row.integer(1)),
                         static_cast<int>(row.integer(2)),
                         static_cast<int>(row.integer(3)),
                         static_cast<int>(row.integer(4)),
                         stories.value(id),
                         row.text(5)};
    });
}

Result<QHash<DialogueId, QString>> storiesOf(const Connection& connection, SourceId source)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT d.id, coalesce(hex(u.plan_set) || ' ' || i.plan_ordinal, hex(o.id)) "
                           "FROM dialogue d LEFT JOIN damaged_dialogue g ON g.dialogue = d.id "
                           "JOIN dialogue o ON o.id = coalesce(g.original, d.id) "
                           "LEFT JOIN run u ON u.source = o.source "
                           "LEFT JOIN run_item i ON i.run = u.id AND i.dialogue = o.id WHERE d.source = ?"));
    query.bind(1, source);
    QHash<DialogueId, QString> stories;
    ANTIPHON_TRY(
        forEachRow(query, [&](const Statement& row) { stories.insert(row.id<DialogueId>(0), row.text(1)); }));
    return stories;
}

} // namespace antiphon
