#include "core/coding/codestore.h"

#include "core/coding/codemergestore.h"
#include "core/coding/codetree.h"

namespace antiphon {

namespace {

// The column keeps '' for free codes.
QString storedFacet(Facet facet)
{
    return facet == Facet::Free ? QString() : facetWord(facet);
}

Code codeOf(const Statement& row)
{
    Code code;
    code.id = row.id<CodeId>(0);
    code.parent = row.id<CodeId>(1);
    code.facet = facetFromWord(row.text(2)).value_or(Facet::Free);
    code.name = row.text(3);
    code.definition = row.text(4);
    code.includes = row.text(5);
    code.excludes = row.text(6);
    const auto examples = QJsonDocument::fromJson(row.text(7).toUtf8()).array();
    for (const QJsonValue& example : examples)
        code.examples << example.toString();
    code.shortcut = row.text(8);
    code.colour = static_cast<int>(row.integer(9));
    code.codable = row.integer(10) != 0;
    code.position = static_cast<int>(row.integer(11));
    return code;
}

void bindCode(Statement& statement, const Code& code)
{
    const QByteArray examples =
        QJsonDocument(QJsonArray::fromStringList(code.examples)).toJson(QJsonDocument::Compact);
    statement.bind(1, code.id)
        .bind(2, code.parent)
        .bind(3, storedFacet(code.facet))
        .bind(4, code.name)
        .bind(5, code.definition)
        .bind(6, code.includes)
        .bind(7, code.excludes)
        .bind(8, QString::fromUtf8(examples))
        .bind(9, code.shortcut)
        .bind(10, code.colour)
        .bind(11, code.codable ? 1 : 0)
        .bind(12, code.position);
}

} // namespace

Result<QList<Code>> readCodes(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT id, parent, facet, name, definition, includes, excludes, examples, shortcut, "
            "colour, codable, position FROM code ORDER BY CASE facet WHEN 'intent' THEN 0 "
            "WHEN 'action' THEN 1 WHEN 'attribute' THEN 2 ELSE 3 END, position, name"));
    QList<Code> codes;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return inTreeOrder(codes);
        codes << codeOf(select);
    }
}

Result<CodeId> addCode(const Connection& connection, Code code)
{
    if (code.id.isNull())
        code.id = CodeId::create();
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY(checkCode(codes, code));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO code (id, parent, facet, name, definition, includes, "
                                           "excludes, examples, shortcut, colour, codable, position) "
                                           "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"));
    bindCode(insert, code);
    ANTIPHON_TRY(insert.run());
    return code.id;
}

Result<void> changeCode(const Connection& connection, const Code& code)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY(checkCode(codes, code));
    ANTIPHON_TRY_ASSIGN(
        auto update,
        connection.prepare(
            "UPDATE code SET parent = ?2, facet = ?3, name = ?4, definition = ?5, includes = ?6, "
            "excludes = ?7, examples = ?8, shortcut = ?9, colour = ?10, codable = ?11, "
            "position = ?12 WHERE id = ?1"));
    bindCode(update, code);
    ANTIPHON_TRY(update.run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the code %1").arg(code.name));
    return {};
}

Result<void> deleteUnusedCode(const Connection& connection, CodeId code)
{
    ANTIPHON_TRY_ASSIGN(auto count,
                        connection.prepare("SELECT (SELECT count(*) FROM coding WHERE code = ?1), "
                                           "(SELECT count(*) FROM code WHERE parent = ?1), "
                                           "(SELECT name FROM code WHERE id = ?1)"));
    ANTIPHON_TRY(count.bind(1, code).step());
    const QString name = count.text(2);
    if (const qint64 codings = count.integer(0); codings > 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("deleting %1").arg(name),
                    codings == 1 ? QStringLiteral("one coding uses it")
                                 : QStringLiteral("%1 codings use it").arg(codings));
    if (count.integer(1) > 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("deleting %1").arg(name),
                    QStringLiteral("other codes lie in it"));
    count.reset();
    // Relations, properties, memos and whatever else names it go, too.
    ANTIPHON_TRY(deleteCodes(connection, {code}, CodesBelow::Keep));
    return {};
}

} // namespace antiphon
