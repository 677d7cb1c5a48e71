#include "ui/rating/resultspage.h"

#include "ui/rating/figuretablecard.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int sideWidth = 300;

TextLabel* paragraph(const QString& text, QWidget* parent, Tone tone = Tone::Normal)
{
    auto* label = new TextLabel(text, TextSize::Body, tone, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

ResultsPage::ResultsPage(QWidget* parent) : QWidget(parent)
{
    m_empty = new EmptyView(QStringLiteral("chart"), {}, this);
    m_empty->setButton(tr("Studies"));
    connect(m_empty->button(), &QPushButton::clicked, this, &ResultsPage::stepRequested);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
}

void ResultsPage::show(const StudyResults& results)
{
    m_results = results;
    rebuild();
    m_stack->setCurrentIndex(1);
}

void ResultsPage::showNothing(const QString& sentence, const QString& button)
{
    m_results.reset();
    m_empty->setSentence(sentence);
    m_empty->button()->setText(button);
    m_stack->setCurrentIndex(0);
}

void ResultsPage::setForm(FigureForm form)
{
    m_form = form;
    if (m_results)
        rebuild();
}

void ResultsPage::rebuild()
{
    QPointer<QWidget> inHand = QApplication::focusWidget();
    if (!m_key || !m_key->isAncestorOf(inHand))
        inHand = nullptr;
    auto* page = new QWidget;
    page->setAutoFillBackground(false);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, metrics::padding);
    row->setSpacing(metrics::padding);
    auto* panels = new QVBoxLayout;
    panels->setSpacing(metrics::padding);
    for (const CriterionResult& result : m_results->criteria) {
        const QString key = result.criterion.key;
        auto* panel = new CriterionPanel(result, m_form, m_open.contains(key), page);
        connect(panel, &CriterionPanel::openChanged, this, [this, key](bool open) {
            if (open)
                m_open.insert(key);
            else
                m_open.remove(key);
        });
        connect(panel, &CriterionPanel::exportRequested, this, &ResultsPage::chartExportRequested);
        panels->addWidget(panel);
    }
    addChoices(*panels, page);
    panels->addStretch(1);
    row->addLayout(panels, 1);
    row->addWidget(makeSide());
    // A rebuilt page stays where it was scrolled to, once it has its height.
    const int scrolled = m_scroll->verticalScrollBar()->value();
    m_scroll->setWidget(page);
    if (inHand)
        inHand->setFocus();
    QMetaObject::invokeMethod(
        m_scroll->verticalScrollBar(),
        [this, scrolled] { m_scroll->verticalScrollBar()->setValue(scrolled); }, Qt::QueuedConnection);
}

// What has no scale: choices, guesses, skips, and what the verdicts would be with those left out.
void ResultsPage::addChoices(QVBoxLayout& panels, QWidget* page)
{
    const auto add = [&](const QString& title, const QString& remark, const QList<FigureTable>& tables) {
        auto* card = new FigureTableCard(title, remark, tables, page);
        connect(card, &FigureTableCard::exportRequested, this, &ResultsPage::chartExportRequested);
        panels.addWidget(card);
    };
    for (const ChoiceResult& choice : m_results->choices)
        add(choice.criterion.name,
            tr("n %1 · missing %2 · skipped %3")
                .arg(countText(choice.answers), countText(choice.missing), countText(choice.skipped)),
            choiceTables(choice));
    if (!m_results->guesses.isEmpty())
        add(tr("Guesses"), tr("after the last item"), {guessTable(m_results->guesses)});
    if (!m_results->skips.isEmpty())
        add(tr("Skipped"), {}, {skipTable(m_results->skips)});
    const QStringList leftOut = leftOutLines(*m_results);
    if (leftOut.isEmpty())
        return;
    auto* card = new Card(page);
    card->setAccessibleName(tr("Left out"));
    card->column()->addWidget(new SectionHeader(tr("Left out"), {}, card));
    for (const QString& line : leftOut)
        card->column()->addWidget(paragraph(line, card));
    panels.addWidget(card);
}

QWidget* ResultsPage::makeSide()
{
    auto* side = new QWidget;
    side->setFixedWidth(sideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::padding);
    column->addWidget(methodCard());
    column->addWidget(logCard());
    if (!m_results->unblinded)
        column->addWidget(makeKeyCard());
    column->addStretch(1);
    return side;
}

Card* ResultsPage::methodCard()
{
    const StudyDefinition& definition = m_results->study.definition;
    auto* card = new Card;
    card->column()->setSpacing(metrics::gap);
    card->column()->addWidget(new SectionHeader(tr("Method"), {}, card));
    card->column()->addWidget(
        paragraph(tr("Means with %1 % bootstrap intervals, dialogues drawn, %2 resamples, seed %3.")
                      .arg(qRound(100 * (1 - definition.alpha)))
                      .arg(countText(m_results->replicates))
                      .arg(definition.seed),
                  card));
    card->column()->addWidget(
        paragraph(tr("Equivalent: the %1 % interval of the difference lies within ±%2, declared "
                     "before freezing. Alpha: Krippendorff, ordinal.")
                      .arg(qRound(100 * (1 - 2 * definition.alpha)))
                      .arg(definition.margin),
                  card, Tone::Muted));
    auto* report = new QPushButton(tr("Report…"), card);
    report->setToolTip(tr("Write the study as one HTML file"));
    makePrimary(report);
    auto* csv = new QPushButton(tr("Answers as CSV…"), card);
    auto* form =
        new QPushButton(m_form == FigureForm::Charts ? tr("Show as tables") : tr("Show as charts"), card);
    card->column()->addWidget(report);
    card->column()->addWidget(csv);
    card->column()->addWidget(form);
    connect(report, &QPushButton::clicked, this, &ResultsPage::reportRequested);
    connect(csv, &QPushButton::clicked, this, &ResultsPage::answersRequested);
    // Later, as it replaces the button that was clicked.
    connect(
        form, &QPushButton::clicked, this,
        [this] { setForm(m_form == FigureForm::Charts ? FigureForm::Tables : FigureForm::Charts); },
        Qt::QueuedConnection);
    return card;
}

Card* ResultsPage::logCard()
{
    auto* card = new Card;
    card->column()->setSpacing(metrics::unit);
    card->column()->addWidget(new SectionHeader(tr("Log"), {}, card));
    const auto now = antiphon::now();
    qint64 collected = 0;
    for (const RaterProgress& rater : m_results->raters)
        collected += rater.collectedAt > 0 ? 1 : 0;
    card->column()->addWidget(paragraph(tr("Frozen %1, %2 raters × %3 dialogues")
                                            .arg(timeText(m_results->study.frozenAt, now))
                                            .arg(m_results->raters.size())
                                            .arg(m_results->items),
                                        card));
    card->column()->addWidget(paragraph(
        tr("Collected %1 of %2 packets, %3 answers, %4 skipped, %5 missing")
            .arg(collected)
            .arg(m_results->raters.size())
            .arg(countText(m_results->answers), countText(m_results->skipped), countText(m_results->missing)),
        card));
    card->column()->addWidget(
        m_results->sealIntact
            ? paragraph(tr("Seal intact"), card)
            : paragraph(tr("Definition or dialogues are no longer what was frozen"), card, Tone::Danger));
    for (const Unblinding& opened : m_results->unblindings)
        card->column()->addWidget(paragraph(
            tr("Opened %1 by %2: “%3”").arg(timeText(opened.at, now), opened.actor, opened.reason), card));
    for (const LogEntry& entry : m_results->key.log) {
        if (entry.act == LogAct::UnblindItem || entry.act == LogAct::Amend)
            card->column()->addWidget(paragraph(
                tr("%1, %2: %3").arg(timeText(entry.at, now), entry.actor, logSentence(entry)), card));
    }
    return card;
}

// What is being typed in it outlives new answers; a new request does not go with an old passphrase.
UnblindCard* ResultsPage::makeKeyCard()
{
    const auto& request = m_results->key.request;
    const KeyShown shown{m_results->study.id, request ? request->code : QString(), m_results->key.isAway()};
    if (m_key && m_keyShown == shown)
        return m_key;
    m_keyShown = shown;
    m_key = new UnblindCard(m_results->key);
    connect(m_key, &UnblindCard::askRequested, this, &ResultsPage::askRequested);
    connect(m_key, &UnblindCard::keyFileRequested, this, &ResultsPage::keyFileRequested);
    connect(m_key, &UnblindCard::openRequested, this, &ResultsPage::openRequested);
    return m_key;
}

} // namespace antiphon
