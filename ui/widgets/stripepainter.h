// Paints the stripes of a dialogue: underlines in the text, lines and names in the margin.
#pragma once

#include "ui/widgets/dialoguestripes.h"

class QPainter;
class QPalette;

namespace antiphon {

struct StripePaint
{
    const DialogueStripes& stripes;
    const BlockStripes& placed;
    const DialogueStyle& style;
    QList<int> hovered; // runs that the pointer is at
    QRect visible;
};

// The painter's origin is the top left corner of the block's text.
void paintTints(QPainter& painter, const StripePaint& paint,
                const QPalette& palette); // behind the text: of what is current or hovered
void paintUnderlines(QPainter& painter, const StripePaint& paint, const QPalette& palette);
// Here the origin's x is that of the content.
void paintMargin(QPainter& painter, const StripePaint& paint, const QPalette& palette);

} // namespace antiphon
