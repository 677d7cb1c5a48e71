// The checks against turns that were labelled by hand. Dialogues 3, 6, 9, ... were held out while the checks
// were mended by the others.
#include "core/base/linereader.h"
#include "core/generation/dialoguechecks.h"
#include "tests/support/resultassertions.h"

#include <iostream>

using namespace antiphon;

namespace {

struct LabelledDialogue
{
    Dialogue dialogue;
    Plan plan;
    QStringList labels; // of each turn
};

void readFilters(const QString& text, PlanTurn& turn)
{
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (part.startsWith(QLatin1Char('^'))) {
            turn.proposed << part.mid(1);
            continue;
        }
        const bool removes = part.startsWith(QLatin1Char('-'));
        const QString attribute = removes ? part.mid(1) : part;
        const auto filter = filterFromText(attribute);
        ASSERT_TRUE(filter.has_value()) << part.toStdString();
        turn.attributes << attribute;
        if (removes)
            turn.removed << attribute;
        turn.state = removes ? withoutFilter(turn.state, *filter) : withFilter(turn.state, *filter);
    }
}

void readTurn(const QString& line, LabelledDialogue& into)
{
    const QStringList cells = line.split(QLatin1Char('|'));
    ASSERT_EQ(cells.size(), 4) << line.toStdString();
    PlanTurn planned;
    planned.role = cells[0] == QLatin1String("U") ? Role::User : Role::System;
    if (!into.plan.turns.isEmpty())
        planned.state = into.plan.turns.last().state;
    readFilters(cells[2], planned);
    Turn turn;
    turn.role = planned.role;
    turn.text = cells[3];
    turn.attributes = planned.attributes;
    into.plan.turns << planned;
    into.dialogue.turns << turn;
    into.labels << cells[1];
}

QList<LabelledDialogue> labelledDialogues()
{
    QList<LabelledDialogue> list;
    const auto file = readWholeFile(QStringLiteral(LABELLED_TURNS), 1'000'000);
    if (!file)
        return list;
    const QStringList lines = QString::fromUtf8(*file).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        if (line.startsWith(QLatin1Char('#')))
            continue;
        if (line == QLatin1String("="))
            list << LabelledDialogue{};
        else
            readTurn(line, list.last());
    }
    return list;
}

struct Score
{
    int right = 0, wrong = 0, missed = 0;
    double precision() const { return static_cast<double>(right) / (right + wrong); }
    double recall() const { return static_cast<double>(right) / (right + missed); }
};

struct Judged
{
    CheckKind kind;
    QChar letter;
    Score score = {};
};

void judge(const LabelledDialogue& labelled, std::array<Judged, 3>& kinds, bool tells)
{
    const DialogueChecks checks =
        DialogueChecker(shippedPhraseBook()).check(labelled.dialogue, &labelled.plan);
    for (int turn = 0; turn < labelled.labels.size(); ++turn) {
        for (Judged& judged : kinds) {
            const bool is = labelled.labels[turn].contains(judged.letter);
            const bool found =
                std::any_of(checks.findings.begin(), checks.findings.end(), [&](const Finding& finding) {
                    return finding.kind == judged.kind && finding.turn == turn;
                });
            judged.score.right += is && found ? 1 : 0;
            judged.score.wrong += found && !is ? 1 : 0;
            judged.score.missed += is && !found ? 1 : 0;
            if (is != found && tells)
                std::cout << (found ? "  wrongly found: " : "  missed: ") << judged.letter.toLatin1()
                          << " in " << labelled.dialogue.turns[turn].text.toStdString() << '\n';
        }
    }
}

enum class Part { All, TwoThirds, HeldOut };

std::array<Judged, 3> judged(Part part)
{
    std::array<Judged, 3> kinds{{{CheckKind::FutureLeak, QLatin1Char('L')},
                                 {CheckKind::Contradiction, QLatin1Char('C')},
                                 {CheckKind::RoleConfusion, QLatin1Char('R')}}};
    const auto all = labelledDialogues();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (part == Part::All || (i % 3 == 2) == (part == Part::HeldOut))
            judge(all[i], kinds, part == Part::All);
    }
    return kinds;
}

void print(const std::array<Judged, 3>& kinds, const char* part)
{
    for (const Judged& judged : kinds)
        std::cout << part << ", " << checkName(judged.kind).toStdString() << ": precision "
                  << judged.score.precision() << ", recall " << judged.score.recall() << " ("
                  << judged.score.right << " right, " << judged.score.wrong << " wrong, "
                  << judged.score.missed << " missed)\n";
}

} // namespace

TEST(LabelledTurns, areEnough)
{
    qsizetype turns = 0;
    for (const LabelledDialogue& labelled : labelledDialogues())
        turns += labelled.dialogue.turns.size();
    EXPECT_GE(turns, 200);
}

TEST(LabelledTurns, areFoundAndLittleElse)
{
    const auto all = judged(Part::All);
    print(all, "all");
    print(judged(Part::TwoThirds), "two thirds");
    print(judged(Part::HeldOut), "held out");
    for (const Judged& judged : all) {
        ASSERT_GT(judged.score.right, 20);
        EXPECT_GE(judged.score.precision(), 0.95) << checkName(judged.kind).toStdString();
        EXPECT_GE(judged.score.recall(), 0.95) << checkName(judged.kind).toStdString();
    }
}
