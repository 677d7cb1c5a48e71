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
constexpr int shownLines = 3;
} // namespace

IncidentCard::IncidentCard(const Incident& incident, Kind kind, QWidget* parent)
    : QAbstractButton(parent),
      m_incident(incident),
      m_kind(kind),
      m_text(incident.text.isEmpty() ? tr("(tracks without a word)") : incident.text)
{
    const QString place = tr("Dialogue %1, turn %2").arg(incident.dialogue).arg(incident.place.position + 1);
    setText(kind == Kind::InHand ? tr("In hand: turn %1").arg(incident.place.position + 1) : place);
    setToolTip(kind == Kind::InHand ? tr("The current turn, held against those below")
                                    : tr("Go to this turn"));
    setCursor(kind == Kind::InHand ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setFocusPolicy(kind == Kind::InHand ? Qt::NoFocus : Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAttribute(Qt::WA_Hover);
    describe();
}

void IncidentCard::setVerdict(const std::optional<Comparison>& comparison)
{
    m_verdict = comparison ? verdictTitle(comparison->verdict) : QString();
    if (comparison && !comparison->note.isEmpty())
        m_verdict = tr("%1: %2").arg(m_verdict, comparison->note);
    describe();
    updateGeometry();
    update();
}

void IncidentCard::setChosen(bool chosen)
{
    m_chosen = chosen;
    describe();
    update();
}

void IncidentCard::describe()
{
    setAccessibleName(tr("%1: %2").arg(text(), m_text));
    QStringList facts;
    if (!m_verdict.isEmpty())
        facts << m_verdict;
    if (m_chosen)
        facts << tr("compared now");
    setAccessibleDescription(facts.join(QStringLiteral(", ")));
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
    const int caption = QFontMetrics(fontOf(TextSize::Caption)).height();
    return 2 * inset + caption + 2 +
           static_cast<int>(linesFor(width).size()) * QFontMetrics(fontOf(TextSize::Body)).lineSpacing() +
           (m_verdict.isEmpty() ? 0 : 2 + caption);
}

void IncidentCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    const bool strong = m_chosen || hasFocus();
    painter.setPen(QPen(strong ? t.accent : t.hairline, strong ? 1.6 : 1));
    painter.setBrush(m_kind == Kind::InHand ? t.selection : underMouse() ? t.fill : t.panel);
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
    if (m_verdict.isEmpty())
        return;
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.accent);
    painter.drawText(QRect(inset, y + 2, width() - 2 * inset, captionHeight), Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_verdict, Qt::ElideRight, width() - 2 * inset));
}

void IncidentCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace antiphon
