// Paints the parts of a dialogue.
#pragma once

#include "ui/widgets/dialoguemarks.h"

class QPainter;
class QPalette;

namespace antiphon {

struct TurnPaint
{
    int number = 1; // from 1
    bool current = false;
    bool focused = false;
    TracksDisplay tracks = TracksDisplay::Folded;
};

// All of a turn but its text. The painter's origin is the turn's top left corner; nothing outside of
// `visible` need be painted.
void paintFrame(QPainter& painter, const DialogueTurn& turn, const TurnFrame& frame,
                const DialogueStyle& style, const TurnPaint& state, const QPalette& palette,
                const QRect& visible);

struct TextPaint
{
    QList<PlacedMark> marks = {};
    int currentHit = -1;
    qsizetype selectionBegin = 0; // UTF-16 units of the turn's text; equal: none
    qsizetype selectionEnd = 0;
    qsizetype caret = -1; // -1: none
};

// Lines of a turn's text. The painter's origin is the block's top left corner.
void paintText(QPainter& painter, const BlockLayout& layout, const DialogueStyle& style,
               const TextPaint& state, const QPalette& palette, const QRect& visible);

void paintHead(QPainter& painter, const QList<DialogueChip>& chips, const HeadFrame& head,
               const DialogueStyle& style, const QPalette& palette);
// One chip, as everywhere in the window.
void paintChip(QPainter& painter, const QRect& rect, const DialogueChip& chip, const QPalette& palette);

} // namespace antiphon
