#include "core/coding/turncorrectionstore.h"

#include "core/base/clock.h"
#include "core/coding/textalignment.h"

namespace antiphon {

namespace {

struct TurnText
{
    QString text;
    QString original; // as imported
    bool corrected = false;
    bool ofRun = false;
    std::optional<QString> preview; // of the dialogue, where it begins with this turn
};

Result<TurnText> readTurnText(const Connection& connection, TurnId turn)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.text, coalesce(correction.original, turn.text), correction.turn IS NOT NULL, "
            "source.kind = 'run', CASE WHEN correction.turn IS NOT NULL THEN correction.preview WHEN "
            "turn.position = (SELECT min(position) FROM turn AS t WHERE t.dialogue = turn.dialogue AND "
            "t.text <> '') THEN dialogue.preview END FROM turn "
            "JOIN ready_dialogue AS dialogue ON dialogue.id = turn.dialogue "
            "JOIN source ON source.id = dialogue.source "
            "LEFT JOIN turn_correction AS correction ON correction.turn = turn.id WHERE turn.id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, turn).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the turn"));
    TurnText read{select.text(0), select.text(1), select.integer(2) != 0, select.integer(3) != 0, {}};
    if (!select.isNull(4))
        read.preview = select.text(4);
    return read;
}

Result<void> store(const Connection& connection, TurnId turn, const TurnText& before, const QString& text)
{
    if (before.corrected && text == before.original) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM turn_correction WHERE turn = ?"));
        return remove.bind(1, turn).run();
    }
    ANTIPHON_TRY_ASSIGN(
        auto upsert,
        connection.prepare("INSERT INTO turn_correction (turn, original, text, preview, changed_at) VALUES "
                           "(?,?,?,?,?) ON CONFLICT (turn) DO UPDATE SET text = excluded.text, changed_at = "
                           "excluded.changed_at"));
    upsert.bind(1, turn).bind(2, before.original).bind(3, text).bind(5, now());
    if (before.preview)
        upsert.bind(4, *before.preview);
    else
        upsert.bindNull(4);
    return upsert.run();
}

struct SpanRow
{
    IdBytes id = {};
    TextSpan span;
};

Result<QList<SpanRow>> spansOn(const Connection& connection, const std::string& from, TurnId turn)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, span_begin, span_end FROM " + from +
                                                        " = ? AND span_begin >= 0 ORDER BY rowid"));
    select.bind(1, turn);
    QList<SpanRow> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return rows;
        rows << SpanRow{select.id<Id<struct AnyTag>>(0).bytes(), {select.integer(1), select.integer(2)}};
    }
}

Result<void> setSpan(const Connection& connection, const std::string& table, const IdBytes& id, TextSpan span)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE OR IGNORE " + table +
                                                        " SET span_begin = ?, span_end = ? WHERE id = ?"));
    return update.bind(1, span.begin).bind(2, span.end).bind(3, id).run();
}

// Codings are first put aside, as one may take the place that another leaves.
Result<void> moveCodings(const Connection& connection, TurnId turn, const TextAlignment& alignment,
                         TurnCorrection& result)
{
    ANTIPHON_TRY_ASSIGN(const QList<SpanRow> rows, spansOn(connection, "coding WHERE turn", turn));
    QList<SpanRow> going;
    for (const SpanRow& row : rows) {
        const auto moved = alignment.moved(row.span);
        if (moved == row.span)
            continue;
        const qint64 aside = -2 - going.size();
        ANTIPHON_TRY(setSpan(connection, "coding", row.id, {aside, aside}));
        going << SpanRow{row.id, moved.value_or(TextSpan{-1, -1})};
    }
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM coding WHERE id = ? RETURNING coder"));
    for (const SpanRow& row : std::as_const(going)) {
        bool placed = row.span.begin >= 0;
        if (placed) {
            ANTIPHON_TRY(setSpan(connection, "coding", row.id, row.span));
            placed = connection.changes() > 0;
        }
        if (placed) {
            ++result.moved;
            continue;
        }
        ANTIPHON_TRY(remove.reset().bind(1, row.id).step());
        result.lost << remove.id<CoderId>(0);
        ANTIPHON_TRY(remove.step());
    }
    return {};
}

// Of memos on words and of evidence: these may lie on one another, and stay on the turn when the words go.
Result<void> moveNotes(const Connection& connection, const std::string& table, TurnId turn,
                       const TextAlignment& alignment, TurnCorrection& result)
{
    ANTIPHON_TRY_ASSIGN(const QList<SpanRow> rows,
                        spansOn(connection, table + " WHERE target_kind = 'span' AND target", turn));
    ANTIPHON_TRY_ASSIGN(auto widen, connection.prepare("UPDATE " + table +
                                                       " SET target_kind = 'turn', "
                                                       "span_begin = -1, span_end = -1 "
                                                       "WHERE id = ?"));
    for (const SpanRow& row : rows) {
        const auto moved = alignment.moved(row.span);
        if (moved == row.span)
            continue;
        ++result.moved;
        if (moved)
            ANTIPHON_TRY(setSpan(connection, table, row.id, *moved));
        else
            ANTIPHON_TRY(widen.bind(1, row.id).run());
    }
    return {};
}

} // namespace

Result<TurnCorrection> correctTurn(const Connection& connection, TurnId turn, const QString& typed)
{
    const QString subject = QStringLiteral("correcting the text");
    QString text = typed;
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the text"), QStringLiteral("it has no word"));
    ANTIPHON_TRY_ASSIGN(const TurnText before, readTurnText(connection, turn));
    if (before.ofRun)
        return fail(ErrorCode::NotPossible, subject,
                    QStringLiteral("a run wrote it, and its text is evidence of that"));
    if (before.text.isEmpty())
        return fail(ErrorCode::NotPossible, subject, QStringLiteral("the turn has no word"));
    TurnCorrection result;
    if (text == before.text)
        return result;
    const TextAlignment alignment(before.text, text);
    ANTIPHON_TRY(store(connection, turn, before, text));
    ANTIPHON_TRY(moveCodings(connection, turn, alignment, result));
    ANTIPHON_TRY(moveNotes(connection, "memo", turn, alignment, result));
    ANTIPHON_TRY(moveNotes(connection, "memo_link", turn, alignment, result));
    return result;
}

Result<qint64> correctionStamp(const Connection& connection, DialogueId dialogue)
{
    // Corrections are few beside the turns of a long dialogue, so they come first.
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT coalesce(sum(changed_at), 0) FROM "
                                                        "turn_correction CROSS JOIN turn ON turn.id = "
                                                        "turn_correction.turn WHERE turn.dialogue = ?"));
    ANTIPHON_TRY(select.bind(1, dialogue).step());
    return select.integer(0);
}

} // namespace antiphon
