#include "ui/coding/incidentcard.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

namespace antiphon {

namespace {
constexpr int inset = 12;
constexpr int shownLines = 4;
} // namespace

IncidentCard::IncidentCard(const CodedTurn& incident, QWidget* parent)
    : QAbstractButton(parent),
      m_place(incident.place),
      m_text(incident.text.isEmpty() ? tr("(tracks without a word)") : incident.text)
{
    setText(tr("Dialogue %1, turn %2").arg(incident.dialogue).arg(incident.place.position + 1));
    setAccessibleName(tr("%1: %2").arg(text(), m_text));
    setToolTip(tr("Go to this turn"));
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAttribute(Qt::WA_Hover);
}

QStringList IncidentCard::linesFor(int width) const
{
    QTextLayout layout(QString(m_text).replace(u'\n', u' '), fontOf(TextSize::Body));
    layout.beginLayout();
    QStringList lines;
    for (;;) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width - 2 * inset);
        if (lines.size() == shownLines) {
            lines.last() = QFontMetrics(layout.font())
                               .elidedText(lines.last() + layout.text().mid(line.textStart()), Qt::ElideRight,
                                           width - 2 * inset);
            break;
        }
        lines << layout.text().mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
    return lines;
}

int IncidentCard::heightForWidth(int width) const
{
    return 2 * inset + QFontMetrics(fontOf(TextSize::Caption)).height() + 2 +
           static_cast<int>(linesFor(width).size()) * QFontMetrics(fontOf(TextSize::Body)).lineSpacing();
}

void IncidentCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    painter.setPen(QPen(hasFocus() ? t.accent : t.hairline, hasFocus() ? 1.6 : 1));
    painter.setBrush(underMouse() ? t.fill : t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), metrics::cardRadius,
                            metrics::cardRadius);
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.muted);
    const int captionHeight = painter.fontMetrics().height();
    painter.drawText(QRect(inset, inset, width() - 2 * inset, captionHeight), Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, width() - 2 * inset));
    painter.setFont(fontOf(TextSize::Body));
    painter.setPen(t.text);
    int y = inset + captionHeight + 2;
    for (const QString& line : linesFor(width())) {
        painter.drawText(QRect(inset, y, width() - 2 * inset, painter.fontMetrics().height()), Qt::AlignLeft,
                         line);
        y += painter.fontMetrics().lineSpacing();
    }
}

void IncidentCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace antiphon
