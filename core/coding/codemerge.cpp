#include "core/coding/codemerge.h"

#include <map>

namespace antiphon {

namespace {

bool isEarlier(const MergeCoding& left, const MergeCoding& right)
{
    return std::tie(left.createdAt, left.id) < std::tie(right.createdAt, right.id);
}

// Makes one of codings that are the same thing once they have one code.
void mergeGroup(MergePlan& plan, const QList<const MergeCoding*>& group, CodeId target)
{
    const auto isMerged = [target](const MergeCoding* coding) { return coding->code != target; };
    if (std::none_of(group.begin(), group.end(), isMerged))
        return;
    const MergeCoding* stays = group.first();
    TextSpan whole = stays->span;
    for (const MergeCoding* coding : group) {
        whole.begin = std::min(whole.begin, coding->span.begin);
        whole.end = std::max(whole.end, coding->span.end);
        if (isEarlier(*coding, *stays))
            stays = coding;
    }
    for (const MergeCoding* coding : group) {
        if (coding != stays)
            plan.replaced.insert(coding->id, stays->id);
    }
    if (isMerged(stays))
        plan.moved << stays->id;
    if (whole != stays->span)
        plan.widened.append({stays->id, whole});
}

// The runs of spans, sorted by begin, in which each overlaps or touches what is before it.
QList<QList<const MergeCoding*>> runsOf(const QList<const MergeCoding*>& sorted, SpanMerge spans)
{
    QList<QList<const MergeCoding*>> runs;
    qint64 end = -1;
    for (const MergeCoding* coding : sorted) {
        const bool goesOn =
            !runs.isEmpty() &&
            (spans == SpanMerge::Join ? coding->span.begin <= end : coding->span == runs.last().last()->span);
        if (!goesOn)
            runs.append(QList<const MergeCoding*>());
        end = goesOn ? std::max(end, coding->span.end) : coding->span.end;
        runs.last() << coding;
    }
    return runs;
}

QString withText(const QString& text, const QString& added, const QString& name)
{
    if (added.isEmpty() || text.contains(added))
        return text;
    const QString paragraph = QStringLiteral("%1: %2").arg(name, added);
    return text.isEmpty() ? paragraph : QStringLiteral("%1\n\n%2").arg(text, paragraph);
}

} // namespace

MergePlan planMerge(const QList<MergeCoding>& codings, CodeId target, SpanMerge spans)
{
    // The kind keeps whole turns, exchanges and spans apart.
    using Ground = std::tuple<CoderId, DialogueId, TurnId, int>;
    std::map<Ground, QList<const MergeCoding*>> grounds;
    for (const MergeCoding& coding : codings) {
        const int kind = coding.exchange ? 2 : coding.span.begin >= 0 ? 1 : 0;
        grounds[{coding.coder, coding.dialogue, coding.turn, kind}] << &coding;
    }
    MergePlan plan;
    for (auto& [ground, group] : grounds) {
        std::sort(group.begin(), group.end(), [](const MergeCoding* left, const MergeCoding* right) {
            return std::tie(left->span.begin, left->span.end, left->id) <
                   std::tie(right->span.begin, right->span.end, right->id);
        });
        for (const QList<const MergeCoding*>& run : runsOf(group, spans))
            mergeGroup(plan, run, target);
    }
    return plan;
}

Code mergedCode(const Code& target, const Code& merged)
{
    Code code = target;
    code.definition = withText(code.definition, merged.definition, merged.name);
    code.includes = withText(code.includes, merged.includes, merged.name);
    code.excludes = withText(code.excludes, merged.excludes, merged.name);
    for (const QString& example : merged.examples) {
        if (!code.examples.contains(example))
            code.examples << example;
    }
    if (code.shortcut.isEmpty())
        code.shortcut = merged.shortcut;
    return code;
}

} // namespace antiphon
