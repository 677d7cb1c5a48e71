#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using antiphon::test::TemporaryProject;

TEST(Statement, BindsAndReadsEveryType)
{
    TemporaryProject project;
    auto select = project.connection().prepare("SELECT ?, ?, ?, ?, ?, ?");
    ASSERT_OK(select);
    const auto id = Id<struct AnyTag>::create();
    select->bind(1, qint64{1} << 60)
        .bind(2, 0.5)
        .bind(3, QString::fromUtf8("é😀"))
        .bind(4, QByteArray("\0x", 2))
        .bind(5, id)
        .bindNull(6);
    ASSERT_TRUE(select->step().value());
    EXPECT_EQ(select->integer(0), qint64{1} << 60);
    EXPECT_EQ(select->real(1), 0.5);
    EXPECT_EQ(select->text(2), QString::fromUtf8("é😀"));
    EXPECT_EQ(select->blob(3), QByteArray("\0x", 2));
    EXPECT_EQ(select->id<Id<struct AnyTag>>(4), id);
    EXPECT_TRUE(select->isNull(5));
}

TEST(Transaction, RollsBackUnlessCommitted)
{
    TemporaryProject project;
    const Connection& connection = project.connection();
    {
        auto transaction = Transaction::begin(connection);
        ASSERT_OK(transaction);
        ASSERT_OK(connection.execute("INSERT INTO setting VALUES ('a', 'b')"));
    }
    EXPECT_EQ(connection.integer("SELECT count(*) FROM setting").value(), 0);
    {
        auto transaction = Transaction::begin(connection);
        ASSERT_OK(transaction);
        ASSERT_OK(connection.execute("INSERT INTO setting VALUES ('a', 'b')"));
        ASSERT_OK(transaction->commit());
    }
    EXPECT_EQ(connection.integer("SELECT count(*) FROM setting").value(), 1);
}

TEST(Connection, BackupIsAWholeCopy)
{
    TemporaryProject project;
    ASSERT_OK(project.connection().execute("INSERT INTO setting VALUES ('a', 'b')"));
    const QString copy = project.filePath(QStringLiteral("copy.antiphon"));
    ASSERT_OK(project.connection().backupTo(copy));
    auto opened = openProject(copy);
    ASSERT_OK(opened);
    EXPECT_EQ(opened->integer("SELECT count(*) FROM setting").value(), 1);
}
