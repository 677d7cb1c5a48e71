#include "ui/cascade/plancard.h"

#include "ui/cascade/contactsheetview.h"
#include "ui/cascade/plandocument.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace antiphon {

namespace {

constexpr int cardWidth = 114;
constexpr int inset = 8;
constexpr int cellHeight = 9;
constexpr int lineHeight = 16;

QString number(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

// The label that a turn is coloured by: what moves the dialogue, before what goes beside it.
QString leadingLabel(const PlanTurn& turn)
{
    static const QStringList order{
        QStringLiteral("reject_response"),  QStringLiteral("remove_filter"),
        QStringLiteral("continue"),         QStringLiteral("initial_query"),
        QStringLiteral("add_filter"),       QStringLiteral("detail_attribute_request"),
        QStringLiteral("active_recommend"), QStringLiteral("passive_recommend")};
    for (const QString& label : order)
        if (turn.intents.contains(label))
            return label;
    return turn.intents.value(0);
}

// User turns in the upper row, replies in the lower one.
void paintTurns(QPainter& painter, const QRectF& area, const Plan& plan, int longest, const QPalette& palette)
{
    const qreal step = area.width() / std::max(1, (longest + 1) / 2);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < plan.turns.size(); ++i) {
        const PlanTurn& turn = plan.turns[i];
        painter.setBrush(codeColour(planColour(leadingLabel(turn)), palette));
        const qreal top = area.top() + (turn.role == Role::System ? cellHeight + 2 : 0);
        painter.drawRoundedRect(
            QRectF(area.left() + step * (i / 2), top, std::max<qreal>(1.5, step - 1.5), cellHeight), 1.5,
            1.5);
    }
}

// The pool after each turn, on a scale of powers of ten up to the whole catalogue's first pool.
void paintPool(QPainter& painter, const QRectF& area, const Plan& plan, int longest, double most,
               const Tokens& t)
{
    const qreal step = area.width() / std::max(1, longest - 1);
    QPainterPath line;
    for (int i = 0; i < plan.turns.size(); ++i) {
        const double height = std::log10(static_cast<double>(plan.turns[i].pool) + 1) / most;
        const QPointF point(area.left() + step * i, area.bottom() - area.height() * height);
        i == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.muted, 1.2));
    painter.drawPath(line);
}

void paintHead(QPainter& painter, const QRectF& area, const QString& seed, const PlanStanding& standing,
               const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.muted);
    painter.drawText(area, Qt::AlignVCenter, seed);
    painter.setPen(standing.oddity == Oddity::None ? t.muted : t.warn);
    const QString right =
        standing.oddity == Oddity::None ? QString::number(standing.turns) : oddityWord(standing);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, right);
}

} // namespace

QString oddityWord(const PlanStanding& standing)
{
    switch (standing.oddity) {
    case Oddity::None:
        break;
    case Oddity::Length:
        return standing.length > 0 ? PlanCardDelegate::tr("long") : PlanCardDelegate::tr("short");
    case Oddity::Labels:
        return PlanCardDelegate::tr("other labels");
    case Oddity::SmallestPool:
        return standing.pool > 0 ? PlanCardDelegate::tr("wide pool") : PlanCardDelegate::tr("small pool");
    }
    return {};
}

QString planCardText(const ContactSheet& sheet, std::size_t place)
{
    const PlanStanding& standing = sheet.standings[place];
    QString text =
        PlanCardDelegate::tr("Seed %1: %2, smallest pool %3.")
            .arg(QString::number(sheet.seeds[place]),
                 countedText(standing.turns, PlanCardDelegate::tr("turn"), PlanCardDelegate::tr("turns")),
                 countText(standing.smallestPool));
    switch (standing.oddity) {
    case Oddity::None:
        return text;
    case Oddity::Length:
        return text + QLatin1Char(' ') +
               PlanCardDelegate::tr("Odd: the sheet's plans have %1 turns on average.")
                   .arg(number(sheet.means.turns, 1));
    case Oddity::Labels:
        return text + QLatin1Char(' ') +
               PlanCardDelegate::tr("Odd: its shares of labels lie %1 standard deviations farther from the "
                                    "sheet's than usual.")
                   .arg(number(standing.labels, 1));
    case Oddity::SmallestPool:
        return text + QLatin1Char(' ') +
               PlanCardDelegate::tr("Odd: the smallest pool is usually about %1.")
                   .arg(countText(std::llround(sheet.means.pool)));
    }
    return text;
}

QList<DialogueChip> planLegend()
{
    QList<DialogueChip> chips;
    for (const char* label : {"initial_query", "add_filter", "continue", "reject_response", "remove_filter",
                              "passive_recommend", "detail_attribute_request", "active_recommend"})
        chips << DialogueChip{QString::fromUtf8(label), planColour(QString::fromUtf8(label))};
    return chips;
}

QSize PlanCardDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int caption = QFontMetrics(fontOf(TextSize::Caption)).height();
    return {cardWidth, inset + caption + 4 + 2 * cellHeight + 2 + 4 + lineHeight + inset};
}

void PlanCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const auto* model = static_cast<const ContactSheetModel*>(index.model());
    const ContactSheet& sheet = model->sheet();
    const auto place = static_cast<std::size_t>(index.row());
    const PlanStanding& standing = sheet.standings[place];
    const Tokens& t = tokensOf(option.palette);
    const bool isCurrent = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isOdd = standing.oddity != Oddity::None;
    painter->setPen(isCurrent ? QPen(t.accent, 1.6) : isOdd ? QPen(t.warn, 1.2) : QPen(t.hairline, 1));
    painter->setBrush(isCurrent ? t.selection : (option.state & QStyle::State_MouseOver) ? t.fill : t.panel);
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter->drawRoundedRect(box, metrics::controlRadius, metrics::controlRadius);
    const QRectF inner = box.adjusted(inset - 1, inset - 3, 1 - inset, 1 - inset);
    const qreal head = QFontMetricsF(fontOf(TextSize::Caption)).height();
    paintHead(*painter, QRectF(inner.topLeft(), QSizeF(inner.width(), head)),
              QString::number(sheet.seeds[place]), standing, t);
    const Plan& plan = sheet.plans[index.row()];
    const qreal turnsTop = inner.top() + head + 4;
    paintTurns(*painter, QRectF(inner.left(), turnsTop, inner.width(), 2 * cellHeight + 2), plan,
               model->longest(), option.palette);
    paintPool(*painter, QRectF(inner.left(), inner.bottom() - lineHeight, inner.width(), lineHeight), plan,
              model->longest(), model->largestPool(), t);
    painter->restore();
}

} // namespace antiphon
