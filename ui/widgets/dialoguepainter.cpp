#include "ui/widgets/dialoguepainter.h"

#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace antiphon {

namespace {

QString speakerLabel(Speaker speaker)
{
    return speaker == Speaker::User ? QCoreApplication::translate("DialogueView", "User")
                                    : QCoreApplication::translate("DialogueView", "Sys", "short for system");
}

QTextCharFormat formatOf(MarkKind kind, const Tokens& t)
{
    QTextCharFormat format;
    switch (kind) {
    case MarkKind::Hit:
        format.setBackground(t.hit);
        break;
    case MarkKind::Mention:
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(t.ok);
        break;
    case MarkKind::Leak:
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(t.danger);
        format.setForeground(t.danger);
        break;
    }
    return format;
}

// The part of [begin, end) that is in the block, with a format; length 0 where there is none.
QTextLayout::FormatRange rangeIn(const BlockLayout& layout, qsizetype begin, qsizetype end,
                                 const QTextCharFormat& format)
{
    const qsizetype size = layout.text.text().size();
    const qsizetype first = std::clamp<qsizetype>(begin - layout.block.begin, 0, size);
    const qsizetype last = std::clamp<qsizetype>(end - layout.block.begin, first, size);
    return {static_cast<int>(first), static_cast<int>(last - first), format};
}

QList<QTextLayout::FormatRange> rangesOf(const BlockLayout& layout, const TextPaint& state, const Tokens& t)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const PlacedMark& mark : state.marks) {
        QTextCharFormat format = formatOf(mark.kind, t);
        if (mark.hit >= 0 && mark.hit == state.currentHit) {
            format.setBackground(t.warn);
            format.setForeground(t.panel);
        }
        ranges << rangeIn(layout, mark.begin, mark.end, format);
    }
    if (state.selectionEnd > state.selectionBegin) {
        QTextCharFormat format;
        format.setBackground(t.accent);
        format.setForeground(t.onAccent);
        ranges << rangeIn(layout, state.selectionBegin, state.selectionEnd, format);
    }
    ranges.removeIf([](const QTextLayout::FormatRange& range) { return range.length == 0; });
    return ranges;
}

void paintCaret(QPainter& painter, const BlockLayout& layout, const DialogueStyle& style, qsizetype caret,
                const Tokens& t)
{
    const int line = layout.lineOf(caret);
    const qreal x = layout.text.lineAt(line).cursorToX(static_cast<int>(caret - layout.block.begin));
    painter.fillRect(
        QRectF(x - style.stroke / 2.0, line * style.lineHeight + 1, style.stroke, style.lineHeight - 2),
        t.accent);
}

void paintTracks(QPainter& painter, const DialogueTurn& turn, const TurnFrame& frame,
                 const DialogueStyle& style, const TurnPaint& state, const Tokens& t)
{
    if (turn.tracks.isEmpty())
        return;
    painter.setFont(style.caption);
    painter.setPen(t.muted);
    const QFontMetrics metrics(style.caption);
    const int rowHeight = metrics.height() + 4;
    QRect row(frame.tracks.x(), frame.tracks.y(), frame.tracks.width(), rowHeight);
    if (state.tracks == TracksDisplay::Folded) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(tracksLine(turn.tracks), Qt::ElideRight, row.width()));
        return;
    }
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, trackCountText(turn.tracks.size()));
    const int numberWidth = metrics.horizontalAdvance(QString::number(turn.tracks.size())) + 8;
    int number = 1;
    for (const QString& track : turn.tracks) {
        row.translate(0, rowHeight);
        painter.setPen(t.muted);
        painter.drawText(QRect(row.x(), row.y(), numberWidth, rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(number++));
        painter.setPen(t.text);
        const QRect name = row.adjusted(numberWidth + metrics::gap, 0, 0, 0);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(track, Qt::ElideRight, name.width()));
    }
}

} // namespace

void paintChip(QPainter& painter, const QRect& rect, const DialogueChip& chip, const QPalette& palette)
{
    constexpr int paddingX = 9;
    constexpr int dot = 8;
    const Tokens& t = tokensOf(palette);
    const QRectF frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool ghost = chip.style == ChipStyle::Ghost;
    if (ghost) {
        QPen pen(t.muted, 1);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(chip.current ? QPen(t.accent, 1.6) : QPen(Qt::NoPen));
        painter.setBrush(t.fill);
    }
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    int x = rect.x() + paddingX;
    if (!ghost && chip.colour >= 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(codeColour(chip.colour, palette));
        painter.drawRoundedRect(QRectF(x, rect.center().y() - dot / 2 + 1, dot, dot), 2.5, 2.5);
        x += dot + 6;
    }
    painter.setPen(ghost ? t.muted : t.text);
    const QRect room(x, rect.y(), rect.right() - paddingX - x + 2, rect.height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(chip.text, Qt::ElideRight, room.width()));
}

namespace {

// A rounded rectangle of any height, of which only what is seen is drawn.
void paintRounded(QPainter& painter, const QRect& rect, const QRect& visible, qreal radius)
{
    constexpr int beyond = 40;
    const QRect shown = rect.intersected(
        QRect(rect.left(), visible.top() - beyond, rect.width(), visible.height() + 2 * beyond));
    painter.drawRoundedRect(QRectF(shown), radius, radius);
}

void paintBubble(QPainter& painter, const DialogueTurn& turn, const TurnFrame& frame, const TurnPaint& state,
                 const Tokens& t, const QRect& visible)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(turn.speaker == Speaker::User ? t.userBubble : t.systemBubble);
    paintRounded(painter, frame.bubble, visible, metrics::cardRadius);
    if (state.current) {
        QColor ring = t.accent;
        if (!state.focused)
            ring.setAlphaF(0.55F);
        painter.setPen(QPen(ring, 2));
        painter.setBrush(Qt::NoBrush);
        paintRounded(painter, frame.bubble.adjusted(-2, -2, 2, 2), visible, metrics::cardRadius + 1);
    }
    if (turn.text.isEmpty() && turn.tracks.isEmpty()) {
        painter.setPen(t.muted);
        painter.drawText(frame.bubble, Qt::AlignCenter, QStringLiteral("–"));
    }
}

} // namespace

void paintFrame(QPainter& painter, const DialogueTurn& turn, const TurnFrame& frame,
                const DialogueStyle& style, const TurnPaint& state, const QPalette& palette,
                const QRect& visible)
{
    const Tokens& t = tokensOf(palette);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.caption);
    painter.setPen(t.muted);
    painter.drawText(frame.gutterText, Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("%1 %2").arg(state.number).arg(speakerLabel(turn.speaker)));
    paintBubble(painter, turn, frame, state, t, visible);
    paintTracks(painter, turn, frame, style, state, t);
    painter.setFont(style.caption);
    for (qsizetype i = 0; i < frame.chips.size(); ++i)
        paintChip(painter, frame.chips[i], turn.chips[i], palette);
    if (!turn.note.isEmpty()) {
        painter.setPen(toneColour(turn.noteTone, palette));
        painter.drawText(frame.note, Qt::TextWordWrap, turn.note);
    }
}

void paintText(QPainter& painter, const BlockLayout& layout, const DialogueStyle& style,
               const TextPaint& state, const QPalette& palette, const QRect& visible)
{
    const Tokens& t = tokensOf(palette);
    painter.setPen(t.text);
    layout.text.draw(&painter, QPointF(), rangesOf(layout, state, t), QRectF(visible));
    if (state.caret >= 0)
        paintCaret(painter, layout, style, state.caret, t);
}

void paintHead(QPainter& painter, const QList<DialogueChip>& chips, const HeadFrame& head,
               const DialogueStyle& style, const QPalette& palette)
{
    if (chips.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.caption);
    painter.setPen(tokensOf(palette).muted);
    painter.drawText(head.label, Qt::AlignLeft | Qt::AlignVCenter, headLabel());
    for (qsizetype i = 0; i < head.chips.size(); ++i)
        paintChip(painter, head.chips[i], chips[i], palette);
}

} // namespace antiphon
