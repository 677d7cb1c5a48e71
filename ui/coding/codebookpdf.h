// The codebook as pages to print.
#pragma once

#include <QByteArray>
#include <QString>

namespace antiphon {

// A Markdown text on A4 pages with margins and page numbers. May be called from any thread.
QByteArray markdownPdf(const QByteArray& markdown, const QString& title);

} // namespace antiphon
