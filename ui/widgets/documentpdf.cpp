#include "ui/widgets/documentpdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

namespace antiphon {

namespace {

constexpr qreal footer = 8; // millimetres below the text, for the page number
constexpr qreal footerPoints = 8;

qreal dots(qreal millimetres)
{
    return millimetres / 25.4 * pdfDotsPerInch;
}

void preparePaper(QPdfWriter& writer, const QString& title, qreal margin)
{
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Antiphon"));
    writer.setResolution(pdfDotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
}

void paintPage(QPainter& painter, const QTextDocument& document, int page, const QSizeF& text)
{
    painter.save();
    painter.translate(0, -page * text.height());
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = QRectF(0, page * text.height(), text.width(), text.height());
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(context.clip);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
    QFont font = document.defaultFont();
    font.setPointSizeF(footerPoints);
    painter.setFont(font);
    painter.setPen(Qt::darkGray);
    painter.drawText(QRectF(0, text.height(), text.width(), dots(footer)), Qt::AlignRight | Qt::AlignBottom,
                     QStringLiteral("%1 / %2").arg(page + 1).arg(document.pageCount()));
}

} // namespace

QByteArray documentPdf(const QString& title, const PrintedText& look,
                       const std::function<void(QTextDocument& document, const QSizeF& text)>& fill)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter writer(&bytes);
    preparePaper(writer, title, look.margin);
    const QSizeF text(writer.width(), writer.height() - dots(footer));
    QTextDocument document;
    QFont font(
        QStringList{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")});
    font.setPointSizeF(look.points);
    document.setDefaultFont(font);
    document.documentLayout()->setPaintDevice(&writer);
    fill(document, text);
    document.setDocumentMargin(0);
    document.setPageSize(text);
    QPainter painter(&writer);
    for (int page = 0; page < document.pageCount(); ++page) {
        if (page > 0)
            writer.newPage();
        paintPage(painter, document, page, text);
    }
    painter.end();
    return bytes.data();
}

} // namespace antiphon
