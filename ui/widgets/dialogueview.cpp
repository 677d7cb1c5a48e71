#include "ui/widgets/dialogueview.h"

#include "ui/widgets/dialogueaccessible.h"
#include "ui/widgets/dialogueminimap.h"

#include <QAccessible>
#include <QScrollBar>

namespace antiphon {

namespace {

constexpr int minimapWidth = 8;

bool hasStripes(const DialogueDocument& document)
{
    return std::any_of(document.turns.cbegin(), document.turns.cend(),
                       [](const DialogueTurn& turn) { return !turn.stripes.isEmpty(); });
}

} // namespace

DialogueView::DialogueView(QWidget* parent)
    : QAbstractScrollArea(parent),
      m_announcer([](QAccessibleEvent& event) { QAccessible::updateAccessibility(&event); })
{
    installDialogueAccessibility();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Dialogue"));
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setMouseTracking(true);
    m_minimap = new DialogueMinimap(this);
    setMinimapShown(true);
    connect(&m_settleTimer, &QTimer::timeout, this, [this] {
        constexpr int sliceMs = 4;
        bool more = true;
        keepPlace([&] { more = m_flow.settleMore(sliceMs); });
        m_settleTimer.setInterval(0);
        if (!more) {
            m_settleTimer.stop();
            m_minimap->refresh();
        }
    });
}

DialogueView::~DialogueView() = default;

void DialogueView::setDocument(DialogueDocument document)
{
    m_document = std::move(document);
    m_anchor = m_cursor = Place{};
    m_caret = false;
    m_hit = -1;
    m_hovered.clear();
    m_flow.foldAllTracks();
    m_settling = true; // the places of the old document are none of the new one
    verticalScrollBar()->setValue(0);
    m_settling = false;
    showAll();
    const int first = m_document.turns.isEmpty() ? -1 : 0;
    if (m_current != first) {
        m_current = first;
        Q_EMIT currentTurnChanged(m_current);
    }
    announceDialogue(this);
    Q_EMIT selectionChanged();
}

// Everything anew, from the document.
void DialogueView::showAll()
{
    if (hasStripes(m_document))
        m_margin = StripeMargin::Shown;
    m_flow.documentChanged();
    m_stripes.documentChanged();
    m_marks.documentChanged(m_document, m_flow);
    m_hit = m_hit < hitCount() ? m_hit : -1;
    restyle();
    Q_EMIT hitChanged(m_hit, hitCount());
}

void DialogueView::updateDocument(DialogueDocument document)
{
    if (document.turns.size() != m_document.turns.size()) {
        setDocument(std::move(document));
        return;
    }
    QList<int> changed;
    bool texts = false;
    for (int i = 0; i < turnCount(); ++i) {
        if (m_document.turns[i] == document.turns[i])
            continue;
        changed << i;
        texts = texts || m_document.turns[i].text != document.turns[i].text;
    }
    const bool head = m_document.chips != document.chips;
    m_document = std::move(document);
    showChanges(changed, head, texts);
}

void DialogueView::setTurn(int turn, DialogueTurn value)
{
    if (turn < 0 || turn >= turnCount() || m_document.turns[turn] == value)
        return;
    const bool text = m_document.turns[turn].text != value.text;
    m_document.turns[turn] = std::move(value);
    showChanges({turn}, false, text);
}

void DialogueView::showChanges(const QList<int>& turns, bool head, bool texts)
{
    if (turns.isEmpty() && !head)
        return;
    m_hovered.clear();
    const bool margin = m_margin == StripeMargin::None && hasStripes(m_document);
    if (texts || margin) {
        keepPlace([this] { showAll(); });
        if (texts)
            clearSelection();
        return;
    }
    keepPlace([&] {
        if (head)
            m_flow.headChanged();
        for (const int turn : turns)
            m_flow.turnChanged(turn);
    });
    m_stripes.documentChanged();
    m_marks.documentChanged(m_document, m_flow);
    m_hit = m_hit < hitCount() ? m_hit : -1;
    Q_EMIT hitChanged(m_hit, hitCount());
    viewport()->update();
    m_minimap->refresh();
}

void DialogueView::setCurrentTurn(int turn)
{
    if (turn < 0 || turn >= turnCount())
        return;
    bringIntoSight([this, turn] { return turnPlace(turn); });
    if (turn == m_current)
        return;
    m_current = turn;
    clearSelection();
    viewport()->update();
    announceCurrentTurn(this);
    Q_EMIT currentTurnChanged(turn);
}

void DialogueView::setCurrentTurnShown(bool shown)
{
    m_currentShown = shown;
    viewport()->update();
}

void DialogueView::setMinimapShown(bool shown)
{
    setViewportMargins(0, 0, shown ? minimapWidth : 0, 0);
    m_minimap->setVisible(shown);
}

void DialogueView::setTracksDisplay(int turn, TracksDisplay display)
{
    if (turn < 0 || turn >= turnCount() || m_document.turns[turn].tracks.isEmpty())
        return;
    m_flow.setTracksDisplay(turn, display);
    m_stripes.placesChanged();
    settleVisible();
    viewport()->update();
}

void DialogueView::showHit(int hit)
{
    if (hit < 0 || hit >= hitCount())
        return;
    m_hit = hit;
    const DialogueMarks::Hit found = m_marks.hits()[hit];
    setCurrentTurn(found.turn);
    showSpan(found.turn, found.span);
    viewport()->update();
    Q_EMIT hitChanged(m_hit, hitCount());
}

void DialogueView::nextHit()
{
    if (hitCount() > 0)
        showHit((m_hit + 1) % hitCount());
}

void DialogueView::previousHit()
{
    if (hitCount() > 0)
        showHit((m_hit <= 0 ? hitCount() : m_hit) - 1);
}

} // namespace antiphon
