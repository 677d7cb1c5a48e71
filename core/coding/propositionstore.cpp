#include "core/coding/propositionstore.h"

#include <QHash>

namespace antiphon {

namespace {

Result<void> checkText(const Proposition& proposition)
{
    if (proposition.text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the proposition"),
                    QStringLiteral("it has no text"));
    return {};
}

Result<void> checkCodes(const Connection& connection, const QList<CodeId>& codes)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT 1 FROM code WHERE id = ?"));
    for (const CodeId code : codes) {
        ANTIPHON_TRY_ASSIGN(const bool there, select.reset().bind(1, code).step());
        if (!there)
            return fail(ErrorCode::NotFound, QStringLiteral("the code of the proposition"));
    }
    return {};
}

Result<QHash<PropositionId, QList<CodeId>>> readCodesOf(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT proposition, code FROM proposition_code ORDER BY id"));
    QHash<PropositionId, QList<CodeId>> codes;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return codes;
        codes[select.id<PropositionId>(0)] << select.id<CodeId>(1);
    }
}

Result<QHash<CodeId, QString>> readCodeNames(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name FROM code WHERE id IN (SELECT code FROM "
                                           "proposition_code)"));
    QHash<CodeId, QString> names;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return names;
        names.insert(select.id<CodeId>(0), select.text(1));
    }
}

// What is named already stays as it is, so that the history tells only what changed.
Result<void> writeCodes(const Connection& connection, const Proposition& proposition)
{
    ANTIPHON_TRY(checkCodes(connection, proposition.codes));
    ANTIPHON_TRY_ASSIGN(const auto stored, readCodesOf(connection));
    const QList<CodeId> before = stored.value(proposition.id);
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM proposition_code WHERE proposition = ? "
                                                        "AND code = ?"));
    for (const CodeId code : before) {
        if (!proposition.codes.contains(code))
            ANTIPHON_TRY(remove.reset().bind(1, proposition.id).bind(2, code).run());
    }
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO proposition_code (id, proposition, code, coder) "
                                           "SELECT ?, id, ?, coder FROM proposition WHERE id = ?"));
    QList<CodeId> named = before;
    for (const CodeId code : proposition.codes) {
        if (named.contains(code))
            continue;
        named << code;
        ANTIPHON_TRY(
            insert.reset().bind(1, Id<struct RowTag>::create()).bind(2, code).bind(3, proposition.id).run());
    }
    return {};
}

ListedProposition listedOf(const Statement& row)
{
    ListedProposition listed;
    Proposition& proposition = listed.proposition;
    proposition.id = row.id<PropositionId>(0);
    proposition.text = row.text(1);
    proposition.note = row.text(2);
    proposition.coder = row.id<CoderId>(3);
    proposition.state = propositionStateFromWord(row.text(4)).value_or(PropositionState::UnderTest);
    proposition.createdAt = row.integer(5);
    proposition.changedAt = row.integer(6);
    listed.coder = row.text(7);
    listed.counts = {static_cast<int>(row.integer(8)), static_cast<int>(row.integer(9)),
                     static_cast<int>(row.integer(10))};
    return listed;
}

} // namespace

Result<PropositionId> addProposition(const Connection& connection, Proposition proposition)
{
    ANTIPHON_TRY(checkText(proposition));
    if (proposition.id.isNull())
        proposition.id = PropositionId::create();
    if (proposition.createdAt == 0)
        proposition.createdAt = proposition.changedAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO proposition (id, text, note, coder, state, "
                                           "created_at, changed_at) VALUES (?,?,?,?,?,?,?)"));
    insert.bind(1, proposition.id)
        .bind(2, proposition.text.trimmed())
        .bind(3, proposition.note)
        .bind(4, proposition.coder)
        .bind(5, propositionStateWord(proposition.state))
        .bind(6, proposition.createdAt)
        .bind(7, proposition.changedAt);
    ANTIPHON_TRY(insert.run());
    ANTIPHON_TRY(writeCodes(connection, proposition));
    return proposition.id;
}

Result<void> changeProposition(const Connection& connection, const Proposition& proposition)
{
    ANTIPHON_TRY(checkText(proposition));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE proposition SET text = ?, note = ?, state = "
                                                        "?, changed_at = ? WHERE id = ?"));
    update.bind(1, proposition.text.trimmed())
        .bind(2, proposition.note)
        .bind(3, propositionStateWord(proposition.state))
        .bind(4, now())
        .bind(5, proposition.id);
    ANTIPHON_TRY(update.run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the proposition"));
    return writeCodes(connection, proposition);
}

Result<void> removeProposition(const Connection& connection, PropositionId proposition)
{
    for (const char* sql :
         {"DELETE FROM proposition_evidence WHERE proposition = ?",
          "DELETE FROM proposition_code WHERE proposition = ?", "DELETE FROM proposition WHERE id = ?"}) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
        ANTIPHON_TRY(remove.bind(1, proposition).run());
    }
    return {};
}

Result<QList<ListedProposition>> listPropositions(const Connection& connection, std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT p.id, p.text, p.note, p.coder, p.state, p.created_at, p.changed_at, coder.name, "
            "count(e.id) FILTER (WHERE e.stance = 'for'), count(e.id) FILTER (WHERE e.stance = 'against'), "
            "count(e.id) FILTER (WHERE e.stance = 'against' AND e.answer = '' AND p.state <> 'dropped') FROM "
            "proposition p JOIN coder ON coder.id = p.coder LEFT JOIN proposition_evidence e ON "
            "e.proposition = p.id WHERE ?1 IS NULL OR p.coder = ?1 GROUP BY p.id ORDER BY p.created_at, "
            "p.id"));
    select.bind(1, coder);
    ANTIPHON_TRY_ASSIGN(const auto codes, readCodesOf(connection));
    ANTIPHON_TRY_ASSIGN(const auto names, readCodeNames(connection));
    QList<ListedProposition> listed;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return listed;
        ListedProposition row = listedOf(select);
        row.proposition.codes = codes.value(row.proposition.id);
        for (const CodeId code : std::as_const(row.proposition.codes))
            row.codes << names.value(code);
        listed << row;
    }
}

Result<ListedProposition> listedProposition(const Connection& connection, PropositionId proposition)
{
    ANTIPHON_TRY_ASSIGN(const auto all, listPropositions(connection, {}));
    for (const ListedProposition& listed : all) {
        if (listed.proposition.id == proposition)
            return listed;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the proposition"));
}

} // namespace antiphon
