// Bubble, tracks, chips and note around the text of a turn.
#include "ui/theme/metrics.h"
#include "ui/widgets/dialoguelayout.h"

#include <QCoreApplication>
#include <QFontMetrics>

namespace antiphon {

namespace {

constexpr int foldedCharacters = 66;
constexpr int chipPaddingX = 9;
constexpr int chipGap = 7;
constexpr int chipDot = 8;
constexpr int chipDotGap = 6;
constexpr int chipRowGap = 4;
constexpr int turnGap = 16;
constexpr int turnGapUnderChips = 10;
constexpr int mostLabelRows = 12; // names of stripes make a turn no higher

int chipWidth(const DialogueChip& chip, const QFontMetrics& metrics)
{
    const int dot = chip.colour >= 0 && chip.style == ChipStyle::Solid ? chipDot + chipDotGap : 0;
    return metrics.horizontalAdvance(chip.text) + dot + 2 * chipPaddingX;
}

int rightEdge(const DialogueStyle& style, int left)
{
    const int edge = style.margin == StripeMargin::Shown ? style.marginLeft() : style.width;
    return std::max(left + 120, edge - metrics::gap);
}

// Chips in rows from `left`; y becomes the lower edge of the last row.
QList<QRect> placeChips(const QList<DialogueChip>& chips, const DialogueStyle& style, int left, int indent,
                        int& y)
{
    const QFontMetrics metrics(style.caption);
    const int height = metrics.height() + 6;
    const int right = rightEdge(style, left);
    QList<QRect> places;
    int x = left + indent;
    for (const DialogueChip& chip : chips) {
        const int width = std::min(chipWidth(chip, metrics), right - left);
        if (x > left && x + width > right) {
            x = left;
            y += height + chipRowGap;
        }
        places << QRect(x, y, width, height);
        x += width + chipGap;
    }
    y += height;
    return places;
}

void placeTracks(TurnFrame& frame, const DialogueTurn& turn, const DialogueStyle& style,
                 TracksDisplay display, int& y, int& contentWidth)
{
    if (turn.tracks.isEmpty())
        return;
    const QFontMetrics metrics(style.caption);
    const int rowHeight = metrics.height() + 4;
    // A folded line is cut before it makes the bubble wider than a sentence would.
    int widest = std::min(metrics.horizontalAdvance(tracksLine(turn.tracks)),
                          std::max(contentWidth, metrics.averageCharWidth() * foldedCharacters));
    int height = rowHeight;
    if (display == TracksDisplay::Open) {
        height += static_cast<int>(turn.tracks.size()) * rowHeight;
        for (const QString& track : turn.tracks)
            widest = std::max(widest, metrics.horizontalAdvance(track) + 2 * metrics.height());
    }
    widest = std::min(widest, style.textWidth);
    frame.tracks = QRect(frame.textOrigin.x(), y, widest, height);
    contentWidth = std::max(contentWidth, widest);
    y += height;
}

void placeNote(TurnFrame& frame, const DialogueTurn& turn, const DialogueStyle& style, int left, int& y)
{
    if (turn.note.isEmpty())
        return;
    const QFontMetrics metrics(style.caption);
    const int width = std::max(120, std::min(style.textWidth, rightEdge(style, left) - left));
    const QRect bounds = metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, turn.note);
    y += metrics::unit;
    frame.note = QRect(left, y, width, bounds.height());
    y += bounds.height();
}

int labelRoom(const DialogueTurn& turn, const DialogueStyle& style)
{
    if (style.margin == StripeMargin::None)
        return 0;
    return std::min(static_cast<int>(turn.stripes.size()), mostLabelRows) * style.labelHeight;
}

} // namespace

TurnFrame frameTurn(const DialogueTurn& turn, const DialogueStyle& style, TracksDisplay display,
                    const QSize& text)
{
    TurnFrame frame;
    const int left = style.gutter + (turn.speaker == Speaker::System ? systemIndent : 0);
    frame.textOrigin = QPoint(left + bubblePadding, bubblePaddingY);
    int y = bubblePaddingY;
    int contentWidth = 0;
    if (!turn.text.isEmpty() || turn.tracks.isEmpty()) {
        contentWidth = text.width();
        y += text.height();
    }
    placeTracks(frame, turn, style, display, y, contentWidth);
    y += bubblePaddingY;
    frame.bubble = QRect(left, 0, std::max(contentWidth, 16) + 2 * bubblePadding, y);
    frame.gutterText = QRect(0, bubblePaddingY, style.gutter - 10, static_cast<int>(style.lineHeight));
    if (!turn.chips.isEmpty()) {
        y += metrics::gap;
        frame.chips = placeChips(turn.chips, style, left, 0, y);
    }
    placeNote(frame, turn, style, left, y);
    y = std::max(y, labelRoom(turn, style));
    frame.height = y + (turn.chips.isEmpty() ? turnGap : turnGapUnderChips);
    return frame;
}

HeadFrame frameHead(const QList<DialogueChip>& chips, const DialogueStyle& style)
{
    HeadFrame frame;
    frame.height = metrics::gap;
    if (chips.isEmpty())
        return frame;
    const QFontMetrics metrics(style.caption);
    int y = metrics::gap;
    const int label = metrics.horizontalAdvance(headLabel()) + metrics::gap;
    frame.label = QRect(style.gutter, y, label, metrics.height() + 6);
    frame.chips = placeChips(chips, style, style.gutter, label, y);
    frame.height = y + metrics::padding;
    return frame;
}

QString headLabel()
{
    return QCoreApplication::translate("DialogueView", "Dialogue");
}

QString trackCountText(qsizetype count)
{
    return count == 1 ? QCoreApplication::translate("DialogueView", "1 track")
                      : QCoreApplication::translate("DialogueView", "%1 tracks").arg(count);
}

QString tracksLine(const QStringList& tracks)
{
    constexpr int shown = 12; // more would be elided on any screen
    return QStringLiteral("%1: %2").arg(trackCountText(tracks.size()),
                                        tracks.mid(0, shown).join(QStringLiteral(", ")));
}

} // namespace antiphon
