#include "core/cascade/cascadestore.h"

#include <QJsonDocument>

namespace antiphon {

namespace {

Result<QString> checkedName(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the name of the cascade"),
                    QStringLiteral("it is empty"));
    return trimmed;
}

Result<std::optional<CascadeId>> idOfName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id FROM cascade WHERE name = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, name).step());
    return found ? std::optional(select.id<CascadeId>(0)) : std::nullopt;
}

Result<Cascade> cascadeOf(const Statement& row)
{
    Cascade cascade{row.id<CascadeId>(0), row.text(1),   row.id<CatalogueId>(2), {},
                    row.integer(4),       row.integer(5)};
    const auto state = stateFromJson(QJsonDocument::fromJson(row.text(3).toUtf8()).object());
    if (!state)
        return fail(ErrorCode::WrongFormat, QStringLiteral("cascade ") + cascade.name,
                    QStringLiteral("its filters can not be read"));
    cascade.state = *state;
    return cascade;
}

} // namespace

Result<CascadeId> saveCascade(const Connection& connection, const QString& name, CatalogueId catalogue,
                              const FilterState& state)
{
    ANTIPHON_TRY_ASSIGN(const QString checked, checkedName(name));
    ANTIPHON_TRY_ASSIGN(const auto known, idOfName(connection, checked));
    const QString json = QString::fromUtf8(QJsonDocument(stateJson(state)).toJson(QJsonDocument::Compact));
    const CascadeId id = known.value_or(CascadeId::create());
    const TimePoint at = now();
    ANTIPHON_TRY_ASSIGN(
        auto write,
        connection.prepare(known ? "UPDATE cascade SET catalogue = ?2, state = ?3, changed_at = ?4 WHERE id "
                                   "= ?1"
                                 : "INSERT INTO cascade (id, catalogue, state, created_at, changed_at, name) "
                                   "VALUES (?1, ?2, ?3, ?4, ?4, ?5)"));
    write.bind(1, id).bind(2, catalogue).bind(3, json).bind(4, at);
    if (!known)
        write.bind(5, checked);
    ANTIPHON_TRY(write.run());
    return id;
}

Result<void> renameCascade(const Connection& connection, CascadeId cascade, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QString checked, checkedName(name));
    ANTIPHON_TRY_ASSIGN(const auto known, idOfName(connection, checked));
    if (known && *known != cascade)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("cascade ") + checked);
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE cascade SET name = ?, changed_at = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, checked).bind(2, now()).bind(3, cascade).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the cascade"));
    return {};
}

Result<void> removeCascade(const Connection& connection, CascadeId cascade)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM cascade WHERE id = ?"));
    return remove.bind(1, cascade).run();
}

Result<QList<Cascade>> listCascades(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name, catalogue, state, created_at, "
                                                        "changed_at FROM cascade ORDER BY name"));
    QList<Cascade> cascades;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return cascades;
        ANTIPHON_TRY_ASSIGN(const Cascade cascade, cascadeOf(select));
        cascades << cascade;
    }
}

Result<Cascade> cascadeByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<Cascade> cascades, listCascades(connection));
    QStringList names;
    for (const Cascade& cascade : cascades) {
        if (cascade.name == name)
            return cascade;
        names << cascade.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("cascade ") + name,
                names.isEmpty() ? QStringLiteral("the project has no named cascades")
                                : QStringLiteral("the project has ") + names.join(QStringLiteral(", ")));
}

} // namespace antiphon
