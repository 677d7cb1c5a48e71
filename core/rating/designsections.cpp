#include "core/rating/designsections.h"

#include "core/rating/evencolours.h"
#include "core/rating/sides.h"

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

std::size_t at(qsizetype index)
{
    return static_cast<std::size_t>(index);
}

Result<QList<QList<ItemId>>> aloneByLength(const Connection& connection, const KeyRows& rows)
{
    QList<QList<ItemId>> groups;
    for (const Condition& condition : rows.conditions) {
        ANTIPHON_TRY_ASSIGN(const QList<Candidate> known, candidates(connection, condition.source));
        QHash<DialogueId, int> turns;
        for (const Candidate& candidate : known)
            turns.insert(candidate.id, candidate.turns);
        QList<StudyItem> own;
        std::copy_if(rows.items.begin(), rows.items.end(), std::back_inserter(own),
                     [&](const StudyItem& item) {
                         return item.kind == QuestionKind::Dialogue && item.source == condition.source;
                     });
        std::stable_sort(own.begin(), own.end(), [&](const StudyItem& a, const StudyItem& b) {
            return turns.value(a.dialogue) < turns.value(b.dialogue);
        });
        QList<ItemId>& ids = groups.emplace_back();
        for (const StudyItem& item : std::as_const(own))
            ids << item.id;
    }
    return groups;
}

// Items that show the same conditions at once.
QList<QList<ItemId>> groupsAtOnce(const QList<StudyItem>& items, QuestionKind kind)
{
    std::map<QList<SourceId>, QList<ItemId>> byConditions;
    for (const StudyItem& item : items) {
        if (item.kind != kind)
            continue;
        QList<SourceId> sources;
        for (const ItemDialogue& one : item.dialogues)
            sources << one.source;
        byConditions[sources] << item.id;
    }
    QList<QList<ItemId>> groups;
    for (const auto& [sources, ids] : byConditions)
        groups << ids;
    return groups;
}

int dialoguesAtOnce(const QList<StudyItem>& items, QuestionKind kind)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const StudyItem& item) { return item.kind == kind; });
    return found == items.end() ? 1 : static_cast<int>(dialoguesOf(*found).size());
}

struct Place
{
    int group = 0;
    int item = 0;
};

QHash<ItemId, Place> placesOf(const DesignSection& section)
{
    QHash<ItemId, Place> places;
    for (qsizetype group = 0; group < section.groups.size(); ++group) {
        for (qsizetype item = 0; item < section.groups.at(group).size(); ++item)
            places.insert(section.groups.at(group).at(item),
                          {static_cast<int>(group), static_cast<int>(item)});
    }
    return places;
}

ItemId idOf(const DesignSection& section, const AssignedItem& item)
{
    return section.groups.at(item.condition).at(item.item);
}

// The orders of sides in use, and how often each item was shown in each.
struct SeenSides
{
    QList<QList<int>> orders;
    QHash<ItemId, std::vector<int>> counts;
};

SeenSides seenSides(const DesignSection& section, const QList<ShownItem>& items, Random& random)
{
    QList<QList<int>> used;
    for (const ShownItem& item : items) {
        if (item.kind == section.kind && !used.contains(item.sides))
            used << item.sides;
    }
    SeenSides seen{sideOrders(section.dialogues, used, random), {}};
    for (const ShownItem& item : items) {
        const qsizetype order = seen.orders.indexOf(item.sides);
        if (item.kind != section.kind || order < 0 || !item.counts())
            continue;
        std::vector<int>& counts = seen.counts[item.item];
        counts.resize(at(seen.orders.size()), 0);
        ++counts[at(order)];
    }
    return seen;
}

Random sidesRandom(const DesignSection& section)
{
    constexpr quint64 sideStream = 0x73696465; // apart from the streams that draw who gets what
    return Random::forKey(section.request.seed, sideStream);
}

} // namespace

Result<QList<DesignSection>> designSections(const Connection& connection, const Study& study,
                                            const KeyRows& rows, quint64 secret)
{
    const StudyDefinition& definition = study.definition;
    QList<DesignSection> sections;
    for (const QuestionKind kind : {QuestionKind::Pair, QuestionKind::BestWorst, QuestionKind::Dialogue}) {
        DesignSection section;
        section.kind = kind;
        section.dialogues = dialoguesAtOnce(rows.items, kind);
        if (kind == QuestionKind::Dialogue) {
            ANTIPHON_TRY_ASSIGN(section.groups, aloneByLength(connection, rows));
        } else {
            section.groups = groupsAtOnce(rows.items, kind);
        }
        qsizetype items = 0;
        for (const QList<ItemId>& group : std::as_const(section.groups)) {
            section.request.itemsOf.push_back(static_cast<int>(group.size()));
            items += group.size();
        }
        section.request.raters = static_cast<int>(definition.raters.size());
        section.request.ratingsPerItem = definition.rules.ratingsPerItem;
        section.request.overlap = definition.rules.overlap;
        section.request.criteria = static_cast<int>(definition.criteria.size());
        section.request.fixedCriteria = definition.rules.fixedCriteria;
        section.request.seed = Random::forKey(secret, static_cast<quint64>(kind)).next();
        if (items > 0)
            sections << section;
    }
    return sections;
}

QList<QHash<ItemId, QList<int>>> plannedSides(const DesignSection& section, const Assignment& assignment)
{
    QList<QHash<ItemId, QList<int>>> sides(static_cast<qsizetype>(assignment.raters.size()));
    if (section.dialogues < 2)
        return sides;
    Random random = sidesRandom(section);
    const QList<QList<int>> orders = sideOrders(section.dialogues, {}, random);
    for (qsizetype group = 0; group < section.groups.size(); ++group) {
        std::vector<Meeting> meetings;
        for (std::size_t rater = 0; rater < assignment.raters.size(); ++rater) {
            for (const AssignedItem& item : assignment.raters[rater].order) {
                if (item.condition == group)
                    meetings.push_back({static_cast<int>(rater), item.item});
            }
        }
        const std::vector<int> colours = evenColours(meetings, static_cast<int>(orders.size()), random);
        for (std::size_t i = 0; i < meetings.size(); ++i)
            sides[meetings[i].rater].insert(section.groups.at(group).at(meetings[i].item),
                                            orders.at(colours[i]));
    }
    return sides;
}

Shown shownOf(const DesignSection& section, const QList<ShownItem>& items)
{
    Shown shown;
    for (const QList<ItemId>& group : section.groups)
        shown.filled.emplace_back(at(group.size()), 0);
    if (section.dialogues == 2)
        shown.due = shown.filled;
    const QHash<ItemId, Place> places = placesOf(section);
    QHash<QString, int> positions; // of each rater, within the section
    for (const ShownItem& item : items) {
        const auto place = places.constFind(item.item);
        if (place == places.cend())
            continue;
        const auto position = static_cast<std::size_t>(positions[item.rater]++);
        if (!item.counts())
            continue;
        ++shown.filled[at(place->group)][at(place->item)];
        if (shown.positions.size() <= position)
            shown.positions.resize(position + 1, std::vector<int>(at(section.groups.size()), 0));
        ++shown.positions[position][at(place->group)];
        if (section.dialogues == 2)
            shown.due[at(place->group)][at(place->item)] += item.sides.value(0) == 0 ? 1 : -1;
    }
    return shown;
}

std::vector<std::vector<int>> shownCriteria(const StudyDefinition& definition,
                                            const QList<PacketDesign>& designs)
{
    QStringList keys;
    for (const Criterion& criterion : definition.criteria)
        keys << criterion.key;
    std::vector<std::vector<int>> counts(at(keys.size()), std::vector<int>(at(keys.size()), 0));
    for (const PacketDesign& design : designs) {
        for (qsizetype place = 0; place < std::min(design.criteria.size(), keys.size()); ++place) {
            const qsizetype criterion = keys.indexOf(design.criteria.at(place));
            if (criterion >= 0)
                ++counts[at(place)][at(criterion)];
        }
    }
    return counts;
}

QHash<ItemId, QList<int>> lateSides(const DesignSection& section, const RaterAssignment& assigned,
                                    const QList<ShownItem>& items)
{
    QHash<ItemId, QList<int>> sides;
    if (section.dialogues < 2)
        return sides;
    Random random = sidesRandom(section);
    const SeenSides seen = seenSides(section, items, random);
    const std::vector<int> none(at(seen.orders.size()), 0);
    for (qsizetype group = 0; group < section.groups.size(); ++group) {
        QList<ItemId> own;
        std::vector<std::vector<int>> counts;
        for (const AssignedItem& item : assigned.order) {
            if (item.condition != group)
                continue;
            own << idOf(section, item);
            counts.push_back(seen.counts.value(own.constLast(), none));
        }
        std::vector<int> total = none;
        for (const ItemId& item : section.groups.at(group)) {
            const std::vector<int> one = seen.counts.value(item, none);
            for (std::size_t order = 0; order < one.size(); ++order)
                total[order] += one[order];
        }
        const std::vector<int> colours = lateColours(counts, total, random);
        for (qsizetype i = 0; i < own.size(); ++i)
            sides.insert(own.at(i), seen.orders.at(colours[at(i)]));
    }
    return sides;
}

} // namespace antiphon
