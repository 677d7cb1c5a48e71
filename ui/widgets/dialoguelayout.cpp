#include "ui/widgets/dialoguelayout.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QFontMetrics>

#include <cmath>

namespace antiphon {

namespace {

constexpr int charactersPerLine = 72;
constexpr int fewestCharactersPerLine = 28; // names of stripes give way before
constexpr int labelCharacters = 16;
constexpr int fewestLabelCharacters = 7; // else initials
constexpr int initialsCharacters = 4;
constexpr int mostLabelCharacters = 30;
constexpr qreal lineSpacing = 1.45;

// The names of stripes get what the text leaves, and a little of the text's room before.
void divideWidth(DialogueStyle& style, int averageCharacter)
{
    const int wanted = averageCharacter * charactersPerLine;
    int room = style.width - style.gutter - systemIndent - 2 * bubblePadding;
    if (style.margin == StripeMargin::None) {
        style.textWidth = std::clamp(room - metrics::padding, 80, std::max(80, wanted));
        return;
    }
    const int lanes = stripeLanes * 2 * style.stroke;
    room -= lanes + metrics::gap + metrics::gap / 2 + metrics::gap;
    const int character = QFontMetrics(style.caption).averageCharWidth();
    const int leastText = averageCharacter * fewestCharactersPerLine;
    int label = std::clamp(room - leastText, 0, character * labelCharacters);
    style.labels = label < character * fewestLabelCharacters ? StripeLabels::Initials : StripeLabels::Names;
    if (style.labels == StripeLabels::Initials)
        label = character * initialsCharacters;
    style.textWidth = std::clamp(room - label, 80, std::max(80, wanted));
    if (style.labels == StripeLabels::Names)
        label = std::clamp(room - style.textWidth, label, character * mostLabelCharacters);
    style.labelWidth = label;
    style.lanesRight =
        style.gutter + systemIndent + 2 * bubblePadding + style.textWidth + metrics::gap + lanes;
    style.labelLeft = style.lanesRight + metrics::gap / 2;
}

QString laidOutText(const QString& text, const TextBlock& block)
{
    qsizetype end = block.end;
    if (end < text.size() && end > block.begin && text[end - 1] == u'\n')
        --end;
    QString copy = text.mid(block.begin, end - block.begin);
    return copy.replace(u'\n', QChar::LineSeparator);
}

// Breaks the text into lines; returns the width of the widest.
qreal breakLines(QTextLayout& text, const DialogueStyle& style)
{
    qreal y = 0;
    qreal widest = 0;
    text.beginLayout();
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(style.textWidth);
        line.setPosition(QPointF(0, y + (style.lineHeight - line.height()) / 2));
        widest = std::max(widest, line.naturalTextWidth());
        y += style.lineHeight;
    }
    text.endLayout();
    return widest;
}

void alignRight(const QTextLayout& text, qreal width)
{
    for (int i = 0; i < text.lineCount(); ++i) {
        QTextLine line = text.lineAt(i);
        line.setPosition(QPointF(width - line.naturalTextWidth(), line.y()));
    }
}

} // namespace

int DialogueStyle::marginLeft() const
{
    return lanesRight - stripeLanes * 2 * stroke;
}

int DialogueStyle::labelDot() const
{
    return std::max(7, captionHeight * 2 / 5);
}

int DialogueStyle::labelTextWidth() const
{
    return labels == StripeLabels::Initials ? labelWidth - metrics::unit
                                            : labelWidth - labelDot() * 3 / 2 - 2 * metrics::unit;
}

DialogueStyle dialogueStyle(int width, int turnCount, StripeMargin margin)
{
    DialogueStyle style;
    style.reading = fontOf(TextSize::Reading);
    style.caption = fontOf(TextSize::Caption);
    style.width = width;
    style.margin = margin;
    const QFontMetrics caption(style.caption);
    style.captionHeight = caption.height();
    style.labelHeight = style.captionHeight + 4;
    const QString widest =
        QStringLiteral("%1 User").arg(QString(QString::number(std::max(turnCount, 1)).size(), u'0'));
    style.gutter = caption.horizontalAdvance(widest) + metrics::padding + 10;
    const QFontMetricsF reading(style.reading);
    style.lineHeight = std::ceil(reading.fontDpi() / 72.0 * style.reading.pointSizeF() * lineSpacing);
    style.stroke = std::max(2, qRound(style.lineHeight / 11));
    divideWidth(style, static_cast<int>(reading.averageCharWidth()));
    style.charactersPerLine =
        std::max(1, static_cast<int>(style.textWidth / std::max(1.0, reading.averageCharWidth())));
    return style;
}

int BlockLayout::lineOf(qsizetype offset) const
{
    const auto inside = static_cast<int>(std::clamp<qsizetype>(offset - block.begin, 0, text.text().size()));
    return std::max(0, text.lineForTextPosition(inside).lineNumber());
}

qsizetype BlockLayout::lineBegin(int line) const
{
    return block.begin + (line < text.lineCount() ? text.lineAt(line).textStart() : text.text().size());
}

std::unique_ptr<BlockLayout> layOutBlock(const QString& turnText, const TextBlock& block,
                                         const DialogueStyle& style, BlockUse use)
{
    auto layout = std::make_unique<BlockLayout>();
    layout->block = block;
    layout->text.setText(laidOutText(turnText, block));
    layout->text.setFont(style.reading);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(block.direction);
    layout->text.setTextOption(option);
    layout->text.setCacheEnabled(true);
    layout->width = static_cast<int>(std::ceil(breakLines(layout->text, style)));
    layout->height = static_cast<int>(layout->text.lineCount() * style.lineHeight);
    if (block.direction == Qt::RightToLeft)
        alignRight(layout->text, use == BlockUse::WholeTurn ? layout->width : style.textWidth);
    return layout;
}

int estimatedHeight(const QString& turnText, const TextBlock& block, const DialogueStyle& style)
{
    const QStringView text = QStringView(turnText).mid(block.begin, block.end - block.begin);
    const auto feeds = text.count(u'\n');
    const auto lines = 1 + feeds / 2 + text.size() / style.charactersPerLine;
    return static_cast<int>(static_cast<qreal>(std::max(lines, feeds)) * style.lineHeight);
}

} // namespace antiphon
