#include "core/rating/studydesign.h"

#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"

#include <algorithm>

namespace antiphon {

namespace {

// Adds a section to the plan of a rater; the checks stand among the dialogues that are read alone.
void addSection(RaterPlan& plan, const DesignSection& section, const RaterAssignment& assigned,
                const QHash<ItemId, QList<int>>& sides, const QList<RoleItem>& checks, quint64 secret)
{
    QList<ItemId> order;
    for (const AssignedItem& item : assigned.order)
        order << section.groups.at(item.condition).at(item.item);
    if (section.kind == QuestionKind::Dialogue)
        order = withChecks(order, checks, secret, plan.place);
    plan.order << order;
    plan.sides.insert(sides);
}

QStringList keysOf(const StudyDefinition& definition, const std::vector<int>& criteria)
{
    QStringList keys;
    for (const int criterion : criteria)
        keys << definition.criteria.at(criterion).key;
    return keys;
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
    ANTIPHON_TRY_ASSIGN(const QList<DesignSection> sections, designSections(connection, study, rows, secret));
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    QList<RaterPlan> plans;
    for (const QString& rater : study.definition.raters)
        plans << RaterPlan{rater, {}, {}, {}, static_cast<int>(plans.size()), false};
    for (const DesignSection& section : sections) {
        const Assignment assignment = assign(section.request);
        const auto sides = plannedSides(section, assignment);
        for (RaterPlan& plan : plans) {
            const RaterAssignment& assigned = assignment.raters[static_cast<std::size_t>(plan.place)];
            addSection(plan, section, assigned, sides.at(plan.place), checks, secret);
            plan.criteria = keysOf(study.definition, assigned.criteria);
        }
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
    ANTIPHON_TRY_ASSIGN(const QList<DesignSection> sections, designSections(connection, study, rows, secret));
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<ShownItem> items, shownItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<PacketDesign> designs, packetDesigns(connection, study.id));
    RaterPlan plan{rater, {}, {}, {}, static_cast<int>(existing.size()), true};
    for (const DesignSection& section : sections) {
        Shown shown = shownOf(section, items);
        shown.criteria = shownCriteria(study.definition, designs);
        const RaterAssignment assigned = assignLate(section.request, shown, plan.place);
        addSection(plan, section, assigned, lateSides(section, assigned, items), checks, secret);
        plan.criteria = keysOf(study.definition, assigned.criteria);
    }
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
    const RaterDecision decision{rater, RaterAct::Dropped, reason.trimmed(), actor.name, now()};
    ANTIPHON_TRY(EditHistory(connection)
                     .record(actor, QStringLiteral("Drop rater %1").arg(rater), [&]() -> Result<void> {
                         ANTIPHON_TRY(insertDecision(connection, study.id, decision));
                         return appendToLog(connection, study.id, actor, LogAct::Drop,
                                            {{QStringLiteral("act"), QStringLiteral("drop")},
                                             {QStringLiteral("rater"), rater},
                                             {QStringLiteral("reason"), decision.reason},
                                             {QStringLiteral("decided_at"), decision.at}})
                             .map([](const LogEntry&) {});
                     }));
    return dropped;
}

} // namespace antiphon
