#include "ui/coding/rounds/rounddialogues.h"

#include "core/reliability/roundstore.h"
#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {
enum Column { DialogueColumn, TurnsColumn, WordsColumn, CodingsColumn, StateColumn };
} // namespace

RoundDialogues::RoundDialogues(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_finish(new QPushButton(tr("Finished"), this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new TablePane(desk.context(),
                           {tr("Dialogues of the round"), tr("Filter dialogues"),
                            tr("The coder in hand is not in this round."), QStringLiteral("round.csv")},
                           {{tr("Dialogue")},
                            {tr("Turns"), right},
                            {tr("First words")},
                            {tr("Your codings"), right},
                            {tr("State")}},
                           WordsColumn, TextTableModel::Boxes::None, this);
    m_finish->setToolTip(tr("You have read the dialogue to its end: turns without a code are an answer, too "
                            "(Ctrl+Enter)"));
    m_pane->bar()->addWidget(m_finish);
    QHeaderView* header = m_pane->table()->horizontalHeader();
    header->resizeSection(DialogueColumn, 170);
    header->resizeSection(TurnsColumn, 64);
    header->resizeSection(CodingsColumn, 110);
    header->resizeSection(StateColumn, 100);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pane);
    setFocusProxy(m_pane->table());
    connect(m_pane, &TablePane::activated, this, &RoundDialogues::openDialogue);
    connect(m_finish, &QPushButton::clicked, this, &RoundDialogues::toggleFinished);
}

void RoundDialogues::show(const CodingRound& round, const QList<RoundDialogue>& mine, bool inRound)
{
    m_round = round;
    m_dialogues = inRound ? mine : QList<RoundDialogue>();
    QList<QList<TextCell>> rows;
    qint64 finished = 0;
    for (const RoundDialogue& one : std::as_const(m_dialogues)) {
        finished += one.finished ? 1 : 0;
        rows << QList<TextCell>{{one.externalId, {}, one.externalId},
                                {countText(one.turns), one.turns},
                                {one.preview, {}, one.preview},
                                {countText(one.codings), one.codings},
                                {one.finished ? tr("finished") : tr("open")}};
    }
    m_finish->setEnabled(inRound && round.isOpen());
    m_pane->setRemark(inRound ? tr("%1 of %2 finished").arg(countText(finished), countText(rows.size()))
                              : QString());
    m_pane->setRows(std::move(rows));
    if (m_pane->currentRow() < 0 && !m_dialogues.isEmpty())
        m_pane->table()->selectRow(0);
}

void RoundDialogues::openDialogue(int row)
{
    m_desk.context().navigate(QStringLiteral("code"),
                              QStringLiteral("dialogue/%1").arg(m_dialogues[row].dialogue.toText()));
}

void RoundDialogues::toggleFinished()
{
    const int row = m_pane->currentRow();
    if (row < 0 || !m_round.isOpen())
        return;
    const RoundDialogue& one = m_dialogues[row];
    const bool finished = !one.finished;
    m_desk.context().session.edit(finished ? tr("Finish dialogue %1").arg(one.externalId)
                                           : tr("Take up dialogue %1 again").arg(one.externalId),
                                  [round = m_round.id, dialogue = one.dialogue, coder = m_desk.coderId(),
                                   finished](const Connection& connection) {
                                      return setFinished(connection, round, dialogue, coder, finished);
                                  });
}

void RoundDialogues::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_Return)
        toggleFinished();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
