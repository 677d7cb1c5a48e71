#include "core/base/random.h"
#include "core/coding/codemerge.h"

#include <QSet>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

const CodeId target = CodeId::create();
const CodeId other = CodeId::create();

MergeCoding coding(CodeId code, const TextSpan& span, TimePoint at)
{
    static const CoderId coder = CoderId::create();
    static const DialogueId dialogue = DialogueId::create();
    static const TurnId turn = TurnId::create();
    return {CodingId::create(), code, coder, dialogue, turn, span, false, at};
}

QList<MergeCoding> applied(QList<MergeCoding> codings, const MergePlan& plan)
{
    codings.removeIf([&](const MergeCoding& each) { return plan.replaced.contains(each.id); });
    for (MergeCoding& each : codings) {
        if (plan.moved.contains(each.id))
            each.code = target;
        for (const auto& [id, span] : plan.widened) {
            if (id == each.id)
                each.span = span;
        }
    }
    return codings;
}

} // namespace

TEST(CodeMerge, TheEarliestOfTheSameThingStays)
{
    const QList<MergeCoding> codings{coding(target, {-1, -1}, 5), coding(other, {-1, -1}, 3),
                                     coding(other, {0, 4}, 9)};
    const MergePlan plan = planMerge(codings, target, SpanMerge::KeepApart);
    EXPECT_EQ(plan.replaced.value(codings[0].id), codings[1].id);
    EXPECT_EQ(QSet<CodingId>(plan.moved.begin(), plan.moved.end()),
              (QSet<CodingId>{codings[1].id, codings[2].id}));
    EXPECT_TRUE(plan.widened.isEmpty());
}

TEST(CodeMerge, SpansThatOverlapOrTouchJoinWhenAsked)
{
    const QList<MergeCoding> codings{coding(target, {0, 4}, 5), coding(other, {4, 9}, 3),
                                     coding(other, {10, 12}, 1), coding(target, {20, 30}, 1),
                                     coding(target, {25, 40}, 1)};
    EXPECT_TRUE(planMerge(codings, target, SpanMerge::KeepApart).replaced.isEmpty());
    const MergePlan plan = planMerge(codings, target, SpanMerge::Join);
    EXPECT_EQ(plan.replaced.size(), 1);
    EXPECT_EQ(plan.replaced.value(codings[0].id), codings[1].id);
    ASSERT_EQ(plan.widened.size(), 1);
    EXPECT_EQ(plan.widened.first(), std::pair(codings[1].id, (TextSpan{0, 9})));
    // Spans of the target that meet none of the merged code are left alone.
    EXPECT_FALSE(plan.replaced.contains(codings[3].id) || plan.replaced.contains(codings[4].id));
}

TEST(CodeMerge, KindsAndCodersStayApart)
{
    QList<MergeCoding> codings{coding(target, {-1, -1}, 1), coding(other, {-1, -1}, 2)};
    codings[1].exchange = true;
    EXPECT_TRUE(planMerge(codings, target, SpanMerge::Join).replaced.isEmpty());
    codings[1].exchange = false;
    codings[1].coder = CoderId::create();
    EXPECT_TRUE(planMerge(codings, target, SpanMerge::Join).replaced.isEmpty());
    codings[1].coder = codings[0].coder;
    EXPECT_EQ(planMerge(codings, target, SpanMerge::Join).replaced.size(), 1);
}

// What a character was coded with stays, character by character; nothing is there twice.
TEST(CodeMerge, EveryCharacterKeepsItsCode)
{
    Random random(17);
    for (int round = 0; round < 2000; ++round) {
        QList<MergeCoding> codings;
        for (int i = 0; i < 8; ++i) {
            const auto begin = static_cast<qint64>(random.below(20));
            const TextSpan span{begin, begin + 1 + static_cast<qint64>(random.below(6))};
            codings << coding(random.chance(0.5) ? target : other, span,
                              static_cast<qint64>(random.below(4)));
        }
        for (const SpanMerge spans : {SpanMerge::KeepApart, SpanMerge::Join}) {
            const QList<MergeCoding> after = applied(codings, planMerge(codings, target, spans));
            QSet<qint64> before;
            QSet<qint64> now;
            for (const MergeCoding& each : codings) {
                for (qint64 at = each.span.begin; at < each.span.end; ++at)
                    before.insert(at);
            }
            QSet<std::pair<qint64, qint64>> seen;
            for (const MergeCoding& each : after) {
                EXPECT_EQ(each.code, target);
                for (qint64 at = each.span.begin; at < each.span.end; ++at)
                    now.insert(at);
                const bool wasTwice =
                    std::count_if(codings.begin(), codings.end(), [&](const MergeCoding& was) {
                        return was.code == target && was.span == each.span;
                    }) > 1;
                EXPECT_TRUE(wasTwice || !seen.contains({each.span.begin, each.span.end}));
                seen.insert({each.span.begin, each.span.end});
            }
            EXPECT_EQ(now, before);
        }
    }
}

TEST(CodeMerge, TextsAndExamplesPassOn)
{
    Code to;
    to.name = QStringLiteral("mood");
    to.definition = QStringLiteral("How it should feel.");
    to.examples = {QStringLiteral("sad"), QStringLiteral("gay")};
    Code from;
    from.name = QStringLiteral("party mood");
    from.definition = QStringLiteral("For dancing.");
    from.includes = QStringLiteral("Any feast.");
    from.examples = {QStringLiteral("gay"), QStringLiteral("wild")};
    from.shortcut = QStringLiteral("p");
    const Code whole = mergedCode(to, from);
    EXPECT_EQ(whole.name, to.name);
    EXPECT_EQ(whole.definition, QStringLiteral("How it should feel.\n\nparty mood: For dancing."));
    EXPECT_EQ(whole.includes, QStringLiteral("party mood: Any feast."));
    EXPECT_EQ(whole.examples,
              (QStringList{QStringLiteral("sad"), QStringLiteral("gay"), QStringLiteral("wild")}));
    EXPECT_EQ(whole.shortcut, from.shortcut);
    EXPECT_EQ(mergedCode(whole, from), whole); // said once
}
