// Patterns over the turns of a project.
#include "core/coding/autocode.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"

#include <set>
#include <tuple>

namespace antiphon {

namespace {

constexpr int reportEvery = 1000;

using SpanKey = std::tuple<TurnId, qint64, qint64>;

Result<Code> codeOf(const Connection& connection, CodeId id)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    for (const Code& code : codes) {
        if (code.id == id)
            return code;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the code"));
}

// Where the coder has the code already; whole turns have the span (-1, -1).
Result<std::set<SpanKey>> codedAlready(const Connection& connection, const AutocodeRule& rule)
{
    std::set<SpanKey> coded;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT turn, span_begin, span_end FROM coding WHERE "
                                                        "code = ? AND coder = ? AND turn IS NOT NULL AND "
                                                        "exchange = 0"));
    select.bind(1, rule.code).bind(2, rule.coder);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coded;
        coded.emplace(select.id<TurnId>(0), select.integer(1), select.integer(2));
    }
}

Result<Statement> selectTurns(const Connection& connection, const AutocodeRule& rule,
                              std::optional<Role> role)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.id, turn.dialogue, turn.position, turn.role, dialogue.external_id, turn.text FROM "
            "source JOIN ready_dialogue AS dialogue ON dialogue.source = source.id JOIN turn ON "
            "turn.dialogue = dialogue.id WHERE (?1 IS NULL OR source.id = ?1) AND (?2 < 0 OR turn.role = ?2) "
            "ORDER BY source.created_at, source.id, dialogue.ordinal, turn.position"));
    select.bind(1, rule.source).bind(2, role ? static_cast<int>(*role) : -1);
    return select;
}

Result<qint64> countTurns(const Connection& connection, const AutocodeRule& rule)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT coalesce(sum(turns), 0) FROM source WHERE state = 'ready' "
                                           "AND (?1 IS NULL OR id = ?1)"));
    ANTIPHON_TRY(select.bind(1, rule.source).step());
    return select.integer(0);
}

// The role whose turns alone may have the code, or the rule's own; nothing for both.
Result<std::optional<Role>> roleOf(const AutocodeRule& rule, const Code& code)
{
    const bool user = mayCode(code.facet, Role::User) && rule.role != Role::System;
    const bool system = mayCode(code.facet, Role::System) && rule.role != Role::User;
    if (!user && !system)
        return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(code.name),
                    QStringLiteral("that code does not go on turns of the %1").arg(roleWord(*rule.role)));
    return user && system ? std::nullopt : std::optional(user ? Role::User : Role::System);
}

Error atTurn(Error error, const QString& dialogue, int position)
{
    if (error.code == ErrorCode::NotPossible)
        error.subject = QStringLiteral("searching turn %1 of %2").arg(position + 1).arg(dialogue);
    return error;
}

} // namespace

Result<AutocodePreview> previewAutocode(const Connection& connection, const AutocodeRule& rule,
                                        const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QRegularExpression expression, compilePattern(rule));
    ANTIPHON_TRY_ASSIGN(const Code code, codeOf(connection, rule.code));
    ANTIPHON_TRY_ASSIGN(const auto role, roleOf(rule, code));
    ANTIPHON_TRY_ASSIGN(const auto coded, codedAlready(connection, rule));
    ANTIPHON_TRY_ASSIGN(const qint64 total, countTurns(connection, rule));
    ANTIPHON_TRY_ASSIGN(Statement turns, selectTurns(connection, rule, role));
    AutocodePreview preview;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, turns.step());
        if (!more)
            break;
        if (++preview.turns % reportEvery == 0)
            report(progress, preview.turns, total, QStringLiteral("turns"));
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("autocode"));
        const TurnPlace place{turns.id<TurnId>(0), turns.id<DialogueId>(1),
                              static_cast<int>(turns.integer(2)),
                              turns.integer(3) == 0 ? Role::User : Role::System};
        const QString text = turns.text(5);
        const auto spans = findPattern(expression, text);
        if (!spans)
            return fail(atTurn(spans.error(), turns.text(4), place.position));
        const bool whole = rule.target == TargetKind::Turn;
        for (const TextSpan& span : whole ? spans->mid(0, 1) : *spans) {
            const bool there = coded.contains(whole ? SpanKey{place.turn, -1, -1}
                                                    : SpanKey{place.turn, span.begin, span.end});
            preview.coded += there ? 1 : 0;
            if (preview.samples.size() < autocodeSamples)
                preview.samples << AutocodeSample{turns.text(4), text, span};
            preview.matches << AutocodeMatch{place, whole ? std::nullopt : std::optional(span), there};
        }
    }
    return preview;
}

Result<qint64> applyAutocode(const Connection& connection, const Actor& actor, const AutocodeRule& rule,
                             const QString& coder, const QList<AutocodeMatch>& matches,
                             const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const Code code, codeOf(connection, rule.code));
    qint64 added = 0;
    const auto putAll = [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Coder by, ensureCoder(connection, coder));
        ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
        const TimePoint at = now();
        for (qsizetype i = 0; i < matches.size(); ++i) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QStringLiteral("autocode"));
            if (i % reportEvery == 0)
                report(progress, i, matches.size(), QStringLiteral("matches"));
            const AutocodeMatch& match = matches[i];
            if (match.coded)
                continue;
            Coding coding{{}, rule.code, by.id, {match.place.dialogue, match.place.turn, match.span}};
            coding.origin = CodingOrigin::Autocode;
            coding.createdAt = at;
            coding.originDetail = describeRule(rule);
            ANTIPHON_TRY_ASSIGN(const bool isNew, writer.add(coding));
            added += isNew ? 1 : 0;
        }
        return {};
    };
    ANTIPHON_TRY(
        EditHistory(connection)
            .record(actor, QStringLiteral("Autocode %1 with %2").arg(describeRule(rule), code.name), putAll));
    return added;
}

} // namespace antiphon
