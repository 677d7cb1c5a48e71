#include "ui/coding/dialoguefind.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace antiphon {

DialogueFind::DialogueFind(CodingDesk& desk, DialogueView& view, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_view(view),
      m_field(new SearchField(tr("Find in the dialogues of the source"), this)),
      m_count(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    m_field->installEventFilter(this);
    hide();
    connect(m_field, &SearchField::searchChanged, this, &DialogueFind::search);
    connect(&m_desk, &CodingDesk::dialogueShown, this, &DialogueFind::mark);
    connect(&m_view, &DialogueView::hitChanged, this, &DialogueFind::countHits);
}

void DialogueFind::start()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void DialogueFind::stop()
{
    m_field->setSearch({});
    hide();
    m_view.setFocus();
}

void DialogueFind::search(const QString& typed)
{
    m_typed = typed;
    m_marked = {};
    m_count->setText({});
    mark();
}

// Asks again only for another dialogue or other words.
void DialogueFind::mark()
{
    const DialogueId dialogue = m_desk.dialogue().id;
    if (dialogue.isNull() || dialogue == m_marked)
        return;
    m_marked = dialogue;
    if (m_typed.trimmed().isEmpty()) {
        showMarks({});
        return;
    }
    m_desk.context().session.read<QList<TurnMarks>>(
        this,
        [dialogue, typed = m_typed](const Connection& connection) {
            return marksInDialogue(connection, dialogue, typed);
        },
        [this, dialogue](const Result<QList<TurnMarks>>& marks) {
            if (marks && dialogue == m_desk.dialogue().id)
                showMarks(*marks);
        },
        QStringLiteral("coding.find.marks"));
}

void DialogueFind::showMarks(const QList<TurnMarks>& marks)
{
    QHash<TurnId, QList<TextSpan>> hits;
    for (const TurnMarks& turn : marks)
        hits.insert(turn.turn, turn.marks);
    m_desk.setHits(hits);
    if (m_arriving && m_view.hitCount() > 0)
        m_view.showHit(*m_arriving == Direction::Forward ? 0 : m_view.hitCount() - 1);
    m_arriving.reset();
    countHits();
    if (std::exchange(m_seeking, false) && m_view.hitCount() == 0)
        leaveDialogue(Direction::Forward);
}

void DialogueFind::countHits()
{
    if (m_typed.trimmed().isEmpty()) {
        m_count->setText({});
        return;
    }
    const int hits = m_view.hitCount();
    m_count->setText(m_view.currentHit() >= 0
                         ? tr("%1 of %2 here").arg(countText(m_view.currentHit() + 1), countText(hits))
                     : hits == 0 ? tr("no hit here")
                     : hits == 1 ? tr("1 hit here")
                                 : tr("%1 hits here").arg(countText(hits)));
}

void DialogueFind::go(Direction direction)
{
    if (m_typed.trimmed().isEmpty()) {
        start();
        return;
    }
    const int next = m_view.currentHit() < 0
                         ? (direction == Direction::Forward ? 0 : m_view.hitCount() - 1)
                         : m_view.currentHit() + (direction == Direction::Forward ? 1 : -1);
    if (next >= 0 && next < m_view.hitCount())
        m_view.showHit(next);
    else
        leaveDialogue(direction);
}

void DialogueFind::leaveDialogue(Direction direction)
{
    const QList<Turn>& turns = m_desk.dialogue().turns;
    if (turns.isEmpty())
        return;
    const TurnId from = direction == Direction::Forward ? turns.last().id : turns.first().id;
    using Found = std::optional<TurnMarks>;
    m_desk.context().session.read<Found>(
        this,
        [from, typed = m_typed, direction](const Connection& connection) {
            return nextTurnHit(connection, typed, from, direction);
        },
        [this, direction](const Result<Found>& found) {
            if (!found)
                return;
            if (!*found) {
                Q_EMIT said(direction == Direction::Forward ? tr("No further hit in this source")
                                                            : tr("No earlier hit in this source"));
                return;
            }
            m_arriving = direction;
            m_desk.showDialogue((*found)->dialogue, (*found)->position);
        },
        QStringLiteral("coding.find.next"));
}

bool DialogueFind::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        stop();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        if (m_field->text() != m_typed) {
            m_arriving = Direction::Forward; // the first hit of the new words, wherever it is
            m_seeking = true;
            m_field->setSearch(m_field->text());
        } else {
            go(key->modifiers() & Qt::ShiftModifier ? Direction::Backward : Direction::Forward);
        }
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace antiphon
