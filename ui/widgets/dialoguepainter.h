// Paints turns of a dialogue.
#pragma once

#include "ui/widgets/dialoguelayout.h"

class QPainter;
class QPalette;

namespace antiphon {

struct TurnPaint
{
    int number = 1; // from 1
    bool current = false;
    bool focused = false;
    TracksDisplay tracks = TracksDisplay::Folded;
    int selectionBegin = 0; // UTF-16 offsets; equal: none
    int selectionEnd = 0;
    TextSpan currentHit = {}; // code points; empty: none
};

// The painter's origin is the turn's top left corner.
void paintTurn(QPainter& painter, const DialogueTurn& turn, const TurnLayout& layout,
               const DialogueStyle& style, const TurnPaint& state, const QPalette& palette);
// One chip, as everywhere in the window.
void paintChip(QPainter& painter, const QRect& rect, const DialogueChip& chip, const QPalette& palette);

} // namespace antiphon
