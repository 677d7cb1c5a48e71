// Undo and redo of everything: 5,000 edits of every kind, drawn by chance from a fixed seed, are undone to
// the beginning and redone to the end, with restarts of the program between.
#include "core/coding/codingstore.h"
#include "core/storage/project.h"
#include "tests/core/coding/randomedits.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int edits = 5'000;
const Actor ada{QStringLiteral("ada")};

// Everything in the file but the record of how it came about and what models propose, which is no edit.
QString content(const Connection& connection)
{
    QString kept;
    const QString whole = dumpOfAllTables(connection);
    for (const QStringView line : QStringView(whole).split(u'\n')) {
        if (!line.startsWith(QLatin1String("history|")) && !line.startsWith(QLatin1String("suggestion|")))
            kept += line.toString() + QLatin1Char('\n');
    }
    return kept;
}

void expectSound(const Connection& connection)
{
    const auto faults = checkIntegrity(connection);
    ASSERT_OK(faults);
    EXPECT_EQ(*faults, QStringList());
}

} // namespace

TEST(EveryEdit, UndoneAllIsTheStartAndRedoneAllTheEnd)
{
    TemporaryProject project(folderInMemory());
    ASSERT_OK(fillForRandomEdits(project.connection()));
    const QString start = content(project.connection());
    QMap<QString, int> done;
    int changes = 0;
    QString middle;
    {
        RandomEdits random(project.connection(), 5);
        for (int i = 0; i < edits; ++i) {
            const auto changed = random.next();
            ASSERT_OK(changed);
            changes += *changed ? 1 : 0;
            if (changes == edits / 4)
                middle = content(project.connection());
        }
        done = random.done();
    }
    for (auto kind = done.cbegin(); kind != done.cend(); ++kind)
        EXPECT_GE(kind.value(), 20) << kind.key().toStdString() << " hardly ever did anything";
    const QString end = content(project.connection());
    expectSound(project.connection());

    for (int left = changes; left > 0; --left) {
        if (left == changes / 2)
            project.restart();
        ASSERT_OK(EditHistory(project.connection()).undo(ada));
        if (left - 1 == edits / 4) {
            ASSERT_EQ(content(project.connection()), middle);
        }
    }
    ASSERT_EQ(content(project.connection()), start);
    expectSound(project.connection());
    for (int redone = 0; redone < changes; ++redone) {
        if (redone == changes / 2)
            project.restart();
        ASSERT_OK(EditHistory(project.connection()).redo(ada));
    }
    ASSERT_EQ(content(project.connection()), end);
    expectSound(project.connection());
}
