#include "ui/coding/rounds/roundspage.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/rounds/adjudicationpane.h"
#include "ui/coding/rounds/rounddialogues.h"
#include "ui/coding/rounds/roundform.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// The card of a new round keeps its size in the upper left of the page.
QWidget* formPage(RoundForm* form, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->addWidget(form, 0, Qt::AlignLeft | Qt::AlignTop);
    column->addStretch();
    auto* scroll = new QScrollArea(parent);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

} // namespace

RoundsPage::RoundsPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_progress(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyView(QStringLiteral("code"),
                            tr("No round of double coding yet. A round gives two coders or more the same "
                               "dialogues, blind to each other, and shows afterwards how far they agree."),
                            m_stack)),
      m_form(new RoundForm(desk, this)),
      m_dialogues(new RoundDialogues(desk, m_stack)),
      m_adjudication(new AdjudicationPane(desk, m_stack))
{
    connect(m_empty->setButton(tr("New round")), &QPushButton::clicked, this, [this] { showForm(true); });
    connect(m_empty->setLink(tr("How double coding works")), &QPushButton::clicked, this,
            [this] { m_desk.context().navigate(QStringLiteral("guide"), QStringLiteral("coding")); });
    m_progress->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(formPage(m_form, m_stack));
    m_stack->addWidget(m_dialogues);
    m_stack->addWidget(m_adjudication);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(makeBar());
    column->addWidget(m_progress);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_rounds);
    connect(m_form, &RoundForm::closed, this, [this] { showForm(false); });
    connect(m_form, &RoundForm::opened, this, &RoundsPage::navigate);
    connect(&desk, &CodingDesk::codersChanged, this, &RoundsPage::read);
    connect(&desk.context().session, &ProjectSession::changed, this, &RoundsPage::read);
}

QWidget* RoundsPage::makeBar()
{
    auto* bar = new QWidget(this);
    m_rounds = new QComboBox(bar);
    m_rounds->setAccessibleName(tr("Round"));
    m_rounds->setMinimumContentsLength(24);
    m_new = new QPushButton(tr("New round"), bar);
    m_agreement = new QPushButton(tr("Agreement"), bar);
    m_agreement->setToolTip(tr("How far the coders of this round agree"));
    m_close = new QPushButton(tr("Close round"), bar);
    m_close->setToolTip(tr("Its coders see each other again, and what they differ on can be settled"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_rounds);
    row->addWidget(m_new);
    row->addStretch();
    row->addWidget(m_agreement);
    row->addWidget(m_close);
    connect(m_rounds, &QComboBox::activated, this, [this] { navigate(m_rounds->currentData().toString()); });
    connect(m_new, &QPushButton::clicked, this, [this] { showForm(true); });
    connect(m_close, &QPushButton::clicked, this, &RoundsPage::closeInHand);
    connect(m_agreement, &QPushButton::clicked, this, [this] {
        m_desk.context().navigate(QStringLiteral("code"),
                                  QStringLiteral("findings/agreement/%1").arg(m_answer.shown));
    });
    return bar;
}

void RoundsPage::navigate(const QString& target)
{
    if (target == QStringLiteral("new")) {
        showForm(true);
        return;
    }
    m_wanted = target;
    m_form->hide();
    read();
}

void RoundsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void RoundsPage::read()
{
    if (!isVisible())
        return;
    m_desk.context().session.readAside<Answer>(
        this,
        [wanted = m_wanted, coder = m_desk.coderId()](const Connection& connection) -> Result<Answer> {
            Answer answer;
            ANTIPHON_TRY_ASSIGN(answer.rounds, allRounds(connection));
            if (answer.rounds.isEmpty())
                return answer;
            auto round = std::ranges::find(std::as_const(answer.rounds), wanted, &CodingRound::name);
            if (round == answer.rounds.cend())
                round = answer.rounds.cbegin();
            answer.shown = round->name;
            ANTIPHON_TRY_ASSIGN(answer.dialogues, dialoguesOfRound(connection, round->id, coder));
            ANTIPHON_TRY_ASSIGN(answer.progress, progressOfRound(connection, *round));
            if (!round->isOpen()) {
                ANTIPHON_TRY_ASSIGN(answer.outcome, outcomeOf(connection, *round));
            }
            return answer;
        },
        [this](const Result<Answer>& answer) {
            if (answer)
                adopt(*answer);
            else
                m_desk.context().notify(noticeOf(answer.error()));
        },
        QStringLiteral("coding.rounds"));
}

const CodingRound* RoundsPage::roundInHand() const
{
    const auto found = std::ranges::find(m_answer.rounds, m_answer.shown, &CodingRound::name);
    return found == m_answer.rounds.cend() ? nullptr : &*found;
}

void RoundsPage::adopt(const Answer& answer)
{
    m_answer = answer;
    fillRounds();
    const CodingRound* round = roundInHand();
    QStringList words;
    for (const RoundProgress& one : std::as_const(m_answer.progress))
        words << tr("%1 has finished %2 of %3")
                     .arg(one.coder.name, countText(one.finished), countText(round->dialogues));
    m_progress->setText(words.join(QStringLiteral(" · ")));
    const bool writing = !m_form->isHidden() && m_stack->currentIndex() == 1;
    m_progress->setVisible(!writing && !words.isEmpty());
    m_close->setVisible(round != nullptr && round->isOpen());
    m_agreement->setVisible(round != nullptr && !round->isOpen());
    if (round == nullptr) {
        m_stack->setCurrentIndex(writing ? 1 : 0);
        return;
    }
    const bool mine = std::ranges::any_of(
        round->coders, [this](const Coder& coder) { return coder.id == m_desk.coderId(); });
    m_dialogues->show(*round, m_answer.dialogues, mine);
    m_adjudication->show(*round, m_answer.outcome.disputed, m_answer.outcome.settlement);
    if (!writing)
        m_stack->setCurrentWidget(round->isOpen() ? static_cast<QWidget*>(m_dialogues) : m_adjudication);
}

void RoundsPage::fillRounds()
{
    const QSignalBlocker quiet(m_rounds);
    m_rounds->clear();
    for (const CodingRound& round : std::as_const(m_answer.rounds))
        m_rounds->addItem(
            round.isOpen() ? tr("%1 · open").arg(round.name) : tr("%1 · closed").arg(round.name), round.name);
    m_rounds->setCurrentIndex(m_rounds->findData(m_answer.shown));
    m_rounds->setVisible(m_rounds->count() > 0);
    m_new->setVisible(m_rounds->count() > 0);
}

void RoundsPage::showForm(bool shown)
{
    if (shown) {
        m_stack->setCurrentIndex(1);
        m_form->open();
        m_progress->hide();
    } else {
        m_form->hide();
        adopt(Answer(m_answer));
    }
}

void RoundsPage::closeInHand()
{
    const CodingRound* round = roundInHand();
    if (round == nullptr)
        return;
    m_desk.context().session.edit(
        tr("Close round %1").arg(round->name),
        [id = round->id](const Connection& connection) { return closeRound(connection, id); });
}

} // namespace antiphon
