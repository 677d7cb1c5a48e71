#include "core/catalogue/tablereader.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// All rows as text: cells joined by '|', a refused row as "line: fault".
Result<QStringList> rowsOf(const QString& path, const QStringList& columns)
{
    ANTIPHON_TRY_ASSIGN(TableReader reader, TableReader::open(path));
    ANTIPHON_TRY(reader.select(columns));
    QStringList rows;
    TableRow row;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, reader.next(row));
        if (!found)
            return rows;
        QStringList cells;
        for (const std::string_view cell : row.cells)
            cells << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
        rows << (row.fault.isEmpty() ? cells.join(QLatin1Char('|'))
                                     : QStringLiteral("%1: %2").arg(row.line).arg(row.fault));
    }
}

class TableReaderTest : public testing::Test
{
protected:
    QStringList read(const char* name, const QByteArray& content, const QStringList& columns)
    {
        const auto rows = rowsOf(m_project.writeFile(QString::fromUtf8(name), content), columns);
        if (!rows)
            ADD_FAILURE() << errorSentence(rows.error()).toStdString();
        return rows.value_or(QStringList());
    }
    TemporaryProject m_project;
    const QStringList m_columns{QStringLiteral("b"), QStringLiteral("a")};
};

} // namespace

TEST_F(TableReaderTest, TsvHasNoQuoting)
{
    EXPECT_EQ(read("t.tsv", "a\tb\r\n1\t\"x\r\n\r\n2\t\n", m_columns),
              (QStringList{QStringLiteral("\"x|1"), QStringLiteral("|2")}));
}

TEST_F(TableReaderTest, CsvQuotationsRunOverLines)
{
    EXPECT_EQ(read("t.csv", "a,b\n1,\"x, \"\"y\"\"\nz\"\n\n2,b\n", m_columns),
              (QStringList{QStringLiteral("x, \"y\"\nz|1"), QStringLiteral("b|2")}));
}

TEST_F(TableReaderTest, JsonLinesGiveTextsNumbersAndLists)
{
    EXPECT_EQ(read("t.jsonl", "{\"a\": 7, \"b\": [\"x\", \"y\"]}\n{\"b\": null}\n", m_columns),
              (QStringList{QStringLiteral("x\x1fy|7"), QStringLiteral("|")}));
}

TEST_F(TableReaderTest, RowsThatDoNotFitAreNamedWithTheirLine)
{
    EXPECT_EQ(read("t.tsv", "a\tb\n1\n1\t2\t3\n\xff\t2\n5\t6\n", m_columns),
              (QStringList{QStringLiteral("2: 1 cells where the header has 2"),
                           QStringLiteral("3: 3 cells where the header has 2"),
                           QStringLiteral("4: the text is not UTF-8"), QStringLiteral("6|5")}));
    EXPECT_EQ(read("t.csv", "a,b\n1,\"open\n2,3\n", m_columns),
              QStringList{QStringLiteral("2: a quotation is not closed before the end of the file")});
    EXPECT_EQ(read("t.jsonl", "{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\n[1]\n", m_columns),
              (QStringList{QStringLiteral("2|1"), QStringLiteral("2: the line is not complete JSON"),
                           QStringLiteral("3: the line is not a JSON object")}));
}

TEST_F(TableReaderTest, AMissingColumnIsNamed)
{
    const QString path = m_project.writeFile(QStringLiteral("t.tsv"), "a\tc\n1\t2\n");
    const auto rows = rowsOf(path, m_columns);
    EXPECT_ERROR(rows, ErrorCode::MissingColumn);
    EXPECT_EQ(rows.error().detail, QStringLiteral("b"));
    EXPECT_EQ(rows.error().subject, path);
}

TEST_F(TableReaderTest, AQuotationWithoutEndStops)
{
    QByteArray content("a,b\n1,\"open\n");
    for (int i = 0; i < 20; ++i)
        content += QByteArray(1024 * 1024, 'x') + '\n';
    const auto rows = rowsOf(m_project.writeFile(QStringLiteral("t.csv"), content), m_columns);
    EXPECT_ERROR(rows, ErrorCode::WrongFormat);
    EXPECT_EQ(rows.error().line, 2);
}

TEST_F(TableReaderTest, UnusableFilesAreRefused)
{
    EXPECT_ERROR(TableReader::open(m_project.writeFile(QStringLiteral("e.tsv"), "")), ErrorCode::EmptyFile);
    EXPECT_ERROR(TableReader::open(m_project.writeFile(QStringLiteral("n.tsv"), "\n1\n")),
                 ErrorCode::WrongFormat);
    EXPECT_ERROR(TableReader::open(m_project.filePath(QStringLiteral("none.tsv"))), ErrorCode::NotFound);
    EXPECT_ERROR(TableReader::open(m_project.filePath(QString())), ErrorCode::NotAFile);
}

TEST_F(TableReaderTest, ThePreviewShowsTheFirstRows)
{
    const auto preview =
        previewTable(m_project.writeFile(QStringLiteral("t.tsv"), "a\tb\n1\t2\n3\n4\t5\n6\t7\n"), 2);
    ASSERT_OK(preview);
    EXPECT_EQ(preview->columns, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(preview->rows, (QList<QStringList>{{QStringLiteral("1"), QStringLiteral("2")},
                                                 {QStringLiteral("4"), QStringLiteral("5")}}));
}
