// Where the stripes of a dialogue run: lines in lanes of the margin with their names, underlines in the text.
#pragma once

#include "ui/widgets/dialogueflow.h"
#include "ui/widgets/intervals.h"

#include <QHash>

namespace antiphon {

// One line in the margin: a stripe, or the stripes of neighbouring turns that share a key.
struct StripeRun
{
    int turn = 0; // where it begins
    int stripe = 0;
    int lastTurn = 0;
    bool wholeTurn = false;
    qsizetype begin = 0; // UTF-16 units of the turn's text
    qsizetype end = 0;
    int firstBlock = 0;
    int lastBlock = 0;
    int lane = -1; // of what is in more than one block; the others get theirs with their lines
};

// What of the stripes is in one block. Vertical places count from its first line.
struct BlockStripes
{
    struct Line
    {
        int run = 0;
        int lane = 0;
        int top = 0;
        int bottom = 0;
    };
    struct Label
    {
        QList<int> runs; // more than one: there was no room for their names
        QString shown;   // what fits of the name
        QRect place;
    };
    struct Piece // of a span in one line
    {
        int line = 0;
        int baseLine = 0;
        qreal left = 0;
        qreal right = 0;
    };
    struct Underline
    {
        int run = 0;
        int level = 0; // 0 is next to the text
        QList<Piece> pieces;
    };
    QList<Line> lines;
    QList<Label> labels;
    QList<Underline> underlines;
    int levels = 0;
};

class DialogueStripes
{
public:
    // Both must outlive it.
    DialogueStripes(const DialogueDocument& document, DialogueFlow& flow);

    void documentChanged();
    void placesChanged(); // lines, heights or sizes did
    bool isEmpty() const { return m_runs.isEmpty(); }
    int runCount() const { return static_cast<int>(m_runs.size()); }
    const StripeRun& run(int index) const { return m_runs[index]; }
    const DialogueStripe& stripe(int run) const;
    const BlockStripes& inBlock(int block);
    // The runs whose line, name or "more" is at a place of the content.
    QList<int> at(const QPoint& position);
    // The runs of spans that hold an offset of a turn's text.
    QList<int> around(int turn, qsizetype offset) const;

private:
    void collectRuns();
    void addRun(int turn, int stripe, const TextPositions& positions, QHash<QString, int>& open);
    void giveLanes();
    BlockStripes place(int block);
    BlockStripes::Line lineOf(int run, int block, int lane);
    QList<int> lanesIn(int block, const QList<int>& runs);
    QList<int> namedIn(int block, const QList<int>& runs) const;
    Interval labelRoom(int block) const;
    void placeLabels(BlockStripes& placed, int block, const QList<int>& runs);
    QString labelText(const QList<int>& runs) const;
    void placeUnderlines(BlockStripes& placed, int block, const QList<int>& runs);

    const DialogueDocument& m_document;
    DialogueFlow& m_flow;
    QList<StripeRun> m_runs;
    IntervalIndex m_index; // of runs, over blocks
    QHash<int, BlockStripes> m_placed;
};

} // namespace antiphon
