#include "ui/theme/antiphonstyle.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QToolButton>

namespace antiphon {

namespace {

constexpr char primaryProperty[] = "antiphonPrimary";

bool isPrimary(const QWidget* widget)
{
    return widget && widget->property(primaryProperty).toBool();
}

QColor blend(const QColor& a, const QColor& b, qreal share)
{
    const auto mix = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

void drawRounded(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& line, qreal radius,
                 qreal width = 1.0)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawField(const QStyleOption* option, QPainter* painter)
{
    const Tokens& t = tokensOf(option->palette);
    const bool focused = option->state & QStyle::State_HasFocus;
    const bool enabled = option->state & QStyle::State_Enabled;
    drawRounded(painter, option->rect, enabled ? t.panel : t.window, focused ? t.accent : t.hairline,
                metrics::controlRadius, focused ? 1.6 : 1.0);
}

void drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget)
{
    const Tokens& t = tokensOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    QColor fill = t.panel;
    QColor line = t.hairline;
    if (isPrimary(widget) && enabled) {
        fill = down ? blend(t.accent, t.text, 0.2) : hover ? blend(t.accent, t.text, 0.1) : t.accent;
        line = QColor();
    } else if (down) {
        fill = t.selection;
    } else if (hover) {
        fill = blend(t.panel, t.text, 0.05);
    }
    if (button && (button->features & QStyleOptionButton::Flat)) {
        line = QColor();
        if (!down && !hover)
            return;
    }
    drawRounded(painter, option->rect, fill, line, metrics::controlRadius);
}

// A box to tick, of controls and of rows in lists.
void drawTickBox(const QStyleOption* option, QPainter* painter)
{
    const Tokens& t = tokensOf(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const int side = std::min({option->rect.width(), option->rect.height(), 16});
    QRect box(0, 0, side, side);
    box.moveCenter(option->rect.center());
    const QColor fill = (on || partly) ? (enabled ? t.accent : t.muted) : t.panel;
    const QColor line = (on || partly) ? QColor() : blend(t.hairline, t.muted, enabled ? 0.7 : 0.2);
    drawRounded(painter, box, fill, line, 4);
    if (!on && !partly)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.onAccent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF mark = QRectF(box).adjusted(side * 0.25, side * 0.25, -side * 0.25, -side * 0.25);
    if (partly)
        painter->drawLine(QPointF(mark.left(), mark.center().y()), QPointF(mark.right(), mark.center().y()));
    else
        painter->drawPolyline(QPolygonF{QPointF(mark.left(), mark.center().y()),
                                        QPointF(mark.left() + mark.width() * 0.38, mark.bottom()),
                                        mark.topRight()});
    painter->restore();
}

void drawFocusRing(const QStyleOption* option, QPainter* painter, const QWidget* widget)
{
    const Tokens& t = tokensOf(option->palette);
    if (isPrimary(widget)) // the accent would not be seen on itself
        drawRounded(painter, widget->rect().adjusted(3, 3, -3, -3), QColor(), t.onAccent,
                    metrics::controlRadius - 3, 1.4);
    else
        drawRounded(painter, option->rect, QColor(), t.accent, metrics::controlRadius - 1, 1.6);
}

void drawScrollBar(const QStyleOptionSlider& option, const QRect& slider, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    if (option.maximum <= option.minimum)
        return;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const bool active = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const QRect thumb = horizontal ? slider.adjusted(2, 3, -2, -3) : slider.adjusted(3, 2, -3, -2);
    const QColor colour = blend(t.hairline, t.muted, active ? 0.7 : 0.35);
    drawRounded(painter, thumb, colour, QColor(), std::min(thumb.width(), thumb.height()) / 2.0);
}

void drawHeader(const QStyleOptionHeader& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    painter->fillRect(option.rect, t.panel);
    painter->setPen(t.hairline);
    if (option.orientation == Qt::Horizontal)
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void drawProgress(const QStyleOptionProgressBar& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const int height = std::min(6, option.rect.height());
    QRect groove(option.rect.x(), option.rect.center().y() - height / 2 + 1, option.rect.width(), height);
    drawRounded(painter, groove, t.fill, QColor(), height / 2.0);
    const double span = static_cast<double>(option.maximum) - option.minimum;
    QRect bar = groove;
    if (span <= 0) { // the end is not known
        bar.setWidth(groove.width() / 4);
    } else {
        const double share =
            std::clamp((static_cast<double>(option.progress) - option.minimum) / span, 0.0, 1.0);
        bar.setWidth(qRound(groove.width() * share));
    }
    if (bar.width() > 0)
        drawRounded(painter, bar, t.accent, QColor(), height / 2.0);
}

} // namespace

AntiphonStyle::AntiphonStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void AntiphonStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const
{
    const Tokens& t = tokensOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return;
    case PE_PanelButtonTool:
        drawButton(option, painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawTickBox(option, painter);
        return;
    case PE_FrameFocusRect:
        // Fields show their focus in their frame; rows of lists by the current row's ring.
        drawFocusRing(option, painter, widget);
        return;
    case PE_FrameLineEdit:
    case PE_PanelLineEdit:
        // A field inside another control has no frame of its own.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            drawField(option, painter);
        return;
    case PE_Frame:
        painter->setPen(t.hairline);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        drawRounded(painter, option->rect, t.panel, t.hairline, 0);
        return;
    case PE_IndicatorHeaderArrow:
    case PE_IndicatorBranch:
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void AntiphonStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    if (element == CE_HeaderSection) {
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeader(*header, painter);
            return;
        }
    }
    if (element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, tokensOf(option->palette).panel);
        painter->setPen(tokensOf(option->palette).hairline);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    }
    if (element == CE_ProgressBarGroove)
        return;
    if (element == CE_ProgressBarContents) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            drawProgress(*bar, painter);
            return;
        }
    }
    if (element == CE_PushButtonLabel && isPrimary(widget) && (option->state & State_Enabled)) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText, tokensOf(option->palette).onAccent);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, tokensOf(option->palette).hairline);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AntiphonStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawScrollBar(*slider, subControlRect(control, option, SC_ScrollBarSlider, widget), painter);
            return;
        }
    }
    if (control == CC_ComboBox || control == CC_SpinBox) {
        drawField(option, painter);
        const QColor colour = tokensOf(option->palette).muted;
        const qreal ratio = painter->device()->devicePixelRatioF();
        constexpr int size = 12;
        const auto drawArrow = [&](const QRect& rect, const QString& name) {
            if (rect.isValid())
                painter->drawPixmap(rect.center().x() - size / 2 + 1, rect.center().y() - size / 2 + 1,
                                    iconPixmap(name, colour, size, ratio));
        };
        if (control == CC_ComboBox) {
            drawArrow(subControlRect(control, option, SC_ComboBoxArrow, widget),
                      QStringLiteral("chevron-down"));
        } else if (option->subControls & SC_SpinBoxUp) {
            drawArrow(subControlRect(control, option, SC_SpinBoxUp, widget), QStringLiteral("chevron-up"));
            drawArrow(subControlRect(control, option, SC_SpinBoxDown, widget),
                      QStringLiteral("chevron-down"));
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect AntiphonStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                    SubControl subControl, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (slider) {
            const bool horizontal = slider->orientation == Qt::Horizontal;
            const int length = horizontal ? slider->rect.width() : slider->rect.height();
            if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)
                return {};
            if (subControl == SC_ScrollBarGroove)
                return slider->rect;
            const qint64 range = static_cast<qint64>(slider->maximum) - slider->minimum;
            int thumb = length;
            if (range > 0) {
                thumb = static_cast<int>(static_cast<qint64>(length) * slider->pageStep /
                                         (range + slider->pageStep));
                thumb = std::clamp(thumb, std::min(24, length), length);
            }
            const int begin = sliderPositionFromValue(
                slider->minimum, slider->maximum, slider->sliderPosition, length - thumb, slider->upsideDown);
            QRect rect;
            if (subControl == SC_ScrollBarSlider)
                rect = horizontal ? QRect(begin, 0, thumb, slider->rect.height())
                                  : QRect(0, begin, slider->rect.width(), thumb);
            else if (subControl == SC_ScrollBarSubPage)
                rect = horizontal ? QRect(0, 0, begin, slider->rect.height())
                                  : QRect(0, 0, slider->rect.width(), begin);
            else if (subControl == SC_ScrollBarAddPage)
                rect = horizontal ? QRect(begin + thumb, 0, length - begin - thumb, slider->rect.height())
                                  : QRect(0, begin + thumb, slider->rect.width(), length - begin - thumb);
            else
                return {};
            return visualRect(slider->direction, slider->rect, rect.translated(slider->rect.topLeft()));
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize AntiphonStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                      const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: {
        const int textHeight = option->fontMetrics.height();
        result.setHeight(std::max(metrics::controlHeight + 2, textHeight + 12));
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool hasText = button && !button->text.isEmpty();
        result.setWidth(hasText ? size.width() + 24 : std::max(size.width() + 10, result.height()));
        break;
    }
    case CT_LineEdit:
        result.setHeight(std::max(metrics::controlHeight, option->fontMetrics.height() + 10));
        break;
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(metrics::controlHeight, option->fontMetrics.height() + 10));
        result.rwidth() += 8;
        break;
    case CT_MenuItem:
        result.setHeight(std::max(result.height(), option->fontMetrics.height() + 10));
        break;
    case CT_HeaderSection:
        result.setHeight(std::max(result.height(), option->fontMetrics.height() + 14));
        break;
    default:
        break;
    }
    return result;
}

int AntiphonStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 24;
    case PM_SplitterWidth:
        return 1;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::gap;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return metrics::padding;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return metrics::iconSize;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_MenuVMargin:
        return metrics::unit;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_HeaderMargin:
        return 8;
    case PM_FocusFrameHMargin:
        return 8; // the inner distance of a cell's text
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AntiphonStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                             QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_Table_GridLineColor:
        return static_cast<int>(tokensOf(option ? option->palette : QPalette()).hairline.rgba());
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_Widget_Animation_Duration:
        return metrics::motionMs;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

void AntiphonStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void makePrimary(QPushButton* button)
{
    button->setProperty(primaryProperty, true);
    QFont font;
    font.setWeight(QFont::DemiBold);
    button->setFont(font);
    button->update();
}

} // namespace antiphon
