// The sizes of the dialogue view, and where the parts of a turn lie. Geometry only: no painting, no widget.
#pragma once

#include "ui/widgets/dialoguedocument.h"
#include "ui/widgets/textblocks.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

namespace antiphon {

enum class TracksDisplay { Folded, Open };
enum class StripeMargin { None, Shown };
enum class StripeLabels { Names, Initials };

// The sizes that all turns of a view share.
struct DialogueStyle
{
    QFont reading;
    QFont caption;
    int width = 0;             // of the whole column
    int gutter = 0;            // from the left edge to the user's bubbles
    int textWidth = 0;         // at most 72 characters
    int charactersPerLine = 1; // about
    qreal lineHeight = 0;      // of reading text: 1.45 of its size
    int captionHeight = 0;     // of a line of small text
    StripeMargin margin = StripeMargin::None;
    int stroke = 2;     // of stripes and underlines; grows with the text
    int lanesRight = 0; // where the first lane ends; the others are to its left
    int labelLeft = 0;  // of the names of stripes
    int labelWidth = 0;
    StripeLabels labels = StripeLabels::Names; // initials where there is no room for names
    int labelHeight = 0;                       // from one name to the next
    int marginLeft() const;                    // where the lanes begin
    int labelDot() const;                      // size of the mark before a name
    int labelTextWidth() const;                // behind the mark
};

inline constexpr int systemIndent = 32;  // of the system's bubbles
inline constexpr int bubblePadding = 12; // left and right of the text
inline constexpr int bubblePaddingY = 7; // above and below
inline constexpr int stripeLanes = 6;    // what does not fit shares the last one

DialogueStyle dialogueStyle(int width, int turnCount, StripeMargin margin);

// Lines of a stretch of a turn, in its own coordinates.
struct BlockLayout
{
    QTextLayout text; // without the line feed at the block's end
    TextBlock block;
    int width = 0; // of the widest line
    int height = 0;
    // The line that an offset into the turn's text is in.
    int lineOf(qsizetype offset) const;
    // The begin of a line in the turn's text; of the line behind the last: the end of the text.
    qsizetype lineBegin(int line) const;
};

enum class BlockUse { WholeTurn, PartOfTurn };
std::unique_ptr<BlockLayout> layOutBlock(const QString& turnText, const TextBlock& block,
                                         const DialogueStyle& style, BlockUse use);
// A guess without laying out, for blocks that were never seen.
int estimatedHeight(const QString& turnText, const TextBlock& block, const DialogueStyle& style);

// What is around the text of a turn. The turn's own coordinates: its top left corner, gutter included, is
// 0,0.
struct TurnFrame
{
    QPoint textOrigin;
    QRect gutterText;
    QRect bubble;
    QRect tracks; // of the folded line or the open list
    QList<QRect> chips;
    QRect note;
    int height = 0; // with the distance to the next turn
};

TurnFrame frameTurn(const DialogueTurn& turn, const DialogueStyle& style, TracksDisplay display,
                    const QSize& text);
// The chips of the dialogue, above its first turn; coordinates of the content.
struct HeadFrame
{
    QRect label;
    QList<QRect> chips;
    int height = 0;
};
HeadFrame frameHead(const QList<DialogueChip>& chips, const DialogueStyle& style);
QString headLabel(); // "Dialogue"

QString trackCountText(qsizetype count); // "10 tracks"
// "10 tracks: Title – Artist, …", to be elided.
QString tracksLine(const QStringList& tracks);

} // namespace antiphon
