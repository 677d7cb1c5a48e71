#include "core/rating/studystore.h"
#include "core/storage/rows.h"

#include <QHash>

namespace antiphon {

namespace {

Result<void> removeAnswers(const Connection& connection, PacketId packet)
{
    for (const char* sql : {"DELETE FROM answer WHERE packet = ?", "DELETE FROM part_answer WHERE packet = ?",
                            "DELETE FROM answer_note WHERE packet = ?"}) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
        ANTIPHON_TRY(remove.bind(1, packet).run());
    }
    return {};
}

Statement& bindAnswer(Statement& insert, PacketId packet, const GivenAnswer& answer)
{
    return insert.bind(1, packet)
        .bind(2, answer.item)
        .bind(3, answer.criterion)
        .bind(4, answer.value)
        .bind(5, answer.at)
        .bind(6, answer.activeMs);
}

Result<void> insertAnswers(const Connection& connection, PacketId packet, const QList<GivenAnswer>& answers)
{
    ANTIPHON_TRY_ASSIGN(auto whole, connection.prepare("INSERT INTO answer (packet, public_id, criterion, "
                                                       "value, given_at, active_ms) "
                                                       "VALUES (?, ?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto part,
                        connection.prepare("INSERT INTO part_answer (packet, public_id, criterion, "
                                           "value, given_at, active_ms, part) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    for (const GivenAnswer& answer : answers) {
        if (answer.part == 0)
            ANTIPHON_TRY(bindAnswer(whole, packet, answer).run());
        else
            ANTIPHON_TRY(bindAnswer(part, packet, answer).bind(7, answer.part).run());
    }
    return {};
}

Result<void> insertNotes(const Connection& connection, PacketId packet, const QList<GivenNote>& notes)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO answer_note (packet, public_id, kind, text, value, "
                                           "given_at) VALUES (?, ?, ?, ?, ?, ?)"));
    for (const GivenNote& note : notes)
        ANTIPHON_TRY(insert.bind(1, packet)
                         .bind(2, note.item)
                         .bind(3, noteWord(note.kind))
                         .bind(4, note.text)
                         .bind(5, note.value)
                         .bind(6, note.at)
                         .run());
    return {};
}

// The sources of each item that shows several dialogues, by place.
Result<QHash<ItemId, QList<SourceId>>> sourcesAtOnce(const Connection& connection, StudyId study)
{
    QHash<ItemId, QList<SourceId>> sources;
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> items, studyItems(connection, study));
    for (const StudyItem& item : items) {
        for (const ItemDialogue& one : item.dialogues)
            sources[item.id] << one.source;
    }
    return sources;
}

QList<SourceId> asShown(const QList<SourceId>& byPlace, const QList<int>& sides)
{
    QList<SourceId> shown;
    for (const int place : sides)
        shown << byPlace.value(place);
    return shown;
}

} // namespace

Result<void> replaceAnswers(const Connection& connection, const PacketRow& packet,
                            const QList<GivenAnswer>& answers, const QList<GivenNote>& notes)
{
    ANTIPHON_TRY(removeAnswers(connection, packet.id));
    ANTIPHON_TRY(insertAnswers(connection, packet.id, answers));
    ANTIPHON_TRY(insertNotes(connection, packet.id, notes));
    ANTIPHON_TRY_ASSIGN(
        auto update, connection.prepare("UPDATE packet SET answers_head = ?, collected_at = ? WHERE id = ?"));
    return update.bind(1, packet.answersHead).bind(2, packet.collectedAt).bind(3, packet.id).run();
}

Result<QHash<PacketId, qint64>> answerCounts(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT id, (SELECT count(*) FROM answer WHERE packet = packet.id) + "
                           "(SELECT count(*) FROM part_answer WHERE packet = packet.id) - "
                           "(SELECT count(*) FROM study_role r JOIN packet_item k ON k.item = r.item "
                           "JOIN every_answer a ON a.packet = k.packet AND a.public_id = k.public_id "
                           "WHERE k.packet = packet.id) FROM packet WHERE study = ?"));
    query.bind(1, study);
    QHash<PacketId, qint64> counts;
    ANTIPHON_TRY(
        forEachRow(query, [&](const Statement& row) { counts.insert(row.id<PacketId>(0), row.integer(1)); }));
    return counts;
}

Result<QList<RatedAnswer>> ratedAnswers(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const auto sources, sourcesAtOnce(connection, study));
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT i.id, i.source, p.rater, a.criterion, a.value, k.position, a.given_at, "
                           "a.active_ms, a.part, i.kind, k.sides "
                           "FROM packet p JOIN every_answer a ON a.packet = p.id "
                           "JOIN packet_item k ON k.packet = p.id AND k.public_id = a.public_id "
                           "JOIN study_item i ON i.id = k.item WHERE p.study = ? "
                           "AND i.id NOT IN (SELECT item FROM study_role) "
                           "ORDER BY p.rater, k.position, a.criterion, a.part"));
    query.bind(1, study);
    return rowsOf<RatedAnswer>(query, [&](const Statement& row) {
        RatedAnswer answer{row.id<ItemId>(0),
                           row.id<SourceId>(1),
                           row.text(2),
                           row.text(3),
                           static_cast<int>(row.integer(4)),
                           static_cast<int>(row.integer(5)),
                           row.integer(6),
                           row.integer(7)};
        answer.part = static_cast<int>(row.integer(8));
        answer.kind = kindOf(row.text(9)).value_or(QuestionKind::Dialogue);
        if (answer.kind != QuestionKind::Dialogue)
            answer.shown = asShown(sources.value(answer.item), numbersOf(row.text(10)));
        return answer;
    });
}

Result<QList<RatedNote>> ratedNotes(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare("SELECT i.id, i.source, p.rater, k.position, n.public_id, n.kind, n.text, "
                           "n.value, n.given_at FROM packet p JOIN answer_note n ON n.packet = p.id "
                           "JOIN packet_item k ON k.packet = p.id AND k.public_id = n.public_id "
                           "JOIN study_item i ON i.id = k.item WHERE p.study = ? "
                           "ORDER BY p.rater, k.position, n.kind"));
    query.bind(1, study);
    return rowsOf<RatedNote>(query, [](const Statement& row) {
        const GivenNote note{row.id<PublicItemId>(4), noteKindOf(row.text(5)).value_or(NoteKind::Comment),
                             row.text(6), static_cast<int>(row.integer(7)), row.integer(8)};
        return RatedNote{row.id<ItemId>(0), row.id<SourceId>(1), row.text(2),
                         static_cast<int>(row.integer(3)), note};
    });
}

} // namespace antiphon
