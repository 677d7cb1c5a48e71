#include "ui/charts/chart.h"

#include "core/base/linereader.h"
#include "core/base/tablefile.h"

#include <QBuffer>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QSvgGenerator>

namespace antiphon {

namespace {

QByteArray csvCell(const QString& text)
{
    QString copy = text;
    if (copy.contains(u'"') || copy.contains(u',') || copy.contains(u'\n'))
        copy = u'"' + copy.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return copy.toUtf8();
}

QByteArray csvLine(const QStringList& cells)
{
    QByteArrayList parts;
    for (const QString& text : cells)
        parts << csvCell(text);
    return parts.join(',') + "\r\n";
}

QSize sizeOf(const Chart& chart, int width)
{
    const QSizeF size = chart.sizeAt ? chart.sizeAt(width) : QSizeF(width, 120);
    return size.toSize();
}

void paintPage(const Chart& chart, QPaintDevice& device, const QSize& size)
{
    const QPalette palette = paletteOf(Scheme::Light);
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect({}, size), tokensOf(Scheme::Light).panel);
    if (chart.paint)
        chart.paint(painter, QRectF({}, QSizeF(size)), palette);
}

QByteArray chartPng(const Chart& chart, int width)
{
    constexpr qreal ratio = 2;
    const QSize size = sizeOf(chart, width);
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    paintPage(chart, image, size);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray chartSvg(const Chart& chart, int width)
{
    const QSize size = sizeOf(chart, width);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(chart.title);
    generator.setDescription(chart.description);
    paintPage(chart, generator, size);
    return bytes;
}

} // namespace

QByteArray chartCsv(const Chart& chart)
{
    QByteArray bytes = csvLine(chart.columns);
    for (const QStringList& row : chart.rows)
        bytes += csvLine(row);
    return bytes;
}

Result<void> exportChart(const Chart& chart, const QString& path, int width)
{
    if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return writeWholeFile(path, chartPng(chart, width));
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return writeWholeFile(path, chartSvg(chart, width));
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) || isWorkbookPath(path))
        return writeTableFile(path, chartCsv(chart));
    return fail(ErrorCode::WrongFormat, path,
                QStringLiteral("a chart is written as .png, .svg, .csv or .xlsx"));
}

ChartView::ChartView(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartView::setChart(Chart chart)
{
    m_chart = std::move(chart);
    setAccessibleName(m_chart.title);
    setAccessibleDescription(m_chart.description);
    updateGeometry();
    update();
}

QSize ChartView::sizeHint() const
{
    constexpr int usualWidth = 480;
    return sizeOf(m_chart, usualWidth);
}

int ChartView::heightForWidth(int width) const
{
    return sizeOf(m_chart, width).height();
}

void ChartView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_chart.paint)
        m_chart.paint(painter, rect(), palette());
}

void ChartView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Export chart…"), this, &ChartView::exportRequested);
    menu->popup(event->globalPos());
}

} // namespace antiphon
