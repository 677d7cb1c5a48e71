#include "core/coding/coderstore.h"

#include "core/storage/blinding.h"

namespace antiphon {

namespace {

Coder coderOf(const Statement& row)
{
    return {row.id<CoderId>(0), row.text(1), row.integer(2) != 0};
}

Result<void> checkName(const QString& name)
{
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the coder"),
                    QStringLiteral("a coder needs a name"));
    return {};
}

} // namespace

Result<QList<Coder>> allCoders(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name, blind FROM coder ORDER BY name"));
    QList<Coder> coders;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coders;
        coders << coderOf(select);
    }
}

Result<std::optional<Coder>> coderByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name, blind FROM coder WHERE name = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, name).step());
    return found ? std::optional(coderOf(select)) : std::nullopt;
}

Result<Coder> ensureCoder(const Connection& connection, const QString& name, CoderId id)
{
    ANTIPHON_TRY(checkName(name));
    ANTIPHON_TRY_ASSIGN(const auto found, coderByName(connection, name));
    if (found)
        return *found;
    const Coder coder{id.isNull() ? CoderId::create() : id, name};
    ANTIPHON_TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
    ANTIPHON_TRY(insert.bind(1, coder.id).bind(2, coder.name).run());
    return coder;
}

Result<void> renameCoder(const Connection& connection, CoderId coder, const QString& name)
{
    ANTIPHON_TRY(checkName(name));
    const QString plain = name.trimmed();
    ANTIPHON_TRY_ASSIGN(const auto rival, coderByName(connection, plain));
    if (rival && rival->id != coder)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the coder %1").arg(plain));
    // The choice must find her under the new name, and again under the old one when this is undone.
    ANTIPHON_TRY_ASSIGN(auto keep,
                        connection.prepare("UPDATE setting SET value = lower(hex(?1)) WHERE name = "
                                           "'coder' AND value = (SELECT name FROM coder WHERE id "
                                           "= ?1)"));
    ANTIPHON_TRY(keep.bind(1, coder).run());
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE coder SET name = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, plain).bind(2, coder).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder"));
    return {};
}

Result<void> setCoderSight(const Connection& connection, CoderId coder, CoderSight sight)
{
    if (sight == CoderSight::Blind)
        ANTIPHON_TRY(findCodersOfHistory(connection));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE coder SET blind = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, sight == CoderSight::Blind ? 1 : 0).bind(2, coder).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder"));
    return {};
}

Result<QString> chosenCoder(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT coalesce((SELECT name FROM coder WHERE lower(hex(id)) = "
                                           "setting.value), value) FROM setting WHERE name = 'coder'"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? select.text(0) : QString();
}

Result<void> setChosenCoder(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO setting (name, value) VALUES ('coder', ?) "
                                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
    return upsert.bind(1, name).run();
}

} // namespace antiphon
