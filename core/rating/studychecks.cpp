#include "core/rating/studychecks.h"

#include "core/base/random.h"
#include "core/corpus/corpusstore.h"
#include "core/rating/linter.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace antiphon {

namespace {

constexpr quint64 placeKey = 1ULL << 46U;

QHash<QString, QList<int>> everyCriterion(const StudyDefinition& definition, int point)
{
    QHash<QString, QList<int>> expected;
    for (const Criterion& criterion : definition.criteria)
        expected.insert(criterion.key, {point});
    return expected;
}

Result<QList<RoleItem>> knownItems(const Connection& connection, const QList<KnownItem>& known, ItemRole role)
{
    QList<RoleItem> items;
    for (const KnownItem& one : known) {
        ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, one.source));
        std::optional<DialogueId> dialogue;
        if (source) {
            ANTIPHON_TRY_ASSIGN(dialogue, dialogueByExternalId(connection, source->id, one.dialogue));
        }
        if (!dialogue)
            return fail(ErrorCode::NotFound,
                        QStringLiteral("the %1 dialogue %2").arg(roleWord(role), one.dialogue),
                        QStringLiteral("the source %1 has none of that id").arg(one.source));
        items << RoleItem{
            {ItemId::createOpaque(), source->id, *dialogue}, role, one.known, role == ItemRole::Training};
    }
    return items;
}

Result<void> refuseDoubles(const QList<RoleItem>& checks, const QList<StudyItem>& items)
{
    QSet<DialogueId> taken;
    for (const StudyItem& item : items) {
        const QList<ItemDialogue> shown = dialoguesOf(item);
        for (const ItemDialogue& one : shown)
            taken.insert(one.dialogue);
    }
    for (const RoleItem& check : checks) {
        if (taken.contains(check.item.dialogue))
            return fail(
                ErrorCode::AlreadyExists,
                QStringLiteral("a dialogue of the study's %1").arg(roleWord(check.role)),
                QStringLiteral("it was drawn as an item or is named twice; take another seed or dialogue"));
        taken.insert(check.item.dialogue);
    }
    return {};
}

} // namespace

Result<QList<RoleItem>> drawChecks(const Connection& connection, const StudyDefinition& definition,
                                   const QList<QList<Candidate>>& pools, const QList<SourceId>& sources,
                                   const QList<StudyItem>& items)
{
    const StudyRules& rules = definition.rules;
    ANTIPHON_TRY_ASSIGN(QList<RoleItem> checks, knownItems(connection, rules.gold, ItemRole::Gold));
    ANTIPHON_TRY_ASSIGN(const auto training, knownItems(connection, rules.training, ItemRole::Training));
    checks << training;
    QSet<DialogueId> taken;
    for (const StudyItem& item : items) {
        const QList<ItemDialogue> shown = dialoguesOf(item);
        for (const ItemDialogue& one : shown)
            taken.insert(one.dialogue);
    }
    for (const RoleItem& check : std::as_const(checks))
        taken.insert(check.item.dialogue);
    QSet<QString> stories;
    for (const QList<Candidate>& pool : pools) {
        for (const Candidate& candidate : pool) {
            if (taken.contains(candidate.id))
                stories.insert(candidate.story);
        }
    }
    // Not by the study's seed: who knows that could tell the source of a check by the point that it asks for.
    Random random(QRandomGenerator::system()->generate64());
    const auto first = static_cast<qsizetype>(random.below(static_cast<quint64>(pools.size())));
    for (int check = 0; check < rules.attentionChecks; ++check) {
        const qsizetype source = (first + check) % pools.size();
        std::vector<Candidate> left;
        for (const Candidate& candidate : pools.at(source)) {
            if (!taken.contains(candidate.id) && !stories.contains(candidate.story))
                left.push_back(candidate);
        }
        if (left.empty())
            return fail(
                ErrorCode::NotPossible, QStringLiteral("drawing attention checks"),
                QStringLiteral("%1 has no dialogue left that is no item").arg(definition.sources.at(source)));
        const Candidate& drawn = left[random.below(left.size())];
        const int point = 1 + static_cast<int>(random.below(static_cast<quint64>(definition.points)));
        taken.insert(drawn.id);
        stories.insert(drawn.story);
        checks << RoleItem{{ItemId::createOpaque(), sources.at(source), drawn.id},
                           ItemRole::Attention,
                           {everyCriterion(definition, point)},
                           false};
    }
    ANTIPHON_TRY(refuseDoubles(checks, items));
    return checks;
}

Result<void> checkExplanations(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const PacketSecrets secrets, packetSecrets(connection, study.id));
    for (const KnownItem& item : study.definition.rules.training) {
        QStringList texts{item.known.why};
        for (const QString& reason : item.known.reasons)
            texts << reason;
        const QList<LintFinding> findings = lintWording(texts.join(QLatin1Char('\n')), secrets);
        if (!findings.isEmpty())
            return fail(ErrorCode::InvalidValue, QStringLiteral("an explanation of %1").arg(item.dialogue),
                        QStringLiteral("it would betray something (%1: %2)")
                            .arg(findings.constFirst().rule, findings.constFirst().what));
    }
    return {};
}

void addInstruction(QList<PacketTurn>& turns, int point)
{
    if (turns.isEmpty())
        return;
    QString& text = turns.last().text;
    if (!text.isEmpty())
        text += QLatin1Char(' ');
    text += QStringLiteral("(To show that you have read to the end, please answer every question about this "
                           "dialogue with %1.)")
                .arg(point);
}

QList<ItemId> withChecks(const QList<ItemId>& order, const QList<RoleItem>& checks, quint64 seed, int place)
{
    Random random = Random::forKey(seed, placeKey + static_cast<quint64>(place));
    QList<ItemId> shown;
    std::vector<ItemId> hidden;
    for (const RoleItem& check : checks) {
        if (check.role == ItemRole::Training)
            shown << check.item.id;
        else
            hidden.push_back(check.item.id);
    }
    random.shuffle(hidden);
    const auto parts = static_cast<qsizetype>(hidden.size());
    qsizetype next = 0;
    qsizetype due = -1; // before which item the next check stands
    const qsizetype last = order.size() < 2 ? order.size() : order.size() - 1; // the guess is about an item
    for (qsizetype i = 0; i <= order.size(); ++i) {
        while (next < parts) {
            if (due < 0) {
                // Each check has a stretch of the order to itself.
                const qsizetype low = std::max<qsizetype>(1, next * order.size() / parts);
                const qsizetype high = std::max(low + 1, (next + 1) * order.size() / parts + 1);
                due = low + static_cast<qsizetype>(random.below(static_cast<quint64>(high - low)));
            }
            if (std::min(due, last) > i)
                break;
            shown << hidden[static_cast<std::size_t>(next)];
            ++next;
            due = -1;
        }
        if (i < order.size())
            shown << order.at(i);
    }
    return shown;
}

} // namespace antiphon
