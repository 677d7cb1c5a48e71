// Where the parts of a turn lie. Geometry only: no painting, no widget.
#pragma once

#include "ui/widgets/dialoguedocument.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

namespace antiphon {

enum class TracksDisplay { Folded, Open };

// The sizes that all turns of a view share.
struct DialogueStyle
{
    QFont reading;
    QFont caption;
    int width = 0;        // of the whole column
    int gutter = 0;       // from the left edge to the user's bubbles
    int textWidth = 0;    // at most 72 characters
    qreal lineHeight = 0; // of reading text: 1.45 of its size
};

DialogueStyle dialogueStyle(int width, int turnCount);

// All rectangles are in the turn's own coordinates: its top left corner, gutter included, is 0,0.
struct TurnLayout
{
    QTextLayout text;
    QPointF textOrigin;
    QRect gutterText;
    QRect bubble;
    QRect tracks; // of the folded line or the open list
    QList<QRect> chips;
    QRect note;
    int height = 0; // with the distance to the next turn
};

std::unique_ptr<TurnLayout> layOutTurn(const DialogueTurn& turn, const DialogueStyle& style,
                                       TracksDisplay display);
// A guess without laying out, for turns that were never seen.
int estimatedHeight(const DialogueTurn& turn, const DialogueStyle& style);

QString trackCountText(qsizetype count); // "10 tracks"
// "10 tracks: Title – Artist, …", to be elided.
QString tracksLine(const QStringList& tracks);
// The text that a turn is laid out with: line separators instead of line feeds.
QString displayText(const QString& text);

} // namespace antiphon
