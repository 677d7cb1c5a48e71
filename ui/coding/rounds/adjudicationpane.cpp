#include "ui/coding/rounds/adjudicationpane.h"

#include "core/reliability/adjudicationstore.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { DialogueColumn, TurnColumn, StateColumn };

QString sideName(qsizetype side)
{
    return QString(QChar(static_cast<char16_t>(u'A' + side)));
}

QString tookText(Took took)
{
    switch (took) {
    case Took::One:
        return AdjudicationPane::tr("one side");
    case Took::All:
        return AdjudicationPane::tr("all codes");
    case Took::Own:
        return AdjudicationPane::tr("other codes");
    case Took::None:
        break;
    }
    return AdjudicationPane::tr("no code");
}

// One side: its letter, its codes.
QWidget* sideCard(qsizetype number, const DisputedSide& side, const CodingDesk& desk, QWidget* parent)
{
    auto* card = new Card(parent);
    card->column()->setSpacing(metrics::gap);
    auto* head = new QHBoxLayout;
    head->addWidget(new KeyCap(sideName(number), card));
    head->addStretch();
    card->column()->addLayout(head);
    QList<DialogueChip> chips;
    QSet<CodeId> seen;
    for (const Coding& coding : side.codings) {
        const Code* code = desk.codeById(coding.code);
        if (code == nullptr || seen.contains(code->id))
            continue;
        seen.insert(code->id);
        DialogueChip chip;
        chip.text = code->name;
        chip.colour = code->colour;
        chips << chip;
    }
    if (chips.isEmpty()) {
        card->column()->addWidget(
            new TextLabel(AdjudicationPane::tr("No code"), TextSize::Body, Tone::Muted, card));
    } else {
        auto* bar = new ChipBar(card);
        bar->setChips(chips);
        bar->setAttribute(Qt::WA_TransparentForMouseEvents);
        card->column()->addWidget(bar);
    }
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return card;
}

} // namespace

AdjudicationPane::AdjudicationPane(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_list(new TablePane(desk.context(),
                           {tr("To settle"), tr("Filter turns"), tr("The coders agree on every turn."),
                            QStringLiteral("settled.csv")},
                           {{tr("Dialogue")}, {tr("Turn"), Qt::AlignRight}, {tr("Settled")}}, DialogueColumn,
                           TextTableModel::Boxes::None, this)),
      m_finder(new CodeFinder(this))
{
    QHeaderView* header = m_list->table()->horizontalHeader();
    header->resizeSection(TurnColumn, 60);
    header->resizeSection(StateColumn, 110);
    m_list->table()->setObjectName(QStringLiteral("toSettle"));
    m_list->table()->installEventFilter(this);
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_list->layout()->setContentsMargins(0, 0, metrics::padding, 0);
    splitter->addWidget(m_list);
    splitter->addWidget(makeCard());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({420, 780});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    setFocusProxy(m_list->table());
    connect(m_list->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AdjudicationPane::showTurn);
    connect(m_list, &TablePane::activated, this, &AdjudicationPane::findCodes);
    connect(m_finder, &CodeFinder::closed, this, [this] { m_list->table()->setFocus(); });
}

QWidget* AdjudicationPane::makeCard()
{
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(metrics::padding, 0, 0, 0);
    column->setSpacing(metrics::gap);
    m_place = new TextLabel({}, TextSize::Caption, Tone::Muted, right);
    m_before = new TextLabel({}, TextSize::Body, Tone::Muted, right);
    m_words = new TextLabel({}, TextSize::Reading, Tone::Normal, right);
    for (TextLabel* words : {m_before, m_words})
        words->setWordWrap(true);
    m_sides = new QHBoxLayout;
    m_sides->setSpacing(metrics::padding);
    m_settled = new TextLabel({}, TextSize::Body, Tone::Muted, right);
    m_settled->setWordWrap(true);
    m_note = new QLineEdit(right);
    m_note->setPlaceholderText(tr("Why, before you decide (optional)"));
    m_note->setAccessibleName(tr("Why"));
    m_takeOver = new QPushButton(tr("Take over what all agree on"), right);
    m_takeOver->setToolTip(tr("The codes of every turn on which all coders agree become settled, too"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_takeOver);
    foot->addStretch();
    auto* keys = new KeyLine(right);
    keys->setHints({{QStringLiteral("A–Z"), tr("take a side")},
                    {QStringLiteral("+"), tr("all codes")},
                    {QStringLiteral("0"), tr("no code")},
                    {QStringLiteral("Enter"), tr("another code")},
                    {QStringLiteral("Backspace"), tr("take back")}});
    column->addWidget(m_place);
    column->addWidget(m_before);
    column->addWidget(m_words);
    column->addSpacing(metrics::gap);
    column->addLayout(m_sides);
    column->addWidget(m_settled);
    column->addWidget(m_note);
    column->addStretch();
    column->addLayout(foot);
    column->addWidget(keys);
    connect(m_takeOver, &QPushButton::clicked, this, &AdjudicationPane::takeOver);
    connect(m_note, &QLineEdit::returnPressed, this, [this] { m_list->table()->setFocus(); });
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(right);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void AdjudicationPane::show(const CodingRound& round, const QList<DisputedTurn>& turns,
                            const Settlement& settlement)
{
    m_round = round;
    m_turns = turns;
    m_settlement = settlement;
    QList<QList<TextCell>> rows;
    for (const DisputedTurn& turn : std::as_const(m_turns))
        rows << QList<TextCell>{{turn.dialogue, {}, turn.text},
                                {countText(turn.place.position + 1), turn.place.position},
                                {turn.settled ? tookText(turn.settled->took) : tr("open")}};
    m_list->setRows(std::move(rows));
    m_list->setRemark(tr("%1 of %2 settled, %3 alike")
                          .arg(countText(settlement.settled), countText(settlement.disputed),
                               countedText(settlement.alike, tr("turn"), tr("turns"))));
    m_takeOver->setEnabled(settlement.alike > 0);
    if (m_list->currentRow() < 0 && !m_turns.isEmpty())
        m_list->table()->selectRow(0);
    if (std::exchange(m_goOn, false))
        goToNextOpen();
    showTurn();
}

const DisputedTurn* AdjudicationPane::turnInHand() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_turns.size() ? &m_turns[row] : nullptr;
}

void AdjudicationPane::showTurn()
{
    while (QLayoutItem* item = m_sides->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const DisputedTurn* turn = turnInHand();
    m_note->setVisible(turn != nullptr);
    m_settled->setVisible(turn != nullptr && turn->settled);
    if (turn == nullptr) {
        for (TextLabel* label : {m_place, m_before, m_words})
            label->clear();
        return;
    }
    m_place->setText(tr("%1, turn %2, %3")
                         .arg(turn->dialogue, QString::number(turn->place.position + 1),
                              turn->place.role == Role::User ? tr("user") : tr("system")));
    m_before->setText(turn->before);
    m_before->setVisible(!turn->before.isEmpty());
    m_words->setText(turn->text.isEmpty() ? tr("(no words)") : turn->text);
    for (qsizetype i = 0; i < turn->sides.size(); ++i)
        m_sides->addWidget(sideCard(i, turn->sides[i], m_desk, this), 1, Qt::AlignTop);
    if (turn->settled)
        m_settled->setText(
            turn->settled->note.isEmpty()
                ? tr("Settled: %1").arg(tookText(turn->settled->took))
                : tr("Settled: %1. %2").arg(tookText(turn->settled->took), turn->settled->note));
}

bool AdjudicationPane::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
        if (plain &&
            (key->key() == Qt::Key_Backspace || (!key->text().isEmpty() && key->text().front().isPrint()))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool AdjudicationPane::eventFilter(QObject* watched, QEvent* event)
{
    // Else the table would look for a row that begins with the letter.
    if (watched == m_list->table() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
        if (plain && !key->text().isEmpty() &&
            (key->text().front().isPrint() || key->key() == Qt::Key_Backspace)) {
            keyPressEvent(static_cast<QKeyEvent*>(event));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AdjudicationPane::keyPressEvent(QKeyEvent* event)
{
    const DisputedTurn* turn = turnInHand();
    const QString text = event->text().toUpper();
    if (turn == nullptr) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Backspace) {
        takeBack();
    } else if (text == QStringLiteral("+")) {
        take(Took::All);
    } else if (text == QStringLiteral("0")) {
        take(Took::None);
    } else if (text.size() == 1 && text.front() >= u'A' &&
               text.front().unicode() < u'A' + turn->sides.size()) {
        take(Took::One, text.front().unicode() - u'A');
    } else {
        QWidget::keyPressEvent(event);
    }
}

void AdjudicationPane::take(Took took, qsizetype side)
{
    Adjudication decision;
    decision.took = took;
    if (side >= 0)
        decision.side = turnInHand()->sides[side].coder;
    settleWith(decision);
}

void AdjudicationPane::findCodes()
{
    const DisputedTurn* turn = turnInHand();
    if (turn == nullptr)
        return;
    QList<Code> codes;
    for (const Code& code : m_desk.codes()) {
        if (code.codable && mayCode(code.facet, turn->place.role))
            codes << code;
    }
    const QRect near(m_words->mapTo(this, QPoint(0, 0)), m_words->size());
    m_finder->choose(tr("The code that fits"), codes, near, [this](const Code& code) {
        Adjudication decision;
        decision.took = Took::Own;
        decision.own = {code.id};
        settleWith(decision);
    });
}

void AdjudicationPane::settleWith(const Adjudication& asked)
{
    const DisputedTurn* turn = turnInHand();
    if (turn == nullptr)
        return;
    Adjudication decision = asked;
    decision.note = m_note->text().trimmed();
    m_goOn = true;
    m_desk.context().session.edit(
        tr("Settle turn %1 of %2").arg(QString::number(turn->place.position + 1), turn->dialogue),
        [round = m_round, turn = *turn, decision,
         name = m_desk.coder()](const Connection& connection) mutable -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder by, ensureCoder(connection, name));
            decision.by = by.id;
            return settle(connection, round, turn, decision);
        },
        this,
        [this](const Result<void>& done) {
            if (done)
                m_note->clear();
            else
                m_goOn = false;
        });
}

void AdjudicationPane::takeBack()
{
    const DisputedTurn* turn = turnInHand();
    if (turn == nullptr || !turn->settled)
        return;
    m_desk.context().session.edit(tr("Take back what turn %1 was settled on").arg(turn->place.position + 1),
                                  [round = m_round, id = turn->place.turn](const Connection& connection) {
                                      return unsettle(connection, round, id);
                                  });
}

void AdjudicationPane::takeOver()
{
    m_desk.context().session.edit(
        tr("Take over what all agree on in round %1").arg(m_round.name),
        [round = m_round](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const qint64 added, takeOverAgreed(connection, round));
            Q_UNUSED(added)
            return {};
        },
        this,
        [this](const Result<void>& done) {
            if (done)
                m_desk.context().notify(
                    {NoticeKind::Done,
                     tr("%1 has the codes on which all agree.").arg(settledName(m_round.name))});
        });
}

void AdjudicationPane::goToNextOpen()
{
    const int from = std::max(0, m_list->currentRow());
    for (qsizetype step = 1; step <= m_turns.size(); ++step) {
        const qsizetype row = (from + step) % m_turns.size();
        if (m_turns[row].settled)
            continue;
        for (int shown = 0; shown < m_list->table()->model()->rowCount(); ++shown) {
            m_list->table()->selectRow(shown);
            if (m_list->currentRow() == row)
                return;
        }
    }
}

} // namespace antiphon
