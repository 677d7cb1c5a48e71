// Memos on the command line: found with their place, written as Markdown and ODT.
#include "core/base/linereader.h"
#include "core/base/zipfile.h"
#include "core/coding/coderstore.h"
#include "core/coding/memostore.h"
#include "core/storage/edithistory.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class MemoVerbs : public testing::Test
{
protected:
    MemoVerbs()
    {
        add(QStringLiteral("Thanks soften refusals."), MemoKind::Theoretical);
        add(QStringLiteral("Two coders agree on thanks, thanks to the manual."), MemoKind::Methodological);
    }
    void add(const QString& text, MemoKind kind, const QString& coder = QStringLiteral("ada"))
    {
        const Connection& db = m_project.connection();
        EXPECT_OK(EditHistory(db).record({coder}, QStringLiteral("Add"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder author, ensureCoder(db, coder));
            Memo memo = memoOn({MemoTarget::Journal, {}, {}}, author.id);
            memo.text = text;
            memo.kind = kind;
            ANTIPHON_TRY(addMemo(db, memo));
            return {};
        }));
    }
    ProgramRun run(const QStringList& arguments)
    {
        return runProgram(antiphonCli(),
                          arguments + QStringList{QStringLiteral("--project"), m_project.path()});
    }

    TemporaryProject m_project;
};

} // namespace

TEST_F(MemoVerbs, FindsMemosBestFirst)
{
    const auto answer = run({QStringLiteral("search"), QStringLiteral("THANKS"), QStringLiteral("--in"),
                             QStringLiteral("memos"), QStringLiteral("--json")});
    EXPECT_EQ(answer.exitStatus, 0);
    const QJsonObject json = QJsonDocument::fromJson(answer.out).object();
    EXPECT_EQ(json[QLatin1String("memos")].toInt(), 2);
    const QJsonObject first = json[QLatin1String("hits")][0].toObject();
    EXPECT_EQ(first[QLatin1String("kind")].toString(), QStringLiteral("methodological"));
    EXPECT_EQ(first[QLatin1String("place")].toString(), QStringLiteral("Journal"));
    EXPECT_EQ(first[QLatin1String("score")].toInt(), 2);
    const auto wrong = run(
        {QStringLiteral("search"), QStringLiteral("x"), QStringLiteral("--in"), QStringLiteral("tracks")});
    EXPECT_EQ(wrong.exitStatus, 1);
}

TEST_F(MemoVerbs, ACoderAskedForHidesTheMemosOfOthers)
{
    add(QStringLiteral("My thanks alone."), MemoKind::Reflective, QStringLiteral("bea"));
    const QStringList everybody{QStringLiteral("search"), QStringLiteral("thanks"), QStringLiteral("--in"),
                                QStringLiteral("memos")};
    const auto all = run(everybody);
    EXPECT_TRUE(all.out.contains("My thanks alone.") && all.out.contains("soften refusals"))
        << all.out.data();
    const QStringList bea{QStringLiteral("--coder"), QStringLiteral("bea")};
    const auto own = run(everybody + bea);
    EXPECT_EQ(own.exitStatus, 0);
    EXPECT_TRUE(own.out.startsWith("1 memo found.")) << own.out.data();
    EXPECT_TRUE(own.out.contains("My thanks alone."));
    EXPECT_FALSE(own.out.contains("ada") || own.out.contains("refusals")) << own.out.data();

    const QString file = m_project.filePath(QStringLiteral("bea.md"));
    const QStringList document{QStringLiteral("export"), QStringLiteral("memos"), QStringLiteral("--out"),
                               file};
    EXPECT_EQ(run(document + bea).exitStatus, 0);
    const QByteArray text = readWholeFile(file).value_or(QByteArray());
    EXPECT_TRUE(text.contains("My thanks alone."));
    EXPECT_FALSE(text.contains("ada") || text.contains("refusals")) << text.data();
    EXPECT_EQ(run(everybody + QStringList{QStringLiteral("--coder"), QStringLiteral("nobody")}).exitStatus,
              1);
}

TEST_F(MemoVerbs, WritesDocuments)
{
    const QString odt = m_project.filePath(QStringLiteral("memos.odt"));
    EXPECT_EQ(
        run({QStringLiteral("export"), QStringLiteral("memos"), QStringLiteral("--out"), odt}).exitStatus, 0);
    const auto entries = readZipArchive(readWholeFile(odt).value());
    ASSERT_OK(entries);
    EXPECT_EQ(entries->first().name, QStringLiteral("mimetype"));
    EXPECT_TRUE(entries->at(1).content.contains("Thanks soften refusals."));
    const QString md = m_project.filePath(QStringLiteral("memos.md"));
    const auto written = run({QStringLiteral("export"), QStringLiteral("memos"), QStringLiteral("--kind"),
                              QStringLiteral("theoretical"), QStringLiteral("--out"), md});
    EXPECT_EQ(written.exitStatus, 0);
    EXPECT_TRUE(written.out.startsWith("Wrote 1 memo to "));
    const QByteArray text = readWholeFile(md).value();
    EXPECT_TRUE(text.contains("Thanks soften refusals."));
    EXPECT_FALSE(text.contains("Two coders"));
    EXPECT_EQ(run({QStringLiteral("export"), QStringLiteral("memos"), QStringLiteral("--kind"),
                   QStringLiteral("odd"), QStringLiteral("--out"), md})
                  .exitStatus,
              1);
    EXPECT_EQ(readWholeFile(md).value(), text); // as it was
}
