// A coder in hand who is blind finds nothing of another coder through any verb that tells or exports.
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/program.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class BlindVerbs : public CodingProject
{
protected:
    // Words that occur nowhere but in ben's work.
    BlindVerbs()
    {
        put(place(QStringLiteral("a"), 0), code(Facet::Attribute, QStringLiteral("genre")),
            QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), code(Facet::Attribute, QStringLiteral("mood")),
            QStringLiteral("bartholomew"));
        const Coder other = coder(QStringLiteral("bartholomew"));
        EXPECT_OK(edit(QStringLiteral("Memo zanzibar"), [&]() -> Result<void> {
            Memo memo;
            memo.coder = other.id;
            memo.targetKind = MemoTarget::Turn;
            memo.target = place(QStringLiteral("a"), 2).turn.bytes();
            memo.text = QStringLiteral("a quetzal in the reply");
            ANTIPHON_TRY(addMemo(db(), memo));
            return {};
        }));
    }
    void blind(bool blind) const
    {
        EXPECT_OK(edit(QStringLiteral("Take a seat"), [&]() -> Result<void> {
            ANTIPHON_TRY(setChosenCoder(db(), QStringLiteral("ada")));
            return setCoderSight(db(), coder(QStringLiteral("ada")).id,
                                 blind ? CoderSight::Blind : CoderSight::Sighted);
        }));
    }
    QByteArray told(const QString& line) const
    {
        const ProgramRun run =
            runProgram(antiphonCli(), line.split(QLatin1Char(' ')) +
                                          QStringList{QStringLiteral("--project"), m_project.path()});
        return run.out + run.err;
    }
    QByteArray everything() const
    {
        QByteArray all;
        for (const char* verb :
             {"frequencies", "frequencies --by coder --json", "frequencies --by position --json",
              "info --json", "search --in memos quetzal", "search mood --json", "history --json",
              "cooccurrence --json", "transitions --json", "saturation --json"})
            all += told(QLatin1String(verb));
        for (const char* format : {"csv", "matrix"}) {
            const QString path = m_project.filePath(QLatin1String(format));
            all +=
                told(QStringLiteral("export codings --format %1 --out %2").arg(QLatin1String(format), path));
            all += content(path);
        }
        const QString memos = m_project.filePath(QStringLiteral("memos.md"));
        all += told(QStringLiteral("export memos --out ") + memos);
        return all + content(memos);
    }
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

TEST_F(BlindVerbs, TellNothingOfTheOthers)
{
    blind(false);
    const QByteArray seeing = everything();
    EXPECT_TRUE(seeing.contains("bartholomew"));
    EXPECT_TRUE(seeing.contains("quetzal in the reply"));
    blind(true);
    const QByteArray alone = everything();
    EXPECT_FALSE(alone.contains("bartholomew")) << alone.toStdString();
    EXPECT_FALSE(alone.contains("quetzal in the reply"));
    EXPECT_FALSE(alone.contains("zanzibar")) << alone.toStdString();
    EXPECT_TRUE(alone.contains("genre")); // her own is there
}
