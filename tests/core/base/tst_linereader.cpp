#include "core/base/linereader.h"
#include "tests/support/resultassertions.h"

#include <QTemporaryDir>

#include <unistd.h>

using namespace antiphon;

namespace {

class LineReaderTest : public testing::Test
{
protected:
    QString write(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QStringLiteral("file"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }

    static QList<QByteArray> linesOf(LineReader& reader)
    {
        QList<QByteArray> lines;
        for (;;) {
            auto line = reader.next();
            if (!line || !*line)
                return lines;
            lines << QByteArray((*line)->data(), static_cast<qsizetype>((*line)->size()));
        }
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(LineReaderTest, ReadsLinesOfEveryEnding)
{
    auto reader = LineReader::open(write("\xef\xbb\xbf"
                                         "one\r\ntwo\n\nlast"));
    ASSERT_OK(reader);
    EXPECT_EQ(linesOf(*reader), (QList<QByteArray>{"one", "two", "", "last"}));
}

TEST_F(LineReaderTest, ReadsLinesLongerThanABlock)
{
    const QByteArray big(3'000'000, 'x');
    auto reader = LineReader::open(write(big + "\nnext\n"));
    ASSERT_OK(reader);
    EXPECT_EQ(linesOf(*reader), (QList<QByteArray>{big, "next"}));
}

TEST_F(LineReaderTest, NamesTheTooLongLineAndGoesOn)
{
    auto reader = LineReader::open(write("first\n" + QByteArray(5'000'000, 'y') + "\nthird\n"), 1'000'000);
    ASSERT_OK(reader);
    ASSERT_OK(reader->next());
    const auto tooLong = reader->next();
    EXPECT_ERROR(tooLong, ErrorCode::LineTooLong);
    EXPECT_EQ(tooLong.error().line, 2);
    const auto third = reader->next();
    ASSERT_OK(third);
    EXPECT_EQ(**third, "third");
    EXPECT_EQ(reader->lineNumber(), 3);
}

TEST_F(LineReaderTest, NamesTheLineThatIsNotUtf8)
{
    auto reader = LineReader::open(write("fine\n\xff\xfe\nfine\n"));
    ASSERT_OK(reader);
    ASSERT_OK(reader->next());
    const auto bad = reader->next();
    EXPECT_ERROR(bad, ErrorCode::InvalidText);
    EXPECT_EQ(bad.error().line, 2);
    ASSERT_OK(reader->next());
}

TEST_F(LineReaderTest, RefusesWhatIsNoReadableFile)
{
    EXPECT_ERROR(LineReader::open(m_folder.path()), ErrorCode::NotAFile);
    EXPECT_ERROR(LineReader::open(m_folder.filePath(QStringLiteral("none"))), ErrorCode::NotFound);
    EXPECT_ERROR(LineReader::open(write("")), ErrorCode::EmptyFile);
    if (geteuid() != 0) { // root may read everything
        const QString path = write("x");
        QFile::setPermissions(path, QFile::WriteOwner);
        EXPECT_ERROR(LineReader::open(path), ErrorCode::PermissionDenied);
    }
}

TEST_F(LineReaderTest, WritesAWholeFileOrNothing)
{
    const QString path = m_folder.filePath(QStringLiteral("out"));
    ASSERT_OK(writeWholeFile(path, "content"));
    EXPECT_EQ(*readWholeFile(path), QByteArray("content"));
    EXPECT_ERROR(writeWholeFile(m_folder.path(), "x"), ErrorCode::NotAFile);
    EXPECT_ERROR(writeWholeFile(m_folder.filePath(QStringLiteral("no/such/folder")), "x"),
                 ErrorCode::PermissionDenied);
}
