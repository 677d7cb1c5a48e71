// A dialogue's turns, one below the other. Only what is seen is laid out at once; the heights of the rest are
// guessed and corrected little by little, so that a dialogue of any size opens at once.
#pragma once

#include "ui/widgets/dialoguelayout.h"

#include <QCache>
#include <QSet>

namespace antiphon {

class DialogueFlow
{
public:
    // The document must outlive the flow; whoever changes it says so.
    explicit DialogueFlow(const DialogueDocument& document);

    void documentChanged();             // turns or their texts
    void turnChanged(int turn);         // chips, marks, stripes, note, tracks; not the text
    void setStyle(DialogueStyle style); // forgets all lines
    void headChanged();
    const DialogueStyle& style() const { return m_style; }
    void setTracksDisplay(int turn, TracksDisplay display);
    TracksDisplay tracksDisplay(int turn) const;
    void foldAllTracks(); // before another document

    // Vertical places are pixels from the top of the content.
    int height() const { return m_tops.constLast(); }
    int turnTop(int turn) const { return m_tops[turn]; }
    int turnHeight(int turn) const { return m_tops[turn + 1] - m_tops[turn]; }
    int turnAt(int y) const; // the nearest one where none is; -1 without turns
    const HeadFrame& head() const { return m_head; }
    const TurnFrame& frame(int turn); // exact for turns of one block

    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    int firstBlock(int turn) const { return m_firstBlocks[turn]; }
    int lastBlock(int turn) const { return m_firstBlocks[turn + 1] - 1; }
    int turnOfBlock(int block) const { return m_turns[block]; }
    int blockOf(int turn, qsizetype offset) const;
    int blockAt(int turn, int y) const;
    int blockTop(int block) const; // of its first line
    int blockHeight(int block) const { return m_heights[block]; }
    const TextBlock& textBlock(int block) const { return m_blocks[block]; }
    const BlockLayout& block(int block); // laid out

    // Lays out all between two places. Returns by how much what is at `top` moved meanwhile.
    int settle(int top, int bottom);
    // Lays out more of what is guessed, for about so long; false when nothing is guessed any more.
    bool settleMore(int milliseconds);

private:
    void forgetLines();
    void guess(int turn);
    void correct(int block, int height);
    void updateTops(int fromTurn);
    int firstBlockBelow(int y) const;
    int textHeight(int turn) const;
    const TurnFrame& makeFrame(int turn);

    const DialogueDocument& m_document;
    DialogueStyle m_style;
    HeadFrame m_head;
    QSet<int> m_open;          // turns whose tracks are shown as a list
    QList<TextBlock> m_blocks; // of all turns
    QList<int> m_turns;        // of each block
    QList<int> m_firstBlocks;  // of each turn, and one more
    QList<int> m_heights;      // of each block
    QList<int> m_offsets;      // of each block from its turn's first line
    QList<bool> m_known;       // which blocks were laid out
    QList<int> m_turnHeights;
    QList<int> m_tops;       // of each turn; the last is the whole height
    int m_guessedFrom = 0;   // blocks before are known
    bool m_topsKept = false; // while many heights change
    QCache<int, BlockLayout> m_layouts;
    QCache<int, TurnFrame> m_frames;
};

} // namespace antiphon
