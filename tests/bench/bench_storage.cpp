// What one act of a person costs: the edit with its changeset on disk, and its undo, in a project of 200,000
// codings.
#include "core/storage/edithistory.h"
#include "tests/support/temporaryproject.h"

#include <benchmark/benchmark.h>

using namespace antiphon;

namespace {

const Actor ada{QStringLiteral("ada")};

void mustHold(const Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

// 2,000 dialogues of 40 turns, 1,000 codes, 200,000 codings.
const Connection& bigProject()
{
    static test::TemporaryProject project;
    static const bool filled = [] {
        mustHold(project.connection().execute(R"(
            BEGIN;
            INSERT INTO source VALUES (zeroblob(16), 's', 'corpus', 'csv', '', 'ready', 0, 0, 0, 0, 0);
            INSERT INTO coder (id, name) VALUES (zeroblob(16), 'ada');
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
                INSERT INTO code (id, facet, name) SELECT cast(printf('%016d', i) AS BLOB), '', 'code ' || i FROM n;
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
                INSERT INTO dialogue (id, source, ordinal, external_id, turns, tracks, preview)
                SELECT cast(printf('%016d', i) AS BLOB), zeroblob(16), i, 'd' || i, 40, 0, '' FROM n;
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 79999)
                INSERT INTO turn (id, dialogue, position, role, text)
                SELECT cast(printf('%016d', i) AS BLOB), cast(printf('%016d', i / 40) AS BLOB), i % 40, i % 2,
                       'something about music ' || i FROM n;
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199999)
                INSERT INTO coding (id, code, coder, dialogue, turn, origin, created_at)
                SELECT cast(printf('%016d', i) AS BLOB), cast(printf('%016d', (i * 7 + i / 80000) % 999) AS BLOB), zeroblob(16),
                       cast(printf('%016d', (i % 80000) / 40) AS BLOB), cast(printf('%016d', i % 80000) AS BLOB),
                       'person', 0 FROM n;
            COMMIT;)"));
        return true;
    }();
    Q_UNUSED(filled);
    return project.connection();
}

Result<void> codeATurn(const Connection& connection, int turn)
{
    return EditHistory(connection).record(ada, QStringLiteral("Code turn"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(auto insert,
                            connection.prepare("INSERT INTO coding (id, code, coder, dialogue, turn, origin, "
                                               "created_at) SELECT ?, cast(printf('%016d', 999) AS BLOB), "
                                               "zeroblob(16), dialogue, id, 'person', 0 FROM turn WHERE "
                                               "id = cast(printf('%016d', ?) AS BLOB)"));
        return insert.bind(1, timeOrderedIdBytes()).bind(2, turn).run();
    });
}

void oneEdit(benchmark::State& state)
{
    const Connection& connection = bigProject();
    static int turn = 0;
    for (auto _ : state) {
        mustHold(codeATurn(connection, turn++));
    }
}
BENCHMARK(oneEdit)->Unit(benchmark::kMicrosecond)->Iterations(500);

void oneUndo(benchmark::State& state)
{
    const Connection& connection = bigProject();
    EditHistory history(connection);
    for (auto _ : state) {
        if (!history.undo(ada))
            state.SkipWithError("nothing left to undo");
    }
}
BENCHMARK(oneUndo)->Unit(benchmark::kMicrosecond)->Iterations(400);

} // namespace

BENCHMARK_MAIN();
