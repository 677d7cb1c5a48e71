#include "core/exchange/codebookxlsx.h"
#include "tests/support/resultassertions.h"
#include "tests/support/workbookcells.h"

using namespace antiphon;

TEST(CodebookXlsx, HoldsEveryFieldOfEveryCode)
{
    Code family;
    family.id = CodeId::create();
    family.facet = Facet::Attribute;
    family.name = QStringLiteral("content");
    family.codable = false;
    Code genre = family;
    genre.id = CodeId::create();
    genre.parent = family.id;
    genre.name = QString::fromUtf8("genre \U0001F3B8");
    genre.shortcut = QStringLiteral("g");
    genre.definition = QStringLiteral("a <kind> &\u0001 sort\nof music ");
    genre.examples = QStringList{QStringLiteral("reggae"), QString(40000, QLatin1Char('x'))};
    genre.colour = 3;
    genre.codable = true;
    const auto workbook = codebookXlsx({family, genre});
    ASSERT_OK(workbook);
    const auto rows = workbookRows(*workbook);
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[0].mid(0, 3),
              (QStringList{QStringLiteral("'facet"), QStringLiteral("'category"), QStringLiteral("'code")}));
    EXPECT_EQ(rows[1].last(), QStringLiteral("0"));
    ASSERT_EQ(rows[2].size(), 10);
    EXPECT_EQ(rows[2].mid(0, 5), (QStringList{QStringLiteral("'attribute"), QStringLiteral("'content"),
                                              QLatin1Char('\'') + genre.name, QStringLiteral("'g"),
                                              QStringLiteral("'a <kind> & sort\nof music ")}));
    EXPECT_EQ(rows[2][7].size(), 32768); // behind the apostrophe
    EXPECT_TRUE(rows[2][7].startsWith(QLatin1String("'reggae\nxxx")));
    EXPECT_EQ(rows[2].mid(8), (QStringList{QStringLiteral("3"), QStringLiteral("1")}));
    EXPECT_EQ(*codebookXlsx({family, genre}), *workbook);
}
