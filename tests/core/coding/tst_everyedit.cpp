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

// Everything in the file but the record of how it came about, what models propose, which is no edit, and how
// the full-text index lies in its segments; whether it agrees with the texts, expectSound() asks.
QString content(const Connection& connection)
{
    QString kept;
    const QString whole = dumpOfAllTables(connection);
    for (const QStringView line : QStringView(whole).split(u'\n')) {
        const QStringView table = line.left(std::max<qsizetype>(0, line.indexOf(u'|')));
        if (table != QLatin1String("history") && table != QLatin1String("suggestion") &&
            table != QLatin1String("turn_text_data") && table != QLatin1String("turn_text_idx"))
            kept += line.toString() + QLatin1Char('\n');
    }
    return kept;
}

void expectSound(const Connection& connection)
{
    const auto faults = checkIntegrity(connection);
    ASSERT_OK(faults);
    EXPECT_EQ(*faults, QStringList());
    EXPECT_OK(connection.execute("INSERT INTO turn_text (turn_text, rank) VALUES ('integrity-check', 1)"));
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
