// Documents of text as pages to print.
#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <functional>

class QTextDocument;

namespace antiphon {

inline constexpr int pdfDotsPerInch = 300;

struct PrintedText
{
    qreal margin = 20; // millimetres around the page
    qreal points = 10;
};

// PDF of A4 pages with their numbers below. `fill` gives the document its content and is told the size of
// the text on a page, in dots; fonts, margins and the size of pages are set here. Needs a QGuiApplication,
// for fonts; any thread may call it.
QByteArray documentPdf(const QString& title, const PrintedText& look,
                       const std::function<void(QTextDocument& document, const QSizeF& text)>& fill);

} // namespace antiphon
