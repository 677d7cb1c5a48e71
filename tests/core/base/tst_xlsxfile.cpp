#include "core/base/csvfile.h"
#include "core/base/tablefile.h"
#include "core/base/xlsxfile.h"
#include "core/base/zipfile.h"
#include "tests/support/resultassertions.h"
#include "tests/support/workbookcells.h"

#include <QFile>
#include <QTemporaryDir>

#include <limits>

using namespace antiphon;

namespace {

QByteArray workbookOf(const QList<QList<XlsxCell>>& rows)
{
    XlsxFile file;
    EXPECT_OK(file.addSheet({QStringLiteral("Codes"), {QStringLiteral("code"), QStringLiteral("turns")}}));
    for (const QList<XlsxCell>& row : rows)
        EXPECT_OK(file.addRow(row));
    const auto bytes = file.finish();
    EXPECT_OK(bytes);
    return bytes.value_or(QByteArray());
}

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

TEST(XlsxFile, KeepsTextAsTextAndNumbersAsNumbers)
{
    const auto rows = workbookRows(workbookOf({{text("=1+1"), 12.0},
                                               {text("2026-11-26"), -0.125},
                                               {text("007"), std::numeric_limits<double>::quiet_NaN()},
                                               {text("@SUM(A1)\n<b> & \xF0\x9F\x8E\xB8 "), 0.0},
                                               {QString(), 1e300}}));
    ASSERT_EQ(rows.size(), 6);
    EXPECT_EQ(rows[0], (QStringList{text("'code"), text("'turns")}));
    EXPECT_EQ(rows[1], (QStringList{text("'=1+1"), text("12")}));
    EXPECT_EQ(rows[2], (QStringList{text("'2026-11-26"), text("-0.125")}));
    EXPECT_EQ(rows[3], QStringList(text("'007")));
    EXPECT_EQ(rows[4], (QStringList{text("'@SUM(A1)\n<b> & \xF0\x9F\x8E\xB8 "), text("0")}));
    ASSERT_EQ(rows[5].size(), 2);
    EXPECT_EQ(rows[5][0], QString());
    EXPECT_EQ(rows[5][1].toDouble(), 1e300);
}

TEST(XlsxFile, CutsWhatIsTooLongForACellAndSaysSo)
{
    const QString longest(XlsxFile::longestText, QLatin1Char('x'));
    const QString guitars = text("\xF0\x9F\x8E\xB8").repeated(20'000); // two units each
    const auto rows =
        workbookRows(workbookOf({{longest, 1.0}, {longest + QLatin1Char('x'), 2.0}, {guitars}}));
    ASSERT_EQ(rows.size(), 4);
    EXPECT_EQ(rows[1][0], QLatin1Char('\'') + longest);
    EXPECT_LE(rows[2][0].size(), XlsxFile::longestText + 1);
    EXPECT_TRUE(rows[2][0].endsWith(QLatin1String("x [cut: longer than a cell holds]")));
    EXPECT_LE(rows[3][0].size(), XlsxFile::longestText + 1);
    EXPECT_TRUE(rows[3][0].endsWith(text("\xF0\x9F\x8E\xB8 [cut: longer than a cell holds]")));
}

TEST(XlsxFile, LeavesOutWhatXmlForbids)
{
    const auto rows = workbookRows(workbookOf({{QStringLiteral("a\u0001b\u001fc\ufffed"), 1.0}}));
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[1][0], text("'abcd"));
    // Spreadsheets read _x0041_ as "A"; the underscore in front is written so that they do not.
    EXPECT_EQ(workbookRows(workbookOf({{text("_x0041_ _xyz"), 1.0}}))[1][0], text("'_x005F_x0041_ _xyz"));
    EXPECT_EQ(workbookRows(workbookOf({{text("one\r\ntwo\rthree"), 1.0}}))[1][0], text("'one\ntwo\nthree"));
}

TEST(XlsxFile, GivesTheSameBytesForTheSameRows)
{
    const QList<QList<XlsxCell>> rows{{text("genre"), 3.0}, {text("mood"), 4.0}};
    EXPECT_EQ(workbookOf(rows), workbookOf(rows));
    EXPECT_FALSE(workbookOf(rows).isEmpty());
}

TEST(XlsxFile, TakesTensOfThousandsOfRows)
{
    QByteArray csv("turn,code\n");
    for (int i = 0; i < 70'000; ++i)
        csv += QByteArray::number(i) + ",genre\n";
    const auto workbook = workbookFromCsv(csv, text("many"));
    ASSERT_OK(workbook);
    const auto rows = workbookRows(*workbook);
    ASSERT_EQ(rows.size(), 70'001);
    EXPECT_EQ(rows.last(), (QStringList{text("69999"), text("'genre")}));
}

TEST(XlsxFile, RefusesWhatASheetDoesNotHold)
{
    XlsxFile file;
    EXPECT_ERROR(file.finish(), ErrorCode::NotPossible);
    EXPECT_ERROR(file.addRow({1.0}), ErrorCode::NotPossible);
    ASSERT_OK(file.addSheet({text("a[b]:c/d that is longer than thirty-one characters"), {}}));
    EXPECT_ERROR(file.addSheet({text("a[b]:c/d that is longer than thirty-one characters"), {}}),
                 ErrorCode::AlreadyExists);
    EXPECT_ERROR(file.addRow(QList<XlsxCell>(16'385, XlsxCell(1.0))), ErrorCode::NotPossible);
    for (qsizetype i = 1; i < XlsxFile::mostRows; ++i)
        ASSERT_OK(file.addRow({}));
    EXPECT_ERROR(file.addRow({1.0}), ErrorCode::NotPossible);
}

TEST(TableFile, TellsNumbersFromTextsByTheWholeColumn)
{
    const auto workbook = workbookFromCsv("code,n,id,share,exponent,big,empty\n"
                                          "1,10,007,0.5,1e5,123456789012345,\n"
                                          "mood,,12,-2.25,2,1234567890123456,\n",
                                          text("t"));
    ASSERT_OK(workbook);
    const auto rows = workbookRows(*workbook);
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[1], (QStringList{text("'1"), text("10"), text("'007"), text("0.5"), text("'1e5"),
                                    text("'123456789012345")}));
    EXPECT_EQ(rows[2], (QStringList{text("'mood"), QString(), text("'12"), text("-2.25"), text("'2"),
                                    text("'1234567890123456")}));
}

TEST(TableFile, WritesByTheEndingOfTheName)
{
    const QTemporaryDir folder;
    const QByteArray csv =
        csvLine({text("code"), text("note")}) + csvLine({text("a,b"), text("say \"so\"\nthen")});
    const auto read = [&folder](const char* name) {
        QFile file(folder.filePath(QLatin1String(name)));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    ASSERT_OK(writeTableFile(folder.filePath(text("t.csv")), csv));
    EXPECT_EQ(read("t.csv"), csv);
    ASSERT_OK(writeTableFile(folder.filePath(text("t.XLSX")), csv));
    const auto rows = workbookRows(read("t.XLSX"));
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[1], (QStringList{text("'a,b"), text("'say \"so\"\nthen")}));
    EXPECT_ERROR(workbookFromCsv("a,\"b\n", text("t")), ErrorCode::WrongFormat);
}
