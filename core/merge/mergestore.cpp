#include "core/base/clock.h"
#include "core/merge/merge.h"
#include "core/merge/mergerows.h"
#include "core/storage/blinding.h"
#include "core/storage/bulkedit.h"
#include "core/storage/project.h"

#include <QFileInfo>
#include <QUrl>

namespace antiphon {

namespace {

// The other file beside this one, for reading only, as long as this lives.
class OtherFile
{
public:
    static Result<OtherFile> attach(const Connection& connection, const QString& path)
    {
        QUrl url = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
        const QString name = url.toString(QUrl::FullyEncoded) + QStringLiteral("?mode=ro");
        ANTIPHON_TRY_ASSIGN(auto attach, connection.prepare("ATTACH ? AS other"));
        ANTIPHON_TRY(attach.bind(1, name).run());
        return OtherFile(connection);
    }
    OtherFile(OtherFile&& other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}
    OtherFile& operator=(OtherFile&&) = delete;
    ~OtherFile()
    {
        if (m_connection)
            (void)m_connection->execute("DROP TABLE IF EXISTS temp.merge_new; DETACH other");
    }

private:
    explicit OtherFile(const Connection& connection) : m_connection(&connection) {}
    const Connection* m_connection;
};

// Refuses what is no sound project before anything is touched.
Result<void> checkOther(const Connection& mine, const QString& path, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const Connection other, openProject(path, Access::ReadOnly));
    if (QFileInfo(path).canonicalFilePath() == QFileInfo(mine.path()).canonicalFilePath())
        return fail(ErrorCode::NotPossible, QStringLiteral("merging"),
                    QStringLiteral("both names are of the same file"));
    const MergeWatch watch(other, cancel, {});
    auto check = other.prepare("PRAGMA quick_check(1)");
    if (!check)
        return fail(check.error().code, path);
    const auto row = check->step();
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("merging"));
    if (!row || !*row || check->text(0) != QLatin1String("ok"))
        return fail(ErrorCode::DamagedProject, path);
    return {};
}

struct MergeWork
{
    MergeSchema schema;
    MergeBases bases;
    CopiedBulk copied;
};

Result<qint64> entriesAfter(const Connection& mine, const QByteArray& file, qint64 sequence)
{
    const QByteArray sql = "SELECT count(*) FROM " + file + ".history WHERE sequence > ?";
    ANTIPHON_TRY_ASSIGN(auto count, mine.prepare(sql.toStdString()));
    ANTIPHON_TRY(count.bind(1, sequence).step());
    return count.integer(0);
}

Result<MergeWork> prepareWork(const Connection& mine, MergeReport& report, MergeWatch& watch)
{
    MergeWork work;
    ANTIPHON_TRY_ASSIGN(work.schema, readMergeSchema(mine));
    ANTIPHON_TRY_ASSIGN(const MergeSync sync, findSync(mine));
    ANTIPHON_TRY_ASSIGN(report.theirEdits, entriesAfter(mine, "other", sync.theirsKnown));
    ANTIPHON_TRY_ASSIGN(const qint64 myEdits, entriesAfter(mine, "main", sync.mineKnown));
    watch.begin(report.theirEdits + myEdits, QStringLiteral("edits"));
    ANTIPHON_TRY_ASSIGN(work.bases.theirs, touchedSince(mine, "other", sync.theirsKnown, watch));
    ANTIPHON_TRY_ASSIGN(work.bases.mine, touchedSince(mine, "main", sync.mineKnown, watch));
    work.bases.theirsAfter = work.bases.theirs;
    if (sync.theirsAtMerge != sync.theirsKnown) {
        ANTIPHON_TRY_ASSIGN(const qint64 after, entriesAfter(mine, "other", sync.theirsAtMerge));
        watch.begin(after, QStringLiteral("edits"));
        ANTIPHON_TRY_ASSIGN(work.bases.theirsAfter, touchedSince(mine, "other", sync.theirsAtMerge, watch));
    }
    report.common = sync.common;
    ANTIPHON_TRY_ASSIGN(work.copied, copyBulkRows(mine, work.schema, work.bases.theirs));
    report.bulk = work.copied.rows;
    return work;
}

bool changedAnything(const MergeReport& report)
{
    return report.alike > 0 || report.newConflicts > 0 || !report.bulk.isEmpty() || !report.tables.isEmpty();
}

Result<void> keepPoint(const Connection& mine, const QString& file)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        mine.prepare("INSERT OR REPLACE INTO main.merge_point (entry, sequence, file, merged_at) SELECT "
                     "(SELECT id FROM other.history ORDER BY sequence DESC LIMIT 1), "
                     "(SELECT coalesce(max(sequence), 0) + 1 FROM main.history), ?, ?"));
    return insert.bind(1, file).bind(2, now()).run();
}

// What a blind coder may not know: how much of their own the others did.
Result<void> hideCounts(const Connection& mine, MergeReport& report)
{
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(mine));
    if (!sole)
        return {};
    report.blinded = true;
    report.alike = 0;
    report.newConflicts = 0;
    report.theirEdits = 0;
    ANTIPHON_TRY_ASSIGN(auto select,
                        mine.prepare("SELECT list.name FROM pragma_table_list AS list JOIN "
                                     "pragma_table_info(list.name, 'main') AS info WHERE list.schema = "
                                     "'main' AND info.name = 'coder'"));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        report.tables.remove(select.text(0));
    }
    report.tables.remove(QStringLiteral("memo_link"));
    return {};
}

} // namespace

Result<MergeReport> mergeProject(const Connection& mine, const Actor& actor, const QString& otherPath,
                                 const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY(checkOther(mine, otherPath, cancel));
    ANTIPHON_TRY_ASSIGN(const OtherFile other, OtherFile::attach(mine, otherPath));
    MergeWatch watch(mine, cancel, progress);
    const QString file = QFileInfo(otherPath).fileName();
    MergeReport report;
    MergeWork work;
    const auto bulk = [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(work, prepareWork(mine, report, watch));
        return {};
    };
    const auto change = [&]() -> Result<void> {
        MergeRows rows(mine, work.schema, work.bases, work.copied, file, watch);
        ANTIPHON_TRY(rows.run(report));
        if (work.schema.find(QStringLiteral("unblinding")))
            ANTIPHON_TRY(copyUnblindings(mine));
        if (changedAnything(report))
            ANTIPHON_TRY(keepPoint(mine, file));
        watch.finish(); // what follows is short
        return {};
    };
    ANTIPHON_TRY(recordWithBulk(mine, actor, QStringLiteral("Merge %1").arg(file), bulk, change));
    ANTIPHON_TRY(hideCounts(mine, report));
    return report;
}

} // namespace antiphon
