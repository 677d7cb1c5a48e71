#include "core/coding/theorystore.h"

#include <cmath>

namespace antiphon {

namespace {

Result<void> checkCodeThere(const Connection& connection, CodeId code)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT 1 FROM code WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool there, select.bind(1, code).step());
    if (!there)
        return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    return {};
}

Result<QList<CodeRelation>> readRelations(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, source, target, kind, note, created_at FROM "
                                           "code_relation ORDER BY created_at, rowid"));
    QList<CodeRelation> relations;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return relations;
        relations << CodeRelation{
            select.id<RelationId>(0), select.id<CodeId>(1),
            select.id<CodeId>(2),     relationFromWord(select.text(3)).value_or(RelationKind::Condition),
            select.text(4),           select.integer(5)};
    }
}

Result<QList<CodeProperty>> readProperties(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, code, name, low, high, note, position FROM "
                                           "code_property ORDER BY code, position, id"));
    QList<CodeProperty> properties;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return properties;
        properties << CodeProperty{select.id<PropertyId>(0),
                                   select.id<CodeId>(1),
                                   select.text(2),
                                   select.text(3),
                                   select.text(4),
                                   select.text(5),
                                   static_cast<int>(select.integer(6))};
    }
}

Result<QList<CanvasPlace>> readPlaces(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT code, x, y FROM code_place ORDER BY code"));
    QList<CanvasPlace> places;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return places;
        places << CanvasPlace{select.id<CodeId>(0), select.real(1), select.real(2)};
    }
}

Result<std::optional<CodeId>> readCore(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT core FROM theory WHERE core IS NOT NULL"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? std::optional(select.id<CodeId>(0)) : std::nullopt;
}

} // namespace

Result<Theory> readTheory(const Connection& connection)
{
    Theory theory;
    ANTIPHON_TRY_ASSIGN(theory.relations, readRelations(connection));
    ANTIPHON_TRY_ASSIGN(theory.properties, readProperties(connection));
    ANTIPHON_TRY_ASSIGN(theory.places, readPlaces(connection));
    ANTIPHON_TRY_ASSIGN(theory.core, readCore(connection));
    return theory;
}

Result<RelationId> addRelation(const Connection& connection, CodeRelation relation)
{
    ANTIPHON_TRY_ASSIGN(const auto relations, readRelations(connection));
    ANTIPHON_TRY(checkRelation(relations, relation));
    ANTIPHON_TRY(checkCodeThere(connection, relation.source));
    ANTIPHON_TRY(checkCodeThere(connection, relation.target));
    if (relation.id.isNull())
        relation.id = RelationId::create();
    if (relation.createdAt == 0)
        relation.createdAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO code_relation (id, source, target, kind, note, "
                                           "created_at) VALUES (?,?,?,?,?,?)"));
    insert.bind(1, relation.id)
        .bind(2, relation.source)
        .bind(3, relation.target)
        .bind(4, relationWord(relation.kind))
        .bind(5, relation.note)
        .bind(6, relation.createdAt);
    ANTIPHON_TRY(insert.run());
    return relation.id;
}

Result<void> changeRelation(const Connection& connection, const CodeRelation& relation)
{
    ANTIPHON_TRY_ASSIGN(const auto relations, readRelations(connection));
    const auto stored = std::find_if(relations.begin(), relations.end(),
                                     [&](const CodeRelation& other) { return other.id == relation.id; });
    if (stored == relations.end())
        return fail(ErrorCode::NotFound, QStringLiteral("the relation"));
    CodeRelation changed = *stored;
    changed.kind = relation.kind;
    changed.note = relation.note;
    ANTIPHON_TRY(checkRelation(relations, changed));
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE code_relation SET kind = ?, note = ? WHERE id = ?"));
    return update.bind(1, relationWord(changed.kind)).bind(2, changed.note).bind(3, changed.id).run();
}

Result<void> removeRelation(const Connection& connection, RelationId relation)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM code_relation WHERE id = ?"));
    return remove.bind(1, relation).run();
}

Result<PropertyId> addProperty(const Connection& connection, CodeProperty property)
{
    ANTIPHON_TRY_ASSIGN(const auto properties, readProperties(connection));
    ANTIPHON_TRY(checkProperty(properties, property));
    ANTIPHON_TRY(checkCodeThere(connection, property.code));
    if (property.id.isNull())
        property.id = PropertyId::create();
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO code_property (id, code, name, low, high, note, position) VALUES "
                           "(?1,?2,?3,?4,?5,?6, (SELECT coalesce(max(position), -1) + 1 FROM code_property "
                           "WHERE code = ?2))"));
    insert.bind(1, property.id)
        .bind(2, property.code)
        .bind(3, property.name.trimmed())
        .bind(4, property.low)
        .bind(5, property.high)
        .bind(6, property.note);
    ANTIPHON_TRY(insert.run());
    return property.id;
}

Result<void> changeProperty(const Connection& connection, const CodeProperty& property)
{
    ANTIPHON_TRY_ASSIGN(const auto properties, readProperties(connection));
    ANTIPHON_TRY(checkProperty(properties, property));
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE code_property SET name = ?, low = ?, high = ?, note = ?, "
                                           "position = ? WHERE id = ?"));
    update.bind(1, property.name.trimmed())
        .bind(2, property.low)
        .bind(3, property.high)
        .bind(4, property.note)
        .bind(5, property.position)
        .bind(6, property.id);
    ANTIPHON_TRY(update.run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the property %1").arg(property.name));
    return {};
}

Result<void> removeProperty(const Connection& connection, PropertyId property)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM code_property WHERE id = ?"));
    return remove.bind(1, property).run();
}

Result<void> pinCode(const Connection& connection, const CanvasPlace& place)
{
    if (!std::isfinite(place.x) || !std::isfinite(place.y))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the place on the canvas"));
    ANTIPHON_TRY(checkCodeThere(connection, place.code));
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO code_place (code, x, y) VALUES (?,?,?) ON CONFLICT "
                                           "(code) DO UPDATE SET x = excluded.x, y = excluded.y"));
    return upsert.bind(1, place.code).bind(2, place.x).bind(3, place.y).run();
}

Result<void> unpinCode(const Connection& connection, CodeId code)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM code_place WHERE code = ?"));
    return remove.bind(1, code).run();
}

Result<void> setCoreCategory(const Connection& connection, std::optional<CodeId> core)
{
    if (core)
        ANTIPHON_TRY(checkCodeThere(connection, *core));
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO theory (id, core) VALUES (1, ?) ON CONFLICT (id) DO "
                                           "UPDATE SET core = excluded.core"));
    return upsert.bind(1, core).run();
}

} // namespace antiphon
