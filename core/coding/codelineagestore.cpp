#include "core/coding/codelineagestore.h"

namespace antiphon {

Result<void> addLineage(const Connection& connection, const CodeLineage& lineage)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare(
                         "INSERT INTO code_lineage (id, from_code, into_code, kind, at) VALUES (?,?,?,?,?)"));
    return insert.bind(1, timeOrderedIdBytes())
        .bind(2, lineage.from)
        .bind(3, lineage.into)
        .bind(4, lineage.kind == LineageKind::Merge ? QStringLiteral("merge") : QStringLiteral("split"))
        .bind(5, lineage.at)
        .run();
}

Result<QList<CodeLineage>> readLineage(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT from_code, into_code, kind, at FROM code_lineage ORDER BY id"));
    QList<CodeLineage> lineage;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return lineage;
        lineage << CodeLineage{select.id<CodeId>(0), select.id<CodeId>(1),
                               select.text(2) == QLatin1String("merge") ? LineageKind::Merge
                                                                        : LineageKind::Split,
                               select.integer(3)};
    }
}

} // namespace antiphon
