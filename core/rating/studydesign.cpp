#include "core/rating/studydesign.h"

#include "core/rating/assignment.h"
#include "core/rating/studychecks.h"

#include <algorithm>

namespace antiphon {

namespace {

// The items of each condition, by letter, in the order of their lengths where they are to be spread over it.
struct DesignItems
{
    QList<QList<ItemId>> byCondition;
    AssignmentRequest request;
};

Result<DesignItems> designItems(const Connection& connection, const Study& study, const KeyRows& rows,
                                quint64 secret)
{
    const QList<StudyItem>& items = rows.items;
    const StudyDefinition& definition = study.definition;
    DesignItems design;
    for (const Condition& condition : rows.conditions) {
        ANTIPHON_TRY_ASSIGN(const QList<Candidate> known, candidates(connection, condition.source));
        QHash<DialogueId, int> turns;
        for (const Candidate& candidate : known)
            turns.insert(candidate.id, candidate.turns);
        QList<StudyItem> own;
        std::copy_if(items.begin(), items.end(), std::back_inserter(own),
                     [&](const StudyItem& item) { return item.source == condition.source; });
        std::stable_sort(own.begin(), own.end(), [&](const StudyItem& a, const StudyItem& b) {
            return turns.value(a.dialogue) < turns.value(b.dialogue);
        });
        QList<ItemId> ids;
        for (const StudyItem& item : std::as_const(own))
            ids << item.id;
        design.request.itemsOf.push_back(static_cast<int>(ids.size()));
        design.byCondition << ids;
    }
    design.request.raters = static_cast<int>(definition.raters.size());
    design.request.ratingsPerItem = definition.rules.ratingsPerItem;
    design.request.overlap = definition.rules.overlap;
    design.request.criteria = static_cast<int>(definition.criteria.size());
    design.request.fixedCriteria = definition.rules.fixedCriteria;
    design.request.seed = secret;
    return design;
}

RaterPlan planOf(const RaterAssignment& assigned, const DesignItems& design, const Study& study)
{
    RaterPlan plan;
    for (const AssignedItem& item : assigned.order)
        plan.order << design.byCondition.at(item.condition).at(item.item);
    for (const int criterion : assigned.criteria)
        plan.criteria << study.definition.criteria.at(criterion).key;
    return plan;
}

Result<bool> isDropped(const Connection& connection, StudyId study, const QString& rater)
{
    ANTIPHON_TRY_ASSIGN(const QList<RaterDecision> decisions, raterDecisions(connection, study));
    return std::any_of(decisions.begin(), decisions.end(), [&](const RaterDecision& decision) {
        return decision.act == RaterAct::Dropped && decision.rater == rater;
    });
}

} // namespace

Result<QList<RaterPlan>> planRaters(const Connection& connection, const Study& study, const KeyRows& rows,
                                    quint64 secret)
{
    ANTIPHON_TRY_ASSIGN(const DesignItems design, designItems(connection, study, rows, secret));
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    const Assignment assignment = assign(design.request);
    QList<RaterPlan> plans;
    for (const QString& rater : study.definition.raters) {
        const auto place = static_cast<int>(plans.size());
        RaterPlan plan = planOf(assignment.raters[static_cast<std::size_t>(place)], design, study);
        plan.rater = rater;
        plan.place = place;
        plan.order = withChecks(plan.order, checks, secret, place);
        plans << plan;
    }
    return plans;
}

Result<RaterPlan> planLateRater(const Connection& connection, const Study& study, const KeyRows& rows,
                                quint64 secret, const QString& rater)
{
    if (rater.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the late rater"),
                    QStringLiteral("a name or code is needed"));
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> existing, packets(connection, study.id));
    for (const PacketRow& packet : existing) {
        if (packet.rater == rater)
            return fail(ErrorCode::AlreadyExists, QStringLiteral("a packet of %1").arg(rater));
    }
    ANTIPHON_TRY_ASSIGN(const DesignItems design, designItems(connection, study, rows, secret));
    ANTIPHON_TRY_ASSIGN(const auto filled, filledItems(connection, study.id));
    std::vector<std::vector<int>> counts;
    for (const QList<ItemId>& items : design.byCondition) {
        auto& own = counts.emplace_back();
        for (const ItemId& item : items)
            own.push_back(filled.value(item));
    }
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    const auto place = static_cast<int>(existing.size());
    RaterPlan plan = planOf(assignLate(design.request, counts, place), design, study);
    plan.rater = rater;
    plan.place = place;
    plan.order = withChecks(plan.order, checks, secret, place);
    plan.late = true;
    return plan;
}

Result<DroppedRater> dropRater(const Connection& connection, const Actor& actor, const Study& study,
                               const QString& rater, const QString& reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the reason"),
                    QStringLiteral("it stays in the record, so it can not be empty"));
    ANTIPHON_TRY_ASSIGN(const QList<ShownItem> shown, shownItems(connection, study.id));
    DroppedRater dropped;
    for (const ShownItem& item : shown) {
        if (item.rater != rater)
            continue;
        dropped.rater = rater;
        (item.firstAnswer >= 0 ? dropped.answeredItems : dropped.openItems) += 1;
    }
    if (dropped.rater.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("a packet of %1").arg(rater));
    ANTIPHON_TRY_ASSIGN(const bool already, isDropped(connection, study.id, rater));
    if (already)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("that %1 gave up").arg(rater));
    ANTIPHON_TRY(EditHistory(connection).record(actor, QStringLiteral("Drop rater %1").arg(rater), [&] {
        return insertDecision(connection, study.id,
                              {rater, RaterAct::Dropped, reason.trimmed(), actor.name, now()});
    }));
    return dropped;
}

} // namespace antiphon
