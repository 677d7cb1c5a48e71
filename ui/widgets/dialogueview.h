// The dialogue, as it is shown everywhere: bubbles, chips, stripes, marks, tracks.
#pragma once

#include "ui/widgets/dialoguemarks.h"
#include "ui/widgets/dialoguestripes.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>
#include <optional>

class QAccessibleEvent;

namespace antiphon {

class DialogueMinimap;

// Takes what assistive technology is told.
using Announcer = std::function<void(QAccessibleEvent&)>;

// Selected text inside of one turn, in code points.
struct DialogueSelection
{
    int turn = 0;
    TextSpan span;
    bool operator==(const DialogueSelection&) const = default;
};

// Shows a DialogueDocument and knows nothing else.
// Keys: Up and Down move the current turn (and scroll through one that is higher than the view), Home and End
// go to the first and last, Enter opens its tracks, F3 and Shift+F3 go through the hits, Ctrl+C copies. Other
// keys go on to the parent.
// Selecting by keyboard: Shift+Left and Shift+Right start at the end and the begin of the current turn (or
// where it was clicked) and go by character, with Ctrl by word; Shift+Up and Shift+Down go by line,
// Shift+Home and Shift+End to the ends of the turn. F7 shows a caret without selecting. While a caret or a
// selection is there, Left, Right, Home and End (with Ctrl: by word) move the caret; Escape ends it and these
// keys are the parent's again. Another current turn ends it, too.
class DialogueView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit DialogueView(QWidget* parent = nullptr);
    ~DialogueView() override;

    // Shows another dialogue from its beginning; the first turn is current.
    void setDocument(DialogueDocument document);
    const DialogueDocument& document() const { return m_document; }
    // Shows the same dialogue with changes (chips, stripes, marks): place, current turn and selection stay
    // where they can.
    void updateDocument(DialogueDocument document);
    void setTurn(int turn, DialogueTurn value);

    // Whether all heights are known; in a long dialogue they are not at first.
    bool isSettled() const { return !m_settleTimer.isActive(); }

    int turnCount() const { return static_cast<int>(m_document.turns.size()); }
    int currentTurn() const { return m_current; } // -1: none
    void setCurrentTurn(int turn);                // scrolls it into sight
    // Whether the current turn is outlined and the keyboard moves it; off for mere reading.
    void setCurrentTurnShown(bool shown);
    // Whether Enter opens the tracks of the current turn (else turnActivated() only).
    void setEnterOpensTracks(bool opens) { m_enterOpensTracks = opens; }
    void setMinimapShown(bool shown);
    void setTracksDisplay(int turn, TracksDisplay display);
    TracksDisplay tracksDisplay(int turn) const { return m_flow.tracksDisplay(turn); }

    int hitCount() const { return static_cast<int>(m_marks.hits().size()); }
    int currentHit() const { return m_hit; } // -1: none
    void showHit(int hit);                   // counts from 0 over the document; brings it into sight
    void nextHit();                          // goes round at the ends
    void previousHit();

    std::optional<DialogueSelection> selection() const; // empty, or when it spans turns
    QString selectedText() const;                       // turns apart on lines of their own
    void setSelection(int turn, TextSpan span); // makes the turn current and brings the span into sight
    void clearSelection();                      // ends the caret, too
    // Shows a caret at the begin of the current turn, or where it was clicked.
    void startSelection();
    // Whether a caret or a selection in the current turn takes the keys Left, Right, Home, End and Escape.
    bool isCaretActive() const;
    void showSpan(int turn, TextSpan span); // brings it into sight; the current turn stays
    void copy() const;                      // the selection, or the current turn's text

    // In viewport coordinates; empty and -1 outside.
    QRect turnRect(int turn) const;
    QRect chipRect(int turn, int chip) const;     // turn -1: a chip of the dialogue
    QRect stripeRect(int turn, int stripe) const; // of its name in the margin, else of its line
    int turnAt(const QPoint& position) const;

    // For assistive technology, which counts in UTF-16 units of a turn's text like Qt.
    qsizetype caretOffset(int turn) const;                       // -1 where the caret is in another turn
    std::pair<qsizetype, qsizetype> selectionIn(int turn) const; // equal: none
    void selectUnits(int turn, qsizetype anchor, qsizetype caret);
    QRect characterRect(int turn, qsizetype offset) const;
    qsizetype offsetAt(int turn, const QPoint& position) const;
    void setAnnouncer(Announcer announcer) { m_announcer = std::move(announcer); } // at first: the system
    const Announcer& announcer() const { return m_announcer; }

Q_SIGNALS:
    void currentTurnChanged(int turn);
    void turnActivated(int turn);         // Enter or double click on the bubble
    void chipClicked(int turn, int chip); // turn -1: a chip of the dialogue
    void stripeClicked(int turn, int stripe);
    void selectionChanged();
    void hitChanged(int hit, int count);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    friend class DialogueMinimap;
    // A place between two characters of a turn, in UTF-16 units.
    struct Place
    {
        int turn = -1;
        qsizetype offset = 0;
        auto operator<=>(const Place&) const = default;
    };
    struct Target // what the pointer is at
    {
        int turn = -1;
        int chip = -1;
        QList<int> runs = {}; // stripes
        bool tracks = false;
    };

    void showAll();
    void showChanges(const QList<int>& turns, bool head, bool texts);

    // dialogueplaces.cpp: what is where, and scrolling
    void restyle();
    void settleVisible();
    void updateScrollBar();
    int scrolled() const;
    void keepPlace(const std::function<void()>& change);
    void bringIntoSight(const std::function<QRect()>& place);
    QRect linePlace(int turn, qsizetype offset) const;
    QRect turnPlace(int turn) const;
    Place placeAt(const QPoint& position) const;
    Target targetAt(const QPoint& position) const;

    // dialoguepaint.cpp
    void paintTurn(QPainter& painter, int turn, const QRect& visible);
    void paintBlock(QPainter& painter, int block, const QRect& visible);

    // dialoguecaret.cpp
    bool takesKey(const QKeyEvent& event) const;
    bool handleCaretKey(const QKeyEvent& event);
    void moveCaret(int key, Qt::KeyboardModifiers modifiers);
    qsizetype caretTarget(int key, Qt::KeyboardModifiers modifiers) const;
    qsizetype caretByLine(qsizetype offset, int lines) const;
    void placeCaret(qsizetype offset);
    void selectionMoved();

    // dialogueinput.cpp
    bool handleTurnKey(const QKeyEvent& event);
    void moveCurrent(int steps);
    void toggleTracks(int turn);
    bool scrollsThrough(int steps);
    bool clickTarget(const Target& target);
    void hover(const QPoint& position);
    QString toolTipAt(const QPoint& position) const;

    DialogueDocument m_document;
    mutable DialogueFlow m_flow{m_document};
    mutable DialogueStripes m_stripes{m_document, m_flow};
    DialogueMarks m_marks;
    StripeMargin m_margin = StripeMargin::None; // once needed it stays, so that text does not jump
    int m_hit = -1;
    int m_current = -1;
    bool m_currentShown = true;
    bool m_enterOpensTracks = true;
    Place m_anchor;
    Place m_cursor;
    bool m_selecting = false;
    bool m_caret = false; // shown and moved by the keyboard
    bool m_settling = false;
    QList<int> m_hovered; // stripes
    QTimer m_settleTimer;
    Announcer m_announcer;
    DialogueMinimap* m_minimap;
};

} // namespace antiphon
