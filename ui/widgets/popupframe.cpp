#include "ui/widgets/popupframe.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QWidget>

namespace antiphon {

void paintPopupFrame(QWidget& widget)
{
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(widget.palette());
    painter.setPen(t.accent);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius,
                            metrics::cardRadius);
}

} // namespace antiphon
