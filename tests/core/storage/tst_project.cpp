#include "core/base/linereader.h"
#include "core/storage/project.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using antiphon::test::TemporaryProject;

namespace {

// Opening `path` must fail with `code` and leave the file's bytes as they were.
void expectRefused(const QString& path, ErrorCode code)
{
    const QByteArray before = readWholeFile(path).value_or(QByteArray());
    const auto opened = openProject(path);
    EXPECT_ERROR(opened, code);
    EXPECT_EQ(opened.error().subject, path);
    EXPECT_EQ(readWholeFile(path).value_or(QByteArray()), before);
}

} // namespace

TEST(Project, CreatesAndOpens)
{
    TemporaryProject project;
    project.restart();
    EXPECT_EQ(project.connection().integer("PRAGMA user_version").value(), schemaVersion());
    EXPECT_EQ(project.connection().integer("PRAGMA application_id").value(), projectApplicationId);
    EXPECT_TRUE(checkIntegrity(project.connection()).value().isEmpty());
}

TEST(Project, DoesNotOverwrite)
{
    TemporaryProject project;
    EXPECT_ERROR(createProject(project.path()), ErrorCode::AlreadyExists);
    EXPECT_ERROR(createProject(project.filePath(QStringLiteral("no/such/folder.antiphon"))),
                 ErrorCode::PermissionDenied);
}

TEST(Project, RefusesForeignFiles)
{
    TemporaryProject project;
    expectRefused(project.writeFile(QStringLiteral("text"), "not a database at all"), ErrorCode::NotAProject);
    expectRefused(project.writeFile(QStringLiteral("empty"), ""), ErrorCode::EmptyFile);
    EXPECT_ERROR(openProject(project.filePath(QStringLiteral("none"))), ErrorCode::NotFound);
    EXPECT_ERROR(openProject(QFileInfo(project.path()).path()), ErrorCode::NotAFile);
    {
        auto other = Connection::open(project.filePath(QStringLiteral("other.db")), Access::Create);
        ASSERT_OK(other->execute("CREATE TABLE t (a)"));
    }
    expectRefused(project.filePath(QStringLiteral("other.db")), ErrorCode::NotAProject);
}

TEST(Project, RefusesANewerVersionUntouched)
{
    TemporaryProject project;
    const QString path = project.filePath(QStringLiteral("newer.antiphon"));
    {
        auto newer = createProject(path);
        ASSERT_OK(newer);
        ASSERT_OK(newer->execute("PRAGMA user_version = 9999"));
    }
    expectRefused(path, ErrorCode::NewerProject);
}

TEST(Project, NamesADamagedFile)
{
    TemporaryProject project;
    const QString path = project.filePath(QStringLiteral("damaged.antiphon"));
    ASSERT_OK(createProject(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.seek(100);
    file.write(QByteArray(4000, '\x5a'));
    file.close();
    expectRefused(path, ErrorCode::DamagedProject);
}
