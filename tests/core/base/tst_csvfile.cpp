#include "core/base/csvfile.h"
#include "core/base/random.h"
#include "tests/support/resultassertions.h"

#include <QTemporaryDir>

using namespace antiphon;

namespace {

class CsvFileTest : public testing::Test
{
protected:
    Result<CsvReader> read(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QStringLiteral("table.csv"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        return CsvReader::open(path);
    }

    QList<CsvRow> rowsOf(const QByteArray& content)
    {
        QList<CsvRow> rows;
        auto reader = read(content);
        while (reader) {
            auto row = reader->next();
            if (!row || !*row)
                break;
            rows << **row;
        }
        return rows;
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(CsvFileTest, ReadsQuotedFieldsOverSeveralLines)
{
    const auto rows =
        rowsOf("\xef\xbb\xbfid,text\r\n1,\"two, with \"\"quotes\"\"\r\nand a line\"\r\n\r\n2, x \n");
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[0].fields, (QStringList{QStringLiteral("id"), QStringLiteral("text")}));
    EXPECT_EQ(rows[1].fields[1], QStringLiteral("two, with \"quotes\"\nand a line"));
    EXPECT_EQ(rows[1].line, 2);
    EXPECT_EQ(rows[2].fields[1], QStringLiteral(" x "));
    EXPECT_EQ(rows[2].line, 5);
}

TEST_F(CsvFileTest, KeepsAnEmptyLineInsideAQuotation)
{
    const auto rows = rowsOf("\"a\n\nb\",c\n");
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].fields[0], QStringLiteral("a\n\nb"));
}

TEST_F(CsvFileTest, NamesAQuotationThatIsNeverClosed)
{
    auto reader = read("a,b\n1,\"open\n2,3\n");
    ASSERT_OK(reader);
    ASSERT_OK(reader->next());
    const auto row = reader->next();
    EXPECT_ERROR(row, ErrorCode::WrongFormat);
    EXPECT_EQ(row.error().line, 2);
    const auto end = reader->next();
    ASSERT_OK(end);
    EXPECT_FALSE(end->has_value());
}

TEST_F(CsvFileTest, GoesOnBehindInvalidText)
{
    auto reader = read("a,b\n\xff\xfe,1\n2,3\n");
    ASSERT_OK(reader);
    ASSERT_OK(reader->next());
    EXPECT_ERROR(reader->next(), ErrorCode::InvalidText);
    const auto row = reader->next();
    ASSERT_OK(row);
    ASSERT_TRUE(row->has_value());
    EXPECT_EQ((*row)->fields.first(), QStringLiteral("2"));
}

TEST_F(CsvFileTest, ReadsWhatItWrites)
{
    Random random(5);
    const QString alphabet = QStringLiteral("a ,\"\n;\u00e9\U0001F3B5'");
    for (int round = 0; round < 200; ++round) {
        QStringList fields{QStringLiteral("first")};
        for (quint64 i = 0; i <= random.below(4); ++i) {
            QString field;
            for (quint64 k = random.below(8); k > 0; --k)
                field += alphabet[static_cast<qsizetype>(random.below(7))];
            fields << field;
        }
        const auto rows = rowsOf(csvLine(fields));
        ASSERT_EQ(rows.size(), 1);
        EXPECT_EQ(rows[0].fields, fields);
    }
}

TEST_F(CsvFileTest, GivesUpOnAQuotationThatSwallowsTheFile)
{
    QByteArray content("a,\"open\n");
    for (int i = 0; i < 70; ++i)
        content += QByteArray(1'000'000, 'x') + '\n';
    auto reader = read(content + "b,c\n");
    ASSERT_OK(reader);
    const auto row = reader->next();
    EXPECT_ERROR(row, ErrorCode::LineTooLong);
    EXPECT_EQ(row.error().line, 1);
}
