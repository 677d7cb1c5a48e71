// The dialogue view's keys and mouse.
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace antiphon {

void DialogueView::copy() const
{
    QString text = selectedText();
    if (text.isEmpty() && m_current >= 0)
        text = m_document.turns[m_current].text;
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DialogueView::moveCurrent(int steps)
{
    if (turnCount() > 0 && !scrollsThrough(steps))
        setCurrentTurn(std::clamp(m_current + steps, 0, turnCount() - 1));
}

// Through a turn that is higher than the view and goes on in that direction.
bool DialogueView::scrollsThrough(int steps)
{
    constexpr int lines = 3;
    const QRect turn = turnRect(m_current);
    if (turn.height() <= viewport()->height() || !viewport()->rect().intersects(turn))
        return false;
    const bool goesOn = steps > 0 ? turn.bottom() > viewport()->height() : turn.top() < 0;
    if (goesOn)
        verticalScrollBar()->setValue(scrolled() + steps * lines * verticalScrollBar()->singleStep());
    return goesOn;
}

void DialogueView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (handleCaretKey(*event))
        return;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_F3 && hitCount() > 0) {
        modifiers& Qt::ShiftModifier ? previousHit() : nextHit();
        return;
    }
    const bool scrolls = event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp ||
                         (!m_currentShown && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down));
    if (modifiers == Qt::NoModifier && scrolls)
        QAbstractScrollArea::keyPressEvent(event);
    else if (modifiers != Qt::NoModifier || !handleTurnKey(*event))
        event->ignore();
}

bool DialogueView::handleTurnKey(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_Home:
        setCurrentTurn(0);
        return true;
    case Qt::Key_End:
        setCurrentTurn(turnCount() - 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current < 0)
            return false;
        if (m_enterOpensTracks)
            toggleTracks(m_current);
        Q_EMIT turnActivated(m_current);
        return true;
    default:
        return false;
    }
}

void DialogueView::toggleTracks(int turn)
{
    const bool folded = tracksDisplay(turn) == TracksDisplay::Folded;
    setTracksDisplay(turn, folded ? TracksDisplay::Open : TracksDisplay::Folded);
}

// The main window's keys do not take those that select.
bool DialogueView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (takesKey(*key)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool DialogueView::clickTarget(const Target& target)
{
    if (target.chip < 0 && target.runs.isEmpty() && !target.tracks)
        return false;
    if (target.turn >= 0)
        setCurrentTurn(target.turn);
    if (target.chip >= 0) {
        Q_EMIT chipClicked(target.turn, target.chip);
    } else if (!target.runs.isEmpty()) {
        const StripeRun run = m_stripes.run(target.runs.first());
        Q_EMIT stripeClicked(run.turn, run.stripe);
    } else {
        toggleTracks(target.turn);
    }
    return true;
}

void DialogueView::mousePressEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const int turn = turnAt(position);
    if (event->button() != Qt::LeftButton) {
        if (turn >= 0)
            setCurrentTurn(turn);
        return;
    }
    if (clickTarget(targetAt(position)))
        return;
    const bool extends = event->modifiers() & Qt::ShiftModifier && m_anchor.turn >= 0;
    const Place anchor = m_anchor;
    if (turn >= 0)
        setCurrentTurn(turn);
    m_caret = false;
    m_cursor = placeAt(position);
    m_anchor = extends ? anchor : m_cursor;
    m_selecting = true;
    selectionMoved();
}

void DialogueView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (!m_selecting) {
        hover(position);
        return;
    }
    m_cursor = placeAt(position);
    bringIntoSight([this] { return linePlace(m_cursor.turn, m_cursor.offset); });
    selectionMoved();
}

void DialogueView::hover(const QPoint& position)
{
    const Target target = targetAt(position);
    const bool hand = target.chip >= 0 || target.tracks || !target.runs.isEmpty();
    const bool beam = target.turn >= 0 && turnRect(target.turn).contains(position);
    viewport()->setCursor(hand ? Qt::PointingHandCursor : beam ? Qt::IBeamCursor : Qt::ArrowCursor);
    if (target.runs != m_hovered) {
        m_hovered = target.runs;
        viewport()->update();
    }
}

void DialogueView::mouseReleaseEvent(QMouseEvent*)
{
    m_selecting = false;
}

void DialogueView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const Target target = targetAt(position);
    if (target.turn < 0 || !turnRect(target.turn).contains(position) || target.tracks)
        return;
    const Place place = placeAt(position);
    const WordRange word = wordAround(m_document.turns[place.turn].text, place.offset);
    m_anchor = {place.turn, word.begin};
    m_cursor = {place.turn, word.end};
    selectionMoved();
    Q_EMIT turnActivated(target.turn);
}

void DialogueView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_current < 0 && selectedText().isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(selectedText().isEmpty() ? tr("Copy turn") : tr("Copy"), QKeySequence::Copy, this,
                    [this] { copy(); });
    if (m_current >= 0 && !m_document.turns[m_current].tracks.isEmpty())
        menu->addAction(tr("Copy tracks"), this, [this, turn = m_current] {
            QApplication::clipboard()->setText(m_document.turns[turn].tracks.join(u'\n'));
        });
    menu->popup(event->globalPos());
}

namespace {

QString stripesToolTip(const QList<DialogueStripe>& stripes)
{
    constexpr qsizetype most = 12;
    if (stripes.size() == 1 && !stripes.first().toolTip.isEmpty())
        return stripes.first().toolTip;
    QStringList names;
    for (const DialogueStripe& stripe : stripes.mid(0, most))
        names << stripe.text;
    if (stripes.size() > most)
        names << QCoreApplication::translate("DialogueView", "and %1 more").arg(stripes.size() - most);
    return names.join(u'\n');
}

} // namespace

QString DialogueView::toolTipAt(const QPoint& position) const
{
    const Target target = targetAt(position);
    if (target.chip >= 0)
        return (target.turn < 0 ? m_document.chips : m_document.turns[target.turn].chips)[target.chip]
            .toolTip;
    QList<int> runs = target.runs;
    if (runs.isEmpty() && target.turn >= 0 && turnRect(target.turn).contains(position)) {
        const Place place = placeAt(position);
        runs = m_stripes.around(place.turn, place.offset);
    }
    QList<DialogueStripe> stripes;
    for (const int run : std::as_const(runs))
        stripes << m_stripes.stripe(run);
    return stripesToolTip(stripes);
}

bool DialogueView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    if (event->type() == QEvent::Leave && !m_hovered.isEmpty()) {
        m_hovered.clear();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace antiphon
