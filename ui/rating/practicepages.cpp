#include "ui/rating/practicepages.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

namespace antiphon {

namespace {

int pointsAway(const FeedbackRow& row)
{
    int away = std::abs(row.expected.constFirst() - row.value);
    for (const int point : row.expected)
        away = std::min(away, std::abs(point - row.value));
    return away;
}

Tone toneOf(const FeedbackRow& row)
{
    if (row.expected.isEmpty())
        return Tone::Muted;
    return row.right ? Tone::Ok : Tone::Warn;
}

QString pointText(const Criterion& criterion, int value)
{
    const QString word = criterion.anchors.value(value - 1);
    return word.isEmpty() ? QString::number(value)
                          : QStringLiteral("%1, %2").arg(QString::number(value), word);
}

// "2, 3 or 4", or the one point with its word.
QString expectedText(const Criterion& criterion, QList<int> points, int tolerance)
{
    std::sort(points.begin(), points.end());
    QString text = pointText(criterion, points.value(0));
    if (points.size() > 1) {
        QStringList numbers;
        for (const int point : std::as_const(points))
            numbers << QString::number(point);
        const QString last = numbers.takeLast();
        text = TextPage::tr("%1 or %2").arg(numbers.join(QStringLiteral(", ")), last);
    }
    return tolerance == 0 ? text : TextPage::tr("%1 (%2 more or less will do)").arg(text).arg(tolerance);
}

QString titleOf(const Criterion& criterion, const Question& question)
{
    return question.part == 0 ? criterion.name
                              : TextPage::tr("%1, turn %2").arg(criterion.name).arg(question.part);
}

void addFact(QGridLayout& grid, const QString& name, const QString& value, QWidget* parent,
             Tone tone = Tone::Normal)
{
    const int row = grid.rowCount();
    auto* label = new TextLabel(value, TextSize::Body, tone, parent);
    label->setWordWrap(true);
    grid.addWidget(new TextLabel(name, TextSize::Body, Tone::Muted, parent), row, 0, Qt::AlignTop);
    grid.addWidget(label, row, 1);
}

// One answer beside what was expected of it.
QWidget* makeRow(const RaterPass& pass, const FeedbackRow& row, QWidget* parent)
{
    const Criterion& criterion = *criterionOf(pass.packet().criteria, row.question.criterion);
    const QString title = titleOf(criterion, row.question);
    const QString own = pointText(criterion, row.value);
    auto* widget = new QWidget(parent);
    auto* head = new QHBoxLayout;
    auto* name = new TextLabel(title, TextSize::Heading, Tone::Normal, widget);
    auto* verdict = new TextLabel(verdictText(row), TextSize::Body, toneOf(row), widget);
    verdict->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (TextLabel* label : {name, verdict}) {
        label->setWordWrap(true);
        head->addWidget(label, 1);
    }
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(metrics::padding);
    facts->setVerticalSpacing(metrics::unit);
    facts->setColumnStretch(1, 1);
    addFact(*facts, TextPage::tr("Your answer"), own, widget);
    QString spoken = TextPage::tr("%1: %2. Your answer: %3.").arg(title, verdictText(row), own);
    if (!row.expected.isEmpty()) {
        const QString expected = expectedText(criterion, row.expected, pass.item().practice->tolerance);
        addFact(*facts, TextPage::tr("Expected"), expected, widget);
        spoken += QLatin1Char(' ') + TextPage::tr("Expected: %1.").arg(expected);
    }
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(metrics::unit);
    column->addLayout(head);
    column->addLayout(facts);
    if (!row.reason.isEmpty()) {
        auto* reason = new TextLabel(row.reason, TextSize::Body, Tone::Normal, widget);
        reason->setWordWrap(true);
        column->addSpacing(metrics::unit);
        column->addWidget(reason);
        spoken += QLatin1Char(' ') + row.reason;
    }
    widget->setAccessibleName(spoken);
    return widget;
}

// The dialogue below the button, for whoever wants to see what is meant.
void addDialogue(TextPage& page, const QList<PacketTurn>& turns)
{
    page.addSpace(metrics::padding);
    page.addText(TextPage::tr("The dialogue again"), TextSize::Heading);
    auto* lines = new QWidget(&page);
    auto* grid = new QGridLayout(lines);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::padding);
    grid->setVerticalSpacing(metrics::gap);
    grid->setColumnStretch(1, 1);
    for (const PacketTurn& turn : turns) {
        const QString who = turn.role == Role::User ? TextPage::tr("User") : TextPage::tr("System");
        addFact(*grid, who, turn.text, lines);
        if (turn.showsTracks)
            addFact(*grid, {},
                    turn.tracks.isEmpty() ? TextPage::tr("Tracks were shown here.")
                                          : turn.tracks.join(QStringLiteral(" · ")),
                    lines, Tone::Muted);
    }
    page.column()->insertWidget(page.column()->count() - 1, lines);
}

QString qualificationText(const RaterPass& pass)
{
    const double share = pass.packet().qualification;
    const PracticeTally tally = pass.practiceTally();
    const QString count = TextPage::tr("%1 of your %2 answers were as expected. The study asks for %3 %.")
                              .arg(tally.right)
                              .arg(tally.answers)
                              .arg(qRound(100.0 * share));
    return count + QLatin1Char(' ') +
           (tally.reaches(share)
                ? TextPage::tr("You have reached that.")
                : TextPage::tr(
                      "That was not reached. Ask the person who gave you the packet whether to go on."));
}

} // namespace

QString verdictText(const FeedbackRow& row)
{
    if (row.expected.isEmpty())
        return TextPage::tr("No answer is better than another");
    if (row.right)
        return QStringLiteral("✓ ") + TextPage::tr("As expected");
    const int away = pointsAway(row);
    return QStringLiteral("≠ ") +
           (away == 1 ? TextPage::tr("1 point away") : TextPage::tr("%1 points away").arg(away));
}

TextPage* makeFeedbackPage(const RaterPass& pass, QWidget* parent)
{
    auto* page = new TextPage(
        TextPage::tr("Practice %1 of %2").arg(pass.itemNumber()).arg(pass.practiceCount()), parent);
    const QString why = pass.item().practice->why;
    if (!why.isEmpty())
        page->addText(why);
    page->addSpace(metrics::gap);
    auto* card = new Card(page);
    card->column()->setSpacing(metrics::padding);
    QStringList verdicts;
    const QList<FeedbackRow> rows = pass.feedback();
    for (const FeedbackRow& row : rows) {
        if (!verdicts.isEmpty())
            card->column()->addWidget(new Hairline(Qt::Horizontal, card));
        QWidget* shown = makeRow(pass, row, card);
        card->column()->addWidget(shown);
        verdicts << shown->accessibleName();
    }
    page->column()->insertWidget(page->column()->count() - 1, card);
    page->addSpace(metrics::gap);
    page->addText(TextPage::tr("Your answers stay as you gave them."), TextSize::Body, Tone::Muted);
    QPushButton* next = page->addButton(TextPage::tr("Continue"));
    next->setToolTip(TextPage::tr("Enter or Space"));
    addDialogue(*page, pass.item().dialogues.constFirst());
    // It has the focus, so a screen reader says all of it there.
    if (!why.isEmpty())
        verdicts.prepend(why);
    next->setAccessibleDescription(
        QStringLiteral("%1. %2").arg(page->accessibleName(), verdicts.join(QLatin1Char(' '))));
    return page;
}

TextPage* makePracticeOverPage(const RaterPass& pass, QWidget* parent)
{
    auto* page = new TextPage(TextPage::tr("Practice is over"), parent);
    QStringList texts{TextPage::tr("From here on there is no feedback, and no answer is right or wrong: what "
                                   "counts is your own reading.")};
    if (pass.packet().qualification > 0.0)
        texts << qualificationText(pass);
    for (const QString& text : std::as_const(texts))
        page->addText(text);
    const qsizetype left = pass.itemCount() - pass.practiceCount();
    page->addText(
        left == 1 ? TextPage::tr("One dialogue follows. What you answered in practice is behind.")
                  : TextPage::tr("%1 dialogues follow. What you answered in practice is behind.").arg(left),
        TextSize::Body, Tone::Muted);
    QPushButton* begin = page->addButton(TextPage::tr("Begin rating"));
    begin->setAccessibleDescription(
        QStringLiteral("%1. %2").arg(page->accessibleName(), texts.join(QLatin1Char(' '))));
    return page;
}

} // namespace antiphon
