#include "core/rating/asked.h"
#include "core/storage/rows.h"

namespace antiphon {

AskedCount& AskedCount::operator+=(const AskedCount& other)
{
    asked += other.asked;
    answered += other.answered;
    skipped += other.skipped;
    return *this;
}

Result<QList<AskedItems>> askedItems(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(
        auto query,
        connection.prepare(
            "SELECT p.id, p.rater, i.source, i.kind, EXISTS (SELECT 1 FROM answer_note n WHERE n.packet = "
            "k.packet AND n.public_id = k.public_id AND n.kind = 'skip') AS skipped, count(*), "
            "sum(CASE k.turns WHEN '' THEN 0 ELSE length(k.turns) - length(replace(k.turns, ',', '')) + 1 "
            "END) FROM packet p JOIN packet_item k ON k.packet = p.id JOIN study_item i ON i.id = k.item "
            "WHERE p.study = ? AND NOT EXISTS (SELECT 1 FROM study_role r WHERE r.item = i.id) "
            "GROUP BY p.id, i.source, i.kind, skipped ORDER BY p.rater"));
    query.bind(1, study);
    return rowsOf<AskedItems>(query, [](const Statement& row) {
        return AskedItems{row.id<PacketId>(0), row.text(1),
                          row.id<SourceId>(2), kindOf(row.text(3)).value_or(QuestionKind::Dialogue),
                          row.integer(4) != 0, row.integer(5),
                          row.integer(6)};
    });
}

qint64 timesAsked(const Criterion& criterion, const AskedItems& items)
{
    if (criterion.kind == QuestionKind::Turn)
        return items.kind == QuestionKind::Dialogue ? items.turns : 0;
    if (criterion.kind != items.kind)
        return 0;
    return criterion.kind == QuestionKind::BestWorst ? 2 * items.items : items.items;
}

QList<AskedCount> askedByCondition(const Criterion& criterion, const QList<AskedItems>& items,
                                   const QHash<SourceId, qsizetype>& places, const QStringList& raters)
{
    QList<AskedCount> counts(places.size());
    for (const AskedItems& one : items) {
        const qsizetype place = places.value(one.source, -1);
        if (place < 0 || !raters.contains(one.rater))
            continue;
        const qint64 asked = timesAsked(criterion, one);
        counts[place] += {asked, 0, one.skipped ? asked : 0};
    }
    return counts;
}

Result<QList<RaterTally>> raterTallies(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto answers, answerCounts(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<AskedItems> items, askedItems(connection, study.id));
    QHash<PacketId, AskedCount> counts;
    for (const AskedItems& one : items) {
        for (const Criterion& criterion : study.definition.criteria) {
            const qint64 asked = timesAsked(criterion, one);
            counts[one.packet] += {asked, 0, one.skipped ? asked : 0};
        }
    }
    QList<RaterTally> tallies;
    for (const PacketRow& packet : made) {
        AskedCount count = counts.value(packet.id);
        count.answered = answers.value(packet.id);
        tallies << RaterTally{packet, count};
    }
    return tallies;
}

} // namespace antiphon
