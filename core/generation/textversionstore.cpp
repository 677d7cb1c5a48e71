#include "core/generation/textversionstore.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

Result<QList<TextVersion>> textVersions(const Connection& connection, TextKind kind)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name, version, body, digest, note, actor, created_at "
                                           "FROM text_version WHERE kind = ? ORDER BY name, version DESC"));
    select.bind(1, textKindWord(kind));
    QList<TextVersion> versions;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return versions;
        versions << TextVersion{select.id<TextVersionId>(0),
                                kind,
                                select.text(1),
                                static_cast<int>(select.integer(2)),
                                select.text(3).toUtf8(),
                                select.text(4),
                                select.text(5),
                                select.text(6),
                                select.integer(7)};
    }
}

Result<TextVersion> addTextVersion(const Connection& connection, const Actor& actor, TextVersion version)
{
    version.id = version.id.isNull() ? TextVersionId::create() : version.id;
    version.digest =
        QString::fromLatin1(QCryptographicHash::hash(version.body, QCryptographicHash::Sha256).toHex());
    version.actor = actor.name;
    version.createdAt = version.createdAt == 0 ? now() : version.createdAt;
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO text_version (id, kind, name, version, body, digest, "
                                           "note, actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, version.id)
        .bind(2, textKindWord(version.kind))
        .bind(3, version.name)
        .bind(4, version.version)
        .bind(5, viewOf(version.body))
        .bind(6, version.digest)
        .bind(7, version.note)
        .bind(8, version.actor)
        .bind(9, version.createdAt);
    ANTIPHON_TRY(insert.run());
    return version;
}

Result<void> removeTextVersion(const Connection& connection, TextVersionId version)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM text_version WHERE id = ?"));
    ANTIPHON_TRY(remove.bind(1, version).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the version"));
    return {};
}

Result<std::optional<QByteArray>> textDraft(const Connection& connection, TextKind kind, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT body FROM text_draft WHERE kind = ? AND name = ?"));
    select.bind(1, textKindWord(kind)).bind(2, name);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? std::optional(select.text(0).toUtf8()) : std::nullopt;
}

Result<void> keepTextDraft(const Connection& connection, TextKind kind, const QString& name,
                           const QByteArray& body)
{
    ANTIPHON_TRY_ASSIGN(auto keep, connection.prepare("INSERT OR REPLACE INTO text_draft (kind, name, body, "
                                                      "changed_at) VALUES (?, ?, ?, ?)"));
    return keep.bind(1, textKindWord(kind)).bind(2, name).bind(3, viewOf(body)).bind(4, now()).run();
}

Result<void> dropTextDraft(const Connection& connection, TextKind kind, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto drop, connection.prepare("DELETE FROM text_draft WHERE kind = ? AND name = ?"));
    return drop.bind(1, textKindWord(kind)).bind(2, name).run();
}

} // namespace antiphon
