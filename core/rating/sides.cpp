#include "core/rating/sides.h"

#include "core/rating/order.h"

#include <map>

namespace antiphon {

namespace {

constexpr quint64 sideStream = 0x73696465; // apart from the streams that draw the order

// The pairs of each two conditions.
std::vector<std::vector<StudyItem>> pairsByConditions(const QList<StudyItem>& items)
{
    std::map<std::pair<SourceId, SourceId>, std::size_t> places;
    std::vector<std::vector<StudyItem>> groups;
    for (const StudyItem& item : items) {
        if (item.kind != QuestionKind::Pair)
            continue;
        const std::pair conditions(item.dialogues[0].source, item.dialogues[1].source);
        const std::size_t place = places.emplace(conditions, groups.size()).first->second;
        if (place == groups.size())
            groups.emplace_back();
        groups[place].push_back(item);
    }
    return groups;
}

// Half of the items turned round, drawn for two raters together, of whom the second sees the other half so.
QHash<ItemId, QList<int>> pairSides(const std::vector<StudyItem>& pairs, quint64 seed, quint64 group,
                                    int rater)
{
    const auto both = static_cast<quint64>(rater / 2);
    Random random = Random::forKey(seed, sideStream + both * 1024 + group);
    const bool firstHalfTurned = random.chance(0.5) != (rater % 2 == 1);
    std::vector<ItemId> drawn;
    for (const StudyItem& item : pairs)
        drawn.push_back(item.id);
    random.shuffle(drawn);
    QHash<ItemId, QList<int>> sides;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const bool turned = (i < drawn.size() / 2) == firstHalfTurned;
        sides.insert(drawn[i], turned ? QList<int>{1, 0} : QList<int>{0, 1});
    }
    return sides;
}

void orderPairs(const QList<StudyItem>& items, quint64 seed, int rater, Random& random,
                QList<PacketItemRow>& rows)
{
    std::vector<std::vector<StudyItem>> groups = pairsByConditions(items);
    if (groups.empty())
        return;
    QHash<ItemId, QList<int>> sides;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        sides.insert(pairSides(groups[group], seed, group, rater));
        random.shuffle(groups[group]);
    }
    const auto count = static_cast<int>(groups.size());
    for (const int group : balancedOrder(count, static_cast<int>(groups.front().size()), random)) {
        auto& own = groups[static_cast<std::size_t>(group)];
        const ItemId id = own.back().id;
        rows << PacketItemRow{
            PublicItemId::createOpaque(), id, static_cast<int>(rows.size()), {}, sides.value(id)};
        own.pop_back();
    }
}

void orderSeveral(const QList<StudyItem>& items, quint64 seed, int rater, Random& random,
                  QList<PacketItemRow>& rows)
{
    std::vector<StudyItem> several;
    for (const StudyItem& item : items) {
        if (item.kind == QuestionKind::BestWorst)
            several.push_back(item);
    }
    if (several.empty())
        return;
    const auto count = static_cast<int>(several.front().dialogues.size());
    Random together = Random::forKey(seed, sideStream + 512 + static_cast<quint64>(rater / count) * 1024);
    const std::vector<int> places = balancedOrder(count, static_cast<int>(several.size()), together);
    QHash<ItemId, QList<int>> sides;
    for (std::size_t i = 0; i < several.size(); ++i) {
        QList<int>& own = sides[several[i].id];
        for (int side = 0; side < count; ++side) {
            const int place = places[i * static_cast<std::size_t>(count) + static_cast<std::size_t>(side)];
            own << (place + rater % count) % count;
        }
    }
    random.shuffle(several);
    for (const StudyItem& item : several)
        rows << PacketItemRow{
            PublicItemId::createOpaque(), item.id, static_cast<int>(rows.size()), {}, sides.value(item.id)};
}

} // namespace

QList<PacketItemRow> orderAtOnce(const QList<StudyItem>& items, quint64 seed, int rater)
{
    Random random = Random::forKey(seed, sideStream + 768 + static_cast<quint64>(rater) * 1024);
    QList<PacketItemRow> rows;
    orderPairs(items, seed, rater, random, rows);
    orderSeveral(items, seed, rater, random, rows);
    return rows;
}

} // namespace antiphon
