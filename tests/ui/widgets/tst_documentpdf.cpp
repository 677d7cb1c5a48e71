#include "ui/widgets/documentpdf.h"

#include <QTextDocument>

#include <gtest/gtest.h>

#include <thread>

using namespace antiphon;

namespace {

qsizetype pagesOf(const QByteArray& pdf)
{
    return pdf.count("/Type /Page\n");
}

// As many lines of their own.
QByteArray linesAsPdf(int lines, const PrintedText& look)
{
    return documentPdf(QStringLiteral("lines"), look, [lines](QTextDocument& document, const QSizeF&) {
        document.setPlainText(QStringLiteral("a line\n").repeated(lines - 1) + QStringLiteral("the last"));
    });
}

} // namespace

TEST(DocumentPdf, TellsTheSizeOfTheTextOnItsPage)
{
    QSizeF told;
    documentPdf(QStringLiteral("empty"), {25.4, 10},
                [&told](QTextDocument&, const QSizeF& text) { told = text; });
    constexpr double inch = pdfDotsPerInch;
    EXPECT_NEAR(told.width(), (210 / 25.4 - 2) * inch, 3); // A4 less an inch on both sides
    EXPECT_NEAR(told.height(), (297 / 25.4 - 2 - 8 / 25.4) * inch, 3);
}

TEST(DocumentPdf, BreaksPagesByMarginAndLetters)
{
    EXPECT_EQ(pagesOf(linesAsPdf(1, {})), 1);
    const auto pages = pagesOf(linesAsPdf(400, {}));
    EXPECT_GE(pages, 5);
    EXPECT_GT(pagesOf(linesAsPdf(400, {60, 10})), pages);
    EXPECT_GT(pagesOf(linesAsPdf(400, {20, 16})), pages);
}

TEST(DocumentPdf, IsA4FromAnyThread)
{
    QByteArray pdf;
    std::thread([&pdf] { pdf = linesAsPdf(3, {}); }).join();
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    EXPECT_TRUE(pdf.contains("/MediaBox [0 0 595")) << "not A4";
    EXPECT_EQ(pagesOf(pdf), 1);
}
