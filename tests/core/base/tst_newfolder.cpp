#include "core/base/newfolder.h"
#include "tests/support/resultassertions.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace antiphon;

namespace {

void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

class NewFolderTest : public testing::Test
{
protected:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    // All that lies there, unseen things too.
    QStringList entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    QTemporaryDir m_folder;
};

} // namespace

TEST_F(NewFolderTest, AppearsWithAllItsFilesAtOnce)
{
    {
        auto folder = NewFolder::begin(at(QStringLiteral("set")));
        ASSERT_OK(folder);
        writeText(folder->filePath(QStringLiteral("data/a.jsonl")), "a");
        EXPECT_FALSE(QFile::exists(at(QStringLiteral("set"))));
        ASSERT_OK(folder->commit());
    }
    EXPECT_EQ(textOf(at(QStringLiteral("set/data/a.jsonl"))), "a");
    EXPECT_EQ(entries(), QStringList(QStringLiteral("set")));
}

TEST_F(NewFolderTest, LeavesNothingWithoutACommit)
{
    {
        auto folder = NewFolder::begin(at(QStringLiteral("set")));
        ASSERT_OK(folder);
        writeText(folder->filePath(QStringLiteral("a")), "a");
        EXPECT_FALSE(entries().isEmpty());
    }
    EXPECT_TRUE(entries().isEmpty());
}

TEST_F(NewFolderTest, TakesAnEmptyFolderAndNoOther)
{
    ASSERT_TRUE(QDir().mkpath(at(QStringLiteral("empty"))));
    ASSERT_TRUE(QDir().mkpath(at(QStringLiteral("full/inner"))));
    writeText(at(QStringLiteral("file")), "mine");
    EXPECT_ERROR(NewFolder::begin(at(QStringLiteral("full"))), ErrorCode::AlreadyExists);
    EXPECT_ERROR(NewFolder::begin(at(QStringLiteral("file"))), ErrorCode::AlreadyExists);
    auto folder = NewFolder::begin(at(QStringLiteral("empty")));
    ASSERT_OK(folder);
    // Somebody else is quicker.
    writeText(at(QStringLiteral("empty/theirs")), "theirs");
    EXPECT_ERROR(folder->commit(), ErrorCode::AlreadyExists);
    EXPECT_EQ(textOf(at(QStringLiteral("empty/theirs"))), "theirs");
    EXPECT_EQ(textOf(at(QStringLiteral("file"))), "mine");
}

TEST_F(NewFolderTest, AFileStaysUntilItsSuccessorIsWhole)
{
    writeText(at(QStringLiteral("list")), "old");
    {
        auto abandoned = NewFile::begin(at(QStringLiteral("list")));
        ASSERT_OK(abandoned);
        writeText(abandoned->unseenPath(), "half");
        EXPECT_EQ(textOf(at(QStringLiteral("list"))), "old");
    }
    EXPECT_EQ(entries(), QStringList(QStringLiteral("list")));
    auto file = NewFile::begin(at(QStringLiteral("list")));
    ASSERT_OK(file);
    writeText(file->unseenPath(), "new");
    ASSERT_OK(file->commit());
    EXPECT_EQ(textOf(at(QStringLiteral("list"))), "new");
    ASSERT_TRUE(QDir().mkpath(at(QStringLiteral("folder"))));
    EXPECT_ERROR(NewFile::begin(at(QStringLiteral("folder"))), ErrorCode::NotAFile);
}
