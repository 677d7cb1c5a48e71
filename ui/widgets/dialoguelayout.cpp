#include "ui/widgets/dialoguelayout.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <cmath>

namespace antiphon {

namespace {

constexpr int charactersPerLine = 72;
constexpr int foldedCharacters = 66;
constexpr int systemIndent = 32;
constexpr int bubblePaddingX = 12;
constexpr int bubblePaddingY = 7;
constexpr int chipPaddingX = 9;
constexpr int chipGap = 7;
constexpr int chipDot = 8;
constexpr int chipDotGap = 6;
constexpr int chipRowGap = 4;
constexpr int turnGap = 16;
constexpr int turnGapUnderChips = 10;
constexpr qreal lineSpacing = 1.45;

int chipWidth(const DialogueChip& chip, const QFontMetrics& metrics)
{
    const int dot = chip.colour >= 0 && chip.style == ChipStyle::Solid ? chipDot + chipDotGap : 0;
    return metrics.horizontalAdvance(chip.text) + dot + 2 * chipPaddingX;
}

// Breaks the text into lines; returns its size.
QSizeF breakLines(QTextLayout& text, int width, qreal lineHeight)
{
    qreal y = 0;
    qreal widest = 0;
    text.beginLayout();
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y + (lineHeight - line.height()) / 2));
        widest = std::max(widest, line.naturalTextWidth());
        y += lineHeight;
    }
    text.endLayout();
    return {widest, y};
}

void placeTracks(TurnLayout& layout, const DialogueTurn& turn, const DialogueStyle& style,
                 TracksDisplay display, int x, int& y, int& contentWidth)
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
            widest = std::max(widest, metrics.horizontalAdvance(track) + 32);
    }
    widest = std::min(widest, style.textWidth);
    layout.tracks = QRect(x, y, widest, height);
    contentWidth = std::max(contentWidth, widest);
    y += height;
}

void placeChips(TurnLayout& layout, const DialogueTurn& turn, const DialogueStyle& style, int left, int& y)
{
    if (turn.chips.isEmpty())
        return;
    const QFontMetrics metrics(style.caption);
    const int height = metrics.height() + 6;
    const int right = std::max(left + 120, style.width - metrics::gap);
    y += metrics::gap;
    int x = left;
    for (const DialogueChip& chip : turn.chips) {
        const int width = std::min(chipWidth(chip, metrics), right - left);
        if (x > left && x + width > right) {
            x = left;
            y += height + chipRowGap;
        }
        layout.chips << QRect(x, y, width, height);
        x += width + chipGap;
    }
    y += height;
}

void placeNote(TurnLayout& layout, const DialogueTurn& turn, const DialogueStyle& style, int left, int& y)
{
    if (turn.note.isEmpty())
        return;
    const QFontMetrics metrics(style.caption);
    const int width = std::max(120, std::min(style.textWidth, style.width - left - metrics::padding));
    const QRect bounds = metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, turn.note);
    y += metrics::unit;
    layout.note = QRect(left, y, width, bounds.height());
    y += bounds.height();
}

} // namespace

DialogueStyle dialogueStyle(int width, int turnCount)
{
    DialogueStyle style;
    style.reading = fontOf(TextSize::Reading);
    style.caption = fontOf(TextSize::Caption);
    style.width = width;
    const QFontMetrics caption(style.caption);
    const QString widest =
        QStringLiteral("%1 User").arg(QString(QString::number(std::max(turnCount, 1)).size(), u'0'));
    style.gutter = caption.horizontalAdvance(widest) + metrics::padding + 10;
    const QFontMetricsF reading(style.reading);
    style.lineHeight = std::ceil(reading.fontDpi() / 72.0 * style.reading.pointSizeF() * lineSpacing);
    const int wanted = static_cast<int>(reading.averageCharWidth() * charactersPerLine);
    const int room = width - style.gutter - systemIndent - 2 * bubblePaddingX - metrics::padding;
    style.textWidth = std::clamp(room, 80, std::max(80, wanted));
    return style;
}

std::unique_ptr<TurnLayout> layOutTurn(const DialogueTurn& turn, const DialogueStyle& style,
                                       TracksDisplay display)
{
    auto layout = std::make_unique<TurnLayout>();
    const int left = style.gutter + (turn.speaker == Speaker::System ? systemIndent : 0);
    int y = bubblePaddingY;
    int contentWidth = 0;
    layout->text.setText(displayText(turn.text));
    layout->text.setFont(style.reading);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->text.setTextOption(option);
    layout->text.setCacheEnabled(true);
    layout->textOrigin = QPointF(left + bubblePaddingX, y);
    if (!turn.text.isEmpty() || turn.tracks.isEmpty()) {
        const QSizeF size = breakLines(layout->text, style.textWidth, style.lineHeight);
        contentWidth = static_cast<int>(std::ceil(size.width()));
        y += static_cast<int>(size.height());
    } else {
        breakLines(layout->text, style.textWidth, style.lineHeight);
    }
    placeTracks(*layout, turn, style, display, left + bubblePaddingX, y, contentWidth);
    y += bubblePaddingY;
    layout->bubble = QRect(left, 0, std::max(contentWidth, 16) + 2 * bubblePaddingX, y);
    layout->gutterText = QRect(0, bubblePaddingY, style.gutter - 10, static_cast<int>(style.lineHeight));
    placeChips(*layout, turn, style, left, y);
    placeNote(*layout, turn, style, left, y);
    layout->height = y + (turn.chips.isEmpty() ? turnGap : turnGapUnderChips);
    return layout;
}

int estimatedHeight(const DialogueTurn& turn, const DialogueStyle& style)
{
    const auto lines = 1 + turn.text.size() / charactersPerLine;
    const int caption = QFontMetrics(style.caption).height();
    int height = static_cast<int>(static_cast<qreal>(lines) * style.lineHeight) + 2 * bubblePaddingY;
    if (!turn.tracks.isEmpty())
        height += caption + 4;
    if (!turn.note.isEmpty())
        height += caption + metrics::unit;
    return height + (turn.chips.isEmpty() ? turnGap : turnGapUnderChips + metrics::gap + caption + 6);
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

QString displayText(const QString& text)
{
    QString copy = text;
    return copy.replace(u'\n', QChar::LineSeparator);
}

} // namespace antiphon
