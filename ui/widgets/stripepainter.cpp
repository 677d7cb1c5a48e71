#include "ui/widgets/stripepainter.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>

namespace antiphon {

namespace {

constexpr qreal tintAlpha = 0.18;

bool stands(const StripePaint& paint, int run)
{
    return paint.hovered.contains(run) || paint.stripes.stripe(run).current;
}

QColor colourOf(const DialogueStripe& stripe, const QPalette& palette)
{
    return stripe.colour >= 0 ? codeColour(stripe.colour, palette) : tokensOf(palette).muted;
}

bool isSeen(const BlockStripes::Piece& piece, const StripePaint& paint)
{
    const qreal top = piece.line * paint.style.lineHeight;
    return top <= paint.visible.bottom() && top + 2 * paint.style.lineHeight >= paint.visible.top();
}

// How thick underlines are and how far apart: three fit below a line as they are, more by getting thinner.
struct UnderlineSteps
{
    int thickness = 2;
    int step = 3;
    int most = 3; // what is deeper shares the last
};

UnderlineSteps stepsFor(int levels, const DialogueStyle& style)
{
    const qreal unit = style.lineHeight / 22;
    if (levels <= 3)
        return {std::max(1, qRound(1.6 * unit)), std::max(2, qRound(3 * unit)), 3};
    return {std::max(1, qRound(unit)), std::max(2, qRound(2 * unit)), 5};
}

// On whole pixels, which is fast and sharp; dashed where it is only proposed.
void underline(QPainter& painter, const BlockStripes::Piece& piece, int top, int thickness, ChipStyle style,
               const QColor& colour)
{
    const int left = qRound(piece.left);
    const int right = std::max(left + 1, qRound(piece.right));
    if (style == ChipStyle::Solid) {
        painter.fillRect(left, top, right - left, thickness, colour);
        return;
    }
    const int dash = 3 * thickness;
    for (int x = left; x < right; x += dash + 2 * thickness)
        painter.fillRect(x, top, std::min(dash, right - x), thickness, colour);
}

void paintStripeLine(QPainter& painter, const BlockStripes::Line& line, const StripePaint& paint,
                     const QPalette& palette)
{
    const DialogueStripe& stripe = paint.stripes.stripe(line.run);
    const int stroke = paint.style.stroke;
    const bool strong = stands(paint, line.run);
    const int width = strong ? 2 * stroke : stroke;
    const int x = paint.style.lanesRight - (line.lane + 1) * 2 * stroke - (strong ? stroke / 2 : 0);
    const QColor colour = colourOf(stripe, palette);
    const int top = std::max(line.top, paint.visible.top() - 20);
    const int bottom = std::min(line.bottom, paint.visible.bottom() + 20);
    if (top >= bottom)
        return;
    if (stripe.style == ChipStyle::Solid) {
        painter.fillRect(QRect(x, top, width, bottom - top), colour);
        return;
    }
    const int dash = 3 * stroke;
    for (int y = line.top; y < bottom; y += dash + 2 * stroke) {
        if (y + dash > top)
            painter.fillRect(x, y, width, std::min(dash, bottom - y), colour);
    }
}

void paintLabelDot(QPainter& painter, const DialogueStripe& stripe, const QRectF& dot,
                   const QPalette& palette)
{
    const QColor colour = colourOf(stripe, palette);
    if (stripe.style == ChipStyle::Solid) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
    } else {
        painter.setPen(QPen(colour, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
    }
    painter.drawRoundedRect(dot, 2.5, 2.5);
}

void paintLabel(QPainter& painter, const BlockStripes::Label& label, const StripePaint& paint,
                const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const DialogueStripe& stripe = paint.stripes.stripe(label.runs.first());
    const bool single = label.runs.size() == 1;
    const bool strong = single && stands(paint, label.runs.first());
    const int dot = single && paint.style.labels == StripeLabels::Names ? paint.style.labelDot() : 0;
    const int left = label.place.left() + metrics::unit;
    const int textLeft = dot > 0 ? left + dot * 3 / 2 : left;
    if (strong) {
        const int width = QFontMetrics(paint.style.caption).horizontalAdvance(label.shown);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.selection);
        painter.drawRoundedRect(QRect(label.place.left(), label.place.top() + 1,
                                      textLeft - label.place.left() + width + metrics::unit,
                                      label.place.height() - 2),
                                metrics::unit, metrics::unit);
    }
    if (dot > 0)
        paintLabelDot(painter, stripe, QRectF(left, label.place.center().y() - dot / 2 + 1, dot, dot),
                      palette);
    painter.setPen(strong || (single && stripe.style == ChipStyle::Solid) ? t.text : t.muted);
    painter.drawText(
        QRect(textLeft, label.place.top(), label.place.right() - textLeft + 1, label.place.height()),
        Qt::AlignLeft | Qt::AlignVCenter, label.shown);
}

} // namespace

void paintTints(QPainter& painter, const StripePaint& paint, const QPalette& palette)
{
    for (const BlockStripes::Underline& span : paint.placed.underlines) {
        if (!stands(paint, span.run))
            continue;
        QColor tint = colourOf(paint.stripes.stripe(span.run), palette);
        tint.setAlphaF(tintAlpha);
        for (const BlockStripes::Piece& piece : span.pieces) {
            if (isSeen(piece, paint))
                painter.fillRect(QRectF(piece.left, piece.line * paint.style.lineHeight + 1,
                                        piece.right - piece.left, paint.style.lineHeight - 2),
                                 tint);
        }
    }
}

void paintUnderlines(QPainter& painter, const StripePaint& paint, const QPalette& palette)
{
    const UnderlineSteps steps = stepsFor(paint.placed.levels, paint.style);
    for (const BlockStripes::Underline& span : paint.placed.underlines) {
        const DialogueStripe& stripe = paint.stripes.stripe(span.run);
        const int thickness = steps.thickness + (stands(paint, span.run) ? 1 : 0);
        const int offset = 2 + std::min(span.level, steps.most - 1) * steps.step;
        const QColor colour = colourOf(stripe, palette);
        for (const BlockStripes::Piece& piece : span.pieces) {
            if (isSeen(piece, paint))
                underline(painter, piece, piece.baseLine + offset, thickness, stripe.style, colour);
        }
    }
}

void paintMargin(QPainter& painter, const StripePaint& paint, const QPalette& palette)
{
    painter.setFont(paint.style.caption);
    for (const BlockStripes::Line& line : paint.placed.lines)
        paintStripeLine(painter, line, paint, palette);
    for (const BlockStripes::Label& label : paint.placed.labels)
        paintLabel(painter, label, paint, palette);
}

} // namespace antiphon
