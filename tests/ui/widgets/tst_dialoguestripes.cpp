#include "tests/ui/widgets/dialoguefixtures.h"
#include "ui/widgets/dialoguestripes.h"

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// A document that is laid out beside its stripes.
struct Laid
{
    explicit Laid(DialogueDocument of) : document(std::move(of))
    {
        flow.documentChanged();
        flow.setStyle(dialogueStyle(900, static_cast<int>(document.turns.size()), StripeMargin::Shown));
        stripes.documentChanged();
    }
    DialogueDocument document;
    DialogueFlow flow{document};
    DialogueStripes stripes{document, flow};
};

DialogueDocument randomDocument(Random& random)
{
    DialogueDocument document = documentOf(6);
    document.turns[2].text = mixedText(random, 1'500);
    for (DialogueTurn& turn : document.turns) {
        const auto length = static_cast<quint64>(turn.text.toUcs4().size());
        const auto count = static_cast<int>(random.below(12));
        for (int i = 0; i < count; ++i) {
            const auto begin = static_cast<qint64>(random.below(length));
            const auto size = static_cast<qint64>(1 + random.below(i == 0 ? length : 60));
            turn.stripes << spanStripe(begin, std::min(begin + size, static_cast<qint64>(length)), i % 8);
        }
        if (random.below(3) == 0)
            turn.stripes << turnStripe(QString::number(random.below(2)));
    }
    return document;
}

} // namespace

TEST(DialogueStripes, NeighboursWithOneKeyAreOneLine)
{
    DialogueDocument document = documentOf(5);
    document.turns[1].stripes = {turnStripe(QStringLiteral("x")), turnStripe(QStringLiteral("y"))};
    document.turns[2].stripes = {turnStripe(QStringLiteral("x"))};
    document.turns[4].stripes = {turnStripe(QStringLiteral("x"))};
    Laid laid(document);
    ASSERT_EQ(laid.stripes.runCount(), 3);
    EXPECT_EQ(laid.stripes.run(0).turn, 1);
    EXPECT_EQ(laid.stripes.run(0).lastTurn, 2);
    EXPECT_EQ(laid.stripes.run(1).lastTurn, 1);
    EXPECT_EQ(laid.stripes.run(2).turn, 4) << "turn 3 lies between";
    const auto& above = laid.stripes.inBlock(laid.flow.firstBlock(1)).lines.first();
    const auto& below = laid.stripes.inBlock(laid.flow.firstBlock(2)).lines.first();
    EXPECT_EQ(above.lane, below.lane);
    EXPECT_EQ(laid.flow.blockTop(laid.flow.firstBlock(1)) + above.bottom,
              laid.flow.blockTop(laid.flow.firstBlock(2)) + below.top)
        << "without a gap between the turns";
}

TEST(DialogueStripes, SpansAreWhereTheirCharactersAre)
{
    Random random(31);
    for (int round = 0; round < 20; ++round) {
        const Laid laid(randomDocument(random));
        for (int i = 0; i < laid.stripes.runCount(); ++i) {
            const StripeRun& run = laid.stripes.run(i);
            const DialogueStripe& stripe = laid.stripes.stripe(i);
            if (!stripe.span)
                continue;
            const QString& text = laid.document.turns[run.turn].text;
            const auto wanted = text.toUcs4().mid(stripe.span->begin, stripe.span->end - stripe.span->begin);
            ASSERT_EQ(text.mid(run.begin, run.end - run.begin).toUcs4(), wanted);
        }
    }
}

TEST(DialogueStripes, LinesOfALaneNeverMeet)
{
    Random random(32);
    for (int round = 0; round < 20; ++round) {
        Laid laid(randomDocument(random));
        for (int block = 0; block < laid.flow.blockCount(); ++block) {
            const QList<BlockStripes::Line> lines = laid.stripes.inBlock(block).lines;
            for (int i = 0; i < lines.size(); ++i) {
                EXPECT_LT(lines[i].top, lines[i].bottom);
                for (int j = 0; j < i && lines[i].lane < stripeLanes - 1; ++j) {
                    ASSERT_FALSE(lines[i].lane == lines[j].lane && lines[i].top < lines[j].bottom &&
                                 lines[j].top < lines[i].bottom);
                }
            }
        }
    }
}

TEST(DialogueStripes, UnderlinesOfALevelNeverMeet)
{
    Random random(33);
    for (int round = 0; round < 20; ++round) {
        Laid laid(randomDocument(random));
        for (int block = 0; block < laid.flow.blockCount(); ++block) {
            const TextBlock& range = laid.flow.textBlock(block);
            const QList<BlockStripes::Underline> spans = laid.stripes.inBlock(block).underlines;
            for (int i = 0; i < spans.size(); ++i) {
                const StripeRun& a = laid.stripes.run(spans[i].run);
                ASSERT_LT(std::max(a.begin, range.begin), std::min(a.end, range.end));
                for (int j = 0; j < i; ++j) {
                    const StripeRun& b = laid.stripes.run(spans[j].run);
                    ASSERT_FALSE(spans[i].level == spans[j].level && a.begin < b.end && b.begin < a.end);
                }
            }
        }
    }
}

TEST(DialogueStripes, NamesStandBelowEachOtherInTheirTurn)
{
    Random random(34);
    for (int round = 0; round < 20; ++round) {
        Laid laid(randomDocument(random));
        int named = 0;
        for (int block = 0; block < laid.flow.blockCount(); ++block) {
            int y = std::numeric_limits<int>::min();
            const QList<BlockStripes::Label> labels = laid.stripes.inBlock(block).labels;
            for (const BlockStripes::Label& label : labels) {
                ASSERT_GE(label.place.top(), y);
                y = label.place.bottom();
                named += static_cast<int>(label.runs.size());
                EXPECT_FALSE(label.shown.isEmpty());
            }
        }
        EXPECT_EQ(named, laid.stripes.runCount()) << "each has a name or is counted";
    }
}

TEST(DialogueStripes, SpansAroundAPlace)
{
    Random random(35);
    const Laid laid(randomDocument(random));
    for (int turn = 0; turn < laid.document.turns.size(); ++turn) {
        for (qsizetype at = 0; at < laid.document.turns[turn].text.size(); at += 13) {
            QList<int> expected;
            for (int i = 0; i < laid.stripes.runCount(); ++i) {
                const StripeRun& run = laid.stripes.run(i);
                if (run.turn == turn && !run.wholeTurn && run.begin <= at && at < run.end)
                    expected << i;
            }
            QList<int> found = laid.stripes.around(turn, at);
            std::sort(found.begin(), found.end());
            ASSERT_EQ(found, expected);
        }
    }
}

TEST(DialogueStripes, LinesAndNamesAreFoundWhereTheyArePainted)
{
    Random random(36);
    Laid laid(randomDocument(random));
    for (int block = 0; block < laid.flow.blockCount(); ++block) {
        const QPoint origin(0, laid.flow.blockTop(block));
        const BlockStripes placed = laid.stripes.inBlock(block);
        for (const BlockStripes::Label& label : placed.labels)
            ASSERT_EQ(laid.stripes.at(label.place.center() + origin), label.runs);
        for (const BlockStripes::Line& line : placed.lines) {
            const int stroke = laid.flow.style().stroke;
            const int x = laid.flow.style().lanesRight - (line.lane + 1) * 2 * stroke;
            const QPoint middle(x + stroke / 2, (line.top + line.bottom) / 2);
            ASSERT_TRUE(laid.stripes.at(middle + origin).contains(line.run));
        }
    }
}

TEST(DialogueStripes, ANarrowViewShowsInitials)
{
    DialogueDocument document = documentOf(1);
    document.turns[0].stripes = {spanStripe(0, 4)};
    document.turns[0].stripes[0].text = QStringLiteral("occasion of_listening");
    Laid laid(document);
    EXPECT_EQ(laid.stripes.inBlock(0).labels.first().shown, QStringLiteral("occasion of_listening"));
    laid.flow.setStyle(dialogueStyle(320, 1, StripeMargin::Shown));
    laid.stripes.placesChanged();
    EXPECT_EQ(laid.stripes.inBlock(0).labels.first().shown, QStringLiteral("ool"));
}
