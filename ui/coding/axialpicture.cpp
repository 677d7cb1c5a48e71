// The canvas as a picture to keep.
#include "ui/coding/axialcanvas.h"
#include "ui/theme/tokens.h"

#include <QBuffer>
#include <QSvgGenerator>

namespace antiphon {

void AxialCanvas::paintOn(QPainter& painter, const QRectF& area) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, area.size()), tokensOf(palette()).window);
    scene()->render(&painter, QRectF({}, area.size()), area);
}

QByteArray AxialCanvas::png() const
{
    constexpr qreal ratio = 2;
    const QRectF area = contentRect().adjusted(-24, -24, 24, 24);
    QImage image((area.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    paintOn(painter, area);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray AxialCanvas::svg() const
{
    const QRectF area = contentRect().adjusted(-24, -24, 24, 24);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(area.size().toSize());
    generator.setViewBox(QRectF({}, area.size()));
    generator.setTitle(tr("Relations of categories"));
    QPainter painter(&generator);
    paintOn(painter, area);
    painter.end();
    return bytes;
}

} // namespace antiphon
