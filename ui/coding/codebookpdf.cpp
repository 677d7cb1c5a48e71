#include "ui/coding/codebookpdf.h"

#include "ui/widgets/documentpdf.h"

#include <QTextDocument>

namespace antiphon {

QByteArray markdownPdf(const QByteArray& markdown, const QString& title)
{
    return documentPdf(title, {}, [&](QTextDocument& document, const QSizeF&) {
        document.setMarkdown(QString::fromUtf8(markdown));
    });
}

} // namespace antiphon
