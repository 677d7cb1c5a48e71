#include "ui/theme/fonts.h"

#include <QApplication>

namespace antiphon {

QFont fontOf(TextSize size)
{
    QFont font = QApplication::font();
    const qreal body = font.pointSizeF();
    switch (size) {
    case TextSize::Caption:
        font.setPointSizeF(body * 0.9);
        break;
    case TextSize::Body:
        break;
    case TextSize::Reading:
        font.setPointSizeF(body + 0.8);
        break;
    case TextSize::Heading:
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Title:
        font.setPointSizeF(body * 1.35);
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Figure:
        font.setPointSizeF(body * 1.6);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

} // namespace antiphon
