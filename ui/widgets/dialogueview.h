// The dialogue, as it is shown everywhere: bubbles, chips, marks, tracks.
#pragma once

#include "ui/widgets/dialoguelayout.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QSet>
#include <QTimer>

#include <optional>

namespace antiphon {

// Selected text inside of one turn, in code points.
struct DialogueSelection
{
    int turn = 0;
    TextSpan span;
    bool operator==(const DialogueSelection&) const = default;
};

// Shows a DialogueDocument and knows nothing else. Only turns in sight are laid out at once; the heights of
// the others are guessed and corrected in the background, so a dialogue of thousands of turns opens at once.
// Keys: Up and Down move the current turn, Home and End go to the first and last, Enter opens its tracks, F3
// and Shift+F3 go through the hits, Ctrl+C copies. Other keys go on to the parent.
// Selecting by keyboard: Shift+Left and Shift+Right start at the begin and the end of the current turn (or
// where it was clicked) and go by character, with Ctrl by word, Shift+Home and Shift+End to the ends of the
// turn; F7 shows a caret without selecting. While a caret or a selection is there, Left, Right, Home and End
// (with Ctrl: by word) move the caret; Escape ends it and the keys are the parent's again. Another current
// turn ends it too.
class DialogueView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit DialogueView(QWidget* parent = nullptr);
    ~DialogueView() override;

    // Shows another dialogue from its beginning; the first turn is current.
    void setDocument(DialogueDocument document);
    const DialogueDocument& document() const { return m_document; }
    // Shows the same dialogue with changes (chips, marks): place, current turn and selection stay where they
    // can.
    void updateDocument(DialogueDocument document);
    void setTurn(int turn, DialogueTurn value);

    int turnCount() const { return static_cast<int>(m_document.turns.size()); }
    int currentTurn() const { return m_current; } // -1: none
    void setCurrentTurn(int turn);                // scrolls it into sight
    // Whether the current turn is outlined and the keyboard moves it; off for mere reading.
    void setCurrentTurnShown(bool shown);
    // Whether Enter opens the tracks of the current turn (else turnActivated() only).
    void setEnterOpensTracks(bool opens) { m_enterOpensTracks = opens; }
    void setMinimapShown(bool shown);
    void setTracksDisplay(int turn, TracksDisplay display);
    TracksDisplay tracksDisplay(int turn) const;

    int hitCount() const;
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
    QRect chipRect(int turn, int chip) const;
    int turnAt(const QPoint& position) const;

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
        int offset = 0;
        auto operator<=>(const Place&) const = default;
    };
    struct Hit
    {
        int turn = 0;
        TextSpan span;
    };

    void forgetLayouts();
    void collectHits();
    const TurnLayout& layoutOf(int turn) const; // exact; corrects the height that was guessed
    void settleVisible();                       // lays out what is in sight
    void settleSome();                          // lays out a few milliseconds' worth of the rest
    void updateTops(int from) const;
    void updateScrollBar();
    int contentTop(int turn) const;
    int firstVisible() const;
    void ensureVisible(int turn);
    Place placeAt(const QPoint& position) const;
    std::pair<int, int> selectionIn(int turn) const;
    void selectWord(const Place& place);
    bool handleCaretKey(const QKeyEvent& event);
    void moveCaret(int key, Qt::KeyboardModifiers modifiers);
    int caretTarget(int key, Qt::KeyboardModifiers modifiers) const;
    void placeCaret();
    void moveCurrent(int steps);
    std::pair<int, int> chipAt(const QPoint& position) const; // turn, chip; -1 where none
    bool tracksAt(int turn, const QPoint& position) const;

    DialogueDocument m_document;
    DialogueStyle m_style;
    mutable QCache<int, TurnLayout> m_layouts;
    mutable QList<int> m_heights;
    mutable QList<int> m_tops; // one more than turns: the last is the whole height
    mutable QSet<int> m_guessed;
    QSet<int> m_open; // turns whose tracks are shown as a list
    QList<Hit> m_hits;
    int m_hit = -1;
    int m_current = -1;
    bool m_currentShown = true;
    bool m_enterOpensTracks = true;
    Place m_anchor;
    Place m_cursor;
    bool m_selecting = false;
    bool m_caret = false; // shown and moved by the keyboard
    QTimer m_settleTimer;
    QWidget* m_minimap;
};

} // namespace antiphon
