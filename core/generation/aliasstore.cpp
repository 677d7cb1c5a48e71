#include "core/generation/aliasstore.h"

namespace antiphon {

Result<QList<Alias>> projectAliases(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto rows,
                        connection.prepare("SELECT value, alias FROM mention_alias ORDER BY value, alias"));
    QList<Alias> list;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return list;
        list << Alias{rows.text(0), rows.text(1)};
    }
}

Result<AliasTable> aliasesOf(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto own, projectAliases(connection));
    return shippedAliases().with(own);
}

Result<void> setProjectAliases(const Connection& connection, const QList<Alias>& aliases)
{
    ANTIPHON_TRY_ASSIGN(auto clear, connection.prepare("DELETE FROM mention_alias"));
    ANTIPHON_TRY(clear.run());
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT OR IGNORE INTO mention_alias (value, alias) VALUES (?,?)"));
    for (const Alias& alias : aliases) {
        if (alias.value.trimmed().isEmpty() || alias.alias.trimmed().isEmpty())
            return fail(ErrorCode::InvalidValue, QStringLiteral("the aliases"),
                        QStringLiteral("a row has an empty side"));
        insert.bind(1, alias.value.trimmed()).bind(2, alias.alias.trimmed());
        ANTIPHON_TRY(insert.run());
    }
    return {};
}

} // namespace antiphon
