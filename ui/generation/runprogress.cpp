#include "ui/generation/runprogress.h"

#include "ui/generation/figurecard.h"
#include "ui/generation/runtexts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr qint64 courseMs = 1'000; // from point to point
constexpr int sampleLines = 3;
constexpr int mostAtOnce = 2'000;
constexpr double mostMoney = 1'000'000;
const QString unknown = QStringLiteral("\u2013");

QLabel* captionOf(const QString& text, QWidget* field)
{
    auto* label = new TextLabel(text, TextSize::Body, Tone::Muted, field->parentWidget());
    label->setBuddy(field);
    return label;
}

} // namespace

RunProgress::RunProgress(RunDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::padding);
    column->addWidget(makeHead());
    column->addLayout(makeFigures());
    column->addWidget(makeSample());
    m_waitingRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_waitingRow);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    m_waiting = new ChipBar(m_waitingRow);
    m_waiting->setAccessibleName(tr("Runs that wait for their turn"));
    row->addWidget(new TextLabel(tr("Then"), TextSize::Body, Tone::Muted, m_waitingRow));
    row->addWidget(m_waiting, 1);
    column->addWidget(m_waitingRow);
    connect(&m_desk, &RunDesk::started, this, &RunProgress::begin);
    connect(&m_desk, &RunDesk::advanced, this, &RunProgress::refresh);
    connect(&m_desk, &RunDesk::waitingChanged, this, &RunProgress::showWaiting);
    connect(
        m_waiting, &ChipBar::closeRequested, this,
        [this](int place) {
            if (place < m_desk.waiting().size())
                m_desk.forgetWaiting(m_desk.waiting()[place].name);
        },
        Qt::QueuedConnection);
    begin();
    showWaiting();
}

QWidget* RunProgress::makeHead()
{
    auto* head = new QWidget(this);
    m_name = new TextLabel({}, TextSize::Heading, Tone::Normal, head);
    m_line = new ElidedLabel({}, TextSize::Body, Tone::Muted, head);
    m_bar = new QProgressBar(head);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(metrics::gap);
    m_bar->setAccessibleName(tr("Progress of the run"));
    auto* words = new QHBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(m_name);
    words->addWidget(m_line, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addLayout(words);
    left->addWidget(m_bar);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addLayout(left, 1);
    row->addLayout(makeLevers());
    return head;
}

QLayout* RunProgress::makeLevers()
{
    m_levers = new QWidget(this);
    m_atOnce = new QSpinBox(m_levers);
    m_atOnce->setRange(0, mostAtOnce);
    m_atOnce->setSpecialValueText(tr("as set"));
    m_atOnce->setKeyboardTracking(false);
    m_atOnce->setAccessibleName(tr("Dialogues at once"));
    m_atOnce->setToolTip(
        tr("How many dialogues are asked for at the same time. Takes effect at once; a server "
           "that answers 429 still slows it down."));
    m_budget = new QDoubleSpinBox(m_levers);
    m_budget->setRange(0, mostMoney);
    m_budget->setSpecialValueText(tr("none"));
    m_budget->setKeyboardTracking(false);
    m_budget->setAccessibleName(tr("Budget of the run"));
    m_budget->setToolTip(
        tr("The run stops before it would cost more, in the currency of the endpoint's prices."));
    auto* fields = new QHBoxLayout(m_levers);
    fields->setContentsMargins({});
    fields->setSpacing(metrics::gap);
    fields->addWidget(captionOf(tr("At once"), m_atOnce));
    fields->addWidget(m_atOnce);
    fields->addWidget(captionOf(tr("Budget"), m_budget));
    fields->addWidget(m_budget);
    m_pause = new QPushButton(tr("Pause"), this);
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setToolTip(tr("Stops the run (Ctrl+.). What is finished stays and the run can be resumed."));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_levers);
    row->addWidget(m_pause);
    row->addWidget(m_stop);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_desk.setPaused(!m_desk.isPaused()); });
    connect(m_stop, &QPushButton::clicked, &m_desk, &RunDesk::stop);
    connect(m_atOnce, &QSpinBox::valueChanged, &m_desk, &RunDesk::setConcurrency);
    connect(m_budget, &QDoubleSpinBox::valueChanged, this,
            [this](double money) { m_desk.setBudget(money > 0 ? money : -1); });
    return row;
}

QLayout* RunProgress::makeFigures()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    const auto add = [this, row](const QString& title) {
        auto* card = new FigureCard(title, this);
        row->addWidget(card, 1);
        return card;
    };
    m_pace = add(tr("Throughput"));
    m_tokens = add(tr("Tokens"));
    m_setAside = add(tr("Set aside"));
    m_faults = add(tr("Troubled replies"));
    m_leaks = add(tr("Leaks"));
    return row;
}

QWidget* RunProgress::makeSample()
{
    auto* card = new Card(this);
    card->column()->setSpacing(metrics::unit);
    m_sampleTitle = new TextLabel({}, TextSize::Body, Tone::Muted, card);
    m_sample = new TextLabel({}, TextSize::Body, Tone::Normal, card);
    m_sample->setWordWrap(true);
    m_sample->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_sample->setFixedHeight(sampleLines * m_sample->fontMetrics().lineSpacing());
    card->column()->addWidget(m_sampleTitle);
    card->column()->addWidget(m_sample);
    return card;
}

void RunProgress::begin()
{
    for (FigureCard* card : {m_pace, m_tokens, m_setAside, m_faults, m_leaks})
        card->course().clear();
    m_sinceCourse.invalidate();
    const QSignalBlocker quiet(m_atOnce), quietToo(m_budget);
    m_atOnce->setValue(m_desk.concurrency());
    m_budget->setValue(std::max(0.0, m_desk.budget()));
    m_levers->setVisible(m_desk.usesModel());
    refresh();
}

void RunProgress::refresh()
{
    const RunTally& tally = m_desk.tally();
    m_name->setText(m_desk.runName());
    m_line->setText(progressText(tally, m_desk.budget()));
    m_bar->setRange(0, tally.planned > 0 ? 1000 : 0);
    m_bar->setValue(
        tally.planned > 0 ? static_cast<int>(1000 * (tally.samples + tally.setAside) / tally.planned) : 0);
    m_pause->setText(m_desk.isPaused() ? tr("Go on") : tr("Pause"));
    m_pause->setToolTip(
        m_desk.isPaused() ? tr("Goes on asking (Ctrl+Shift+.).")
                          : tr("Begins nothing new (Ctrl+Shift+.). What is under way is finished and kept."));
    refreshFigures();
    m_sampleTitle->setText(tally.streaming.isEmpty() ? tr("The latest dialogue begins")
                                                     : tr("As it is being written"));
    m_sample->setText(tally.streaming.isEmpty() ? tally.latest : tally.streaming);
    if (!m_sinceCourse.isValid() || m_sinceCourse.elapsed() >= courseMs) {
        addToCourses();
        m_sinceCourse.start();
    }
}

void RunProgress::refreshFigures()
{
    const RunTally& tally = m_desk.tally();
    const QString underWay =
        m_desk.usesModel()
            ? tr("%1 under way, %2 allowed").arg(countText(tally.inFlight), countText(tally.allowed))
            : tr("%1 written in %2").arg(countText(tally.written), durationText(tally.elapsedMs / 1000));
    m_pace->show(tally.perMinute ? tr("%1 / min").arg(countText(qRound64(*tally.perMinute))) : unknown,
                 underWay);
    const qint64 tokens = tally.promptTokens + tally.completionTokens;
    const qint64 each = tokens / std::max<qint64>(1, tally.written);
    m_tokens->show(
        tokens > 0 ? countText(tokens) : unknown,
        !m_desk.usesModel() ? tr("the template writer needs none")
        : tally.fromCache > 0
            ? tr("%1 a dialogue, %2 replies from the cache").arg(countText(each), countText(tally.fromCache))
            : tr("%1 a dialogue").arg(countText(each)));
    m_setAside->show(countText(tally.setAside),
                     tally.failures.isEmpty() ? tr("nothing failed") : kindsText(tally.failures));
    qint64 trouble = 0;
    for (const qint64 count : tally.trouble)
        trouble += count;
    m_faults->show(countText(trouble),
                   tally.trouble.isEmpty() ? tr("every reply was of use") : kindsText(tally.trouble));
    refreshLeaks();
}

void RunProgress::refreshLeaks()
{
    const RunCheckTally& checks = m_desk.tally().checks;
    if (checks.samples == 0) {
        m_leaks->show(unknown,
                      m_desk.usesModel() ? tr("nothing to look at yet") : tr("Check all counts them"));
        return;
    }
    const auto recall = checks.recall();
    QStringList parts{tr("contradictions %1").arg(countText(checks.found(CheckKind::Contradiction)))};
    if (recall)
        parts << tr("recall %1").arg(*recall, 0, 'f', 2);
    if (checks.repeatedTexts > 0)
        parts << tr("%1 told twice").arg(countText(checks.repeatedTexts));
    m_leaks->show(
        tr("%1 in %2").arg(countText(checks.found(CheckKind::FutureLeak)), countText(checks.samples)),
        parts.join(QStringLiteral(", ")));
}

void RunProgress::addToCourses()
{
    const RunTally& tally = m_desk.tally();
    qint64 trouble = 0;
    for (const qint64 count : tally.trouble)
        trouble += count;
    m_pace->course().add(tally.perMinute.value_or(0));
    m_tokens->course().add(static_cast<double>(tally.promptTokens + tally.completionTokens));
    m_setAside->course().add(static_cast<double>(tally.setAside));
    m_faults->course().add(static_cast<double>(trouble));
    m_leaks->course().add(static_cast<double>(tally.checks.found(CheckKind::FutureLeak)));
}

void RunProgress::showWaiting()
{
    QList<DialogueChip> chips;
    for (const RunRequest& request : m_desk.waiting()) {
        DialogueChip chip;
        chip.text = request.name;
        chip.toolTip = tr("Begins when the runs before it have ended. Delete takes it off the list.");
        chips << chip;
    }
    m_waiting->setChips(chips, ChipClose::Button);
    m_waitingRow->setVisible(!chips.isEmpty());
}

} // namespace antiphon
