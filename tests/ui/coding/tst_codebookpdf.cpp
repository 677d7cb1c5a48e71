#include "ui/coding/codebookpdf.h"

#include <gtest/gtest.h>

using namespace antiphon;

TEST(CodebookPdf, BreaksALongTextIntoA4Pages)
{
    QByteArray text("# book\n\n");
    for (int code = 0; code < 60; ++code)
        text += "### code " + QByteArray::number(code) + "\n\nThe turn narrows the search.\n\n> reggae\n\n";
    const QByteArray pdf = markdownPdf(text, QStringLiteral("book"));
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    EXPECT_TRUE(pdf.contains("/MediaBox [0 0 595")) << "not A4";
    const auto pages = pdf.count("/Type /Page\n");
    EXPECT_GE(pages, 3);
    EXPECT_LE(pages, 12);
    EXPECT_EQ(markdownPdf("# one", QStringLiteral("one")).count("/Type /Page\n"), 1);
}
