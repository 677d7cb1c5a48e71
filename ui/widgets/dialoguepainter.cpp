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

QList<QTextLayout::FormatRange> rangesOf(const DialogueTurn& turn, const TurnPaint& state, const Tokens& t)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const DialogueMark& mark : turn.marks) {
        const auto begin = static_cast<int>(utf16Offset(turn.text, mark.span.begin));
        const auto end = static_cast<int>(utf16Offset(turn.text, mark.span.end));
        QTextCharFormat format = formatOf(mark.kind, t);
        if (mark.kind == MarkKind::Hit && mark.span == state.currentHit) {
            format.setBackground(t.warn);
            format.setForeground(t.panel);
        }
        ranges << QTextLayout::FormatRange{begin, end - begin, format};
    }
    if (state.selectionEnd > state.selectionBegin) {
        QTextCharFormat format;
        format.setBackground(t.accent);
        format.setForeground(t.onAccent);
        ranges << QTextLayout::FormatRange{state.selectionBegin, state.selectionEnd - state.selectionBegin,
                                           format};
    }
    return ranges;
}

void paintTracks(QPainter& painter, const DialogueTurn& turn, const TurnLayout& layout,
                 const DialogueStyle& style, const TurnPaint& state, const Tokens& t)
{
    if (turn.tracks.isEmpty())
        return;
    painter.setFont(style.caption);
    painter.setPen(t.muted);
    const QFontMetrics metrics(style.caption);
    const int rowHeight = metrics.height() + 4;
    QRect row(layout.tracks.x(), layout.tracks.y(), layout.tracks.width(), rowHeight);
    if (state.tracks == TracksDisplay::Folded) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(tracksLine(turn.tracks), Qt::ElideRight, row.width()));
        return;
    }
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, trackCountText(turn.tracks.size()));
    int number = 1;
    for (const QString& track : turn.tracks) {
        row.translate(0, rowHeight);
        painter.setPen(t.muted);
        painter.drawText(QRect(row.x(), row.y(), 20, rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(number++));
        painter.setPen(t.text);
        const QRect name = row.adjusted(28, 0, 0, 0);
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
        painter.setPen(Qt::NoPen);
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

void paintTurn(QPainter& painter, const DialogueTurn& turn, const TurnLayout& layout,
               const DialogueStyle& style, const TurnPaint& state, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.caption);
    painter.setPen(t.muted);
    painter.drawText(layout.gutterText, Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("%1 %2").arg(state.number).arg(speakerLabel(turn.speaker)));

    painter.setPen(Qt::NoPen);
    painter.setBrush(turn.speaker == Speaker::User ? t.userBubble : t.systemBubble);
    painter.drawRoundedRect(layout.bubble, metrics::cardRadius, metrics::cardRadius);
    if (state.current) {
        QColor ring = t.accent;
        if (!state.focused)
            ring.setAlphaF(0.55F);
        painter.setPen(QPen(ring, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(layout.bubble).adjusted(-2, -2, 2, 2), metrics::cardRadius + 1,
                                metrics::cardRadius + 1);
    }
    painter.setPen(t.text);
    if (turn.text.isEmpty() && turn.tracks.isEmpty()) {
        painter.setPen(t.muted);
        painter.drawText(layout.bubble, Qt::AlignCenter, QStringLiteral("–"));
    }
    layout.text.draw(&painter, layout.textOrigin, rangesOf(turn, state, t));
    paintTracks(painter, turn, layout, style, state, t);
    painter.setFont(style.caption);
    for (qsizetype i = 0; i < layout.chips.size(); ++i)
        paintChip(painter, layout.chips[i], turn.chips[i], palette);
    if (!turn.note.isEmpty()) {
        painter.setPen(toneColour(turn.noteTone, palette));
        painter.drawText(layout.note, Qt::TextWordWrap, turn.note);
    }
}

} // namespace antiphon
