// What is proposed to a coder, and what she decided.
#include "core/coding/codingstore.h"
#include "core/coding/suggeststore.h"

namespace antiphon {

namespace {

// Whether the turn `t` has the code `c` from the coder `?2` by now, or she decided on it before.
constexpr char notSettled[] =
    "NOT EXISTS (SELECT 1 FROM coding WHERE coding.turn = t AND coding.code = c AND coding.coder = ?2) AND "
    "NOT EXISTS (SELECT 1 FROM suggestion_verdict AS verdict WHERE verdict.turn = t AND verdict.coder = ?2 "
    "AND "
    "verdict.code = c)";

} // namespace

Result<qint64> replaceSuggestions(const Connection& connection, CoderId coder, DialogueId dialogue,
                                  const QString& model, const QList<StoredSuggestion>& suggestions)
{
    ANTIPHON_TRY_ASSIGN(
        auto clear, connection.prepare("DELETE FROM suggestion WHERE coder = ?2 AND model = ?3 AND turn IN "
                                       "(SELECT id FROM turn WHERE dialogue = ?1)"));
    ANTIPHON_TRY(clear.bind(1, dialogue).bind(2, coder).bind(3, model).run());
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare(
                         std::string("INSERT INTO suggestion (turn, code, coder, model, confidence, "
                                     "created_at) SELECT t, c, ?2, ?4, ?5, ?6 FROM (SELECT ?1 AS t, ?3 AS c) "
                                     "WHERE ") +
                         notSettled + " ON CONFLICT DO NOTHING"));
    qint64 kept = 0;
    for (const StoredSuggestion& suggestion : suggestions) {
        insert.bind(1, suggestion.turn)
            .bind(2, coder)
            .bind(3, suggestion.code)
            .bind(4, model)
            .bind(5, suggestion.confidence)
            .bind(6, now());
        ANTIPHON_TRY(insert.run());
        kept += connection.changes() > 0 ? 1 : 0;
    }
    return kept;
}

Result<QList<StoredSuggestion>> storedSuggestions(const Connection& connection, DialogueId dialogue,
                                                  CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(std::string("SELECT t, c, model, confidence FROM (SELECT suggestion.turn AS t, "
                                       "suggestion.code AS c, model, confidence FROM turn JOIN suggestion ON "
                                       "suggestion.turn = turn.id WHERE turn.dialogue = ?1 AND "
                                       "suggestion.coder = ?2) WHERE ") +
                           notSettled + " ORDER BY confidence DESC, t, c"));
    select.bind(1, dialogue).bind(2, coder);
    QList<StoredSuggestion> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        found << StoredSuggestion{select.id<TurnId>(0), select.id<CodeId>(1), select.text(2), select.real(3)};
    }
}

QString suggestionOrigin(const QString& model, double confidence)
{
    return QStringLiteral("%1 %2").arg(model).arg(confidence, 0, 'f', 2);
}

Result<void> decideSuggestion(const Connection& connection, CoderId coder, const SuggestionVerdict& verdict)
{
    const TimePoint at = now();
    if (verdict.accepted) {
        Coding coding;
        coding.code = verdict.code;
        coding.coder = coder;
        coding.target = {verdict.place.dialogue, verdict.place.turn, {}};
        coding.origin = CodingOrigin::Suggestion;
        coding.originDetail = suggestionOrigin(verdict.model, verdict.confidence);
        coding.createdAt = at;
        ANTIPHON_TRY(addCoding(connection, coding));
    }
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO suggestion_verdict (id, turn, code, coder, model, "
                                           "confidence, accepted, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, "
                                           "?)"));
    return insert.bind(1, Id<struct VerdictTag>::create())
        .bind(2, verdict.place.turn)
        .bind(3, verdict.code)
        .bind(4, coder)
        .bind(5, verdict.model)
        .bind(6, verdict.confidence)
        .bind(7, verdict.accepted ? 1 : 0)
        .bind(8, at)
        .run();
}

Result<QHash<TurnId, QList<CodeId>>> refusedSuggestions(const Connection& connection, DialogueId dialogue,
                                                        CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare(
                         "SELECT verdict.turn, verdict.code FROM turn JOIN suggestion_verdict AS verdict ON "
                         "verdict.turn = turn.id WHERE turn.dialogue = ?1 AND verdict.coder = ?2 AND "
                         "verdict.accepted = 0"));
    select.bind(1, dialogue).bind(2, coder);
    QHash<TurnId, QList<CodeId>> refused;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return refused;
        refused[select.id<TurnId>(0)] << select.id<CodeId>(1);
    }
}

Result<QHash<CodeId, VerdictCounts>> verdictCounts(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT code, sum(accepted), count(*) FROM suggestion_verdict WHERE "
                                        "coder = ? GROUP BY code"));
    select.bind(1, coder);
    QHash<CodeId, VerdictCounts> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return counts;
        const qint64 accepted = select.integer(1);
        counts.insert(select.id<CodeId>(0), {accepted, select.integer(2) - accepted});
    }
}

Result<QHash<CodeId, float>> ownThresholds(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT code, threshold FROM suggestion_threshold WHERE coder = ?"));
    select.bind(1, coder);
    QHash<CodeId, float> thresholds;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return thresholds;
        thresholds.insert(select.id<CodeId>(0), static_cast<float>(select.real(1)));
    }
}

Result<void> setOwnThreshold(const Connection& connection, CoderId coder, CodeId code,
                             std::optional<float> threshold)
{
    if (!threshold) {
        ANTIPHON_TRY_ASSIGN(auto remove,
                            connection.prepare("DELETE FROM suggestion_threshold WHERE coder = ? "
                                               "AND code = ?"));
        return remove.bind(1, coder).bind(2, code).run();
    }
    if (!(*threshold >= 0 && *threshold <= 1))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the threshold"),
                    QStringLiteral("it is a number from 0 to 1"));
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO suggestion_threshold (coder, code, threshold) VALUES "
                                           "(?, ?, ?) ON CONFLICT (coder, code) DO UPDATE SET threshold = "
                                           "excluded.threshold"));
    return upsert.bind(1, coder).bind(2, code).bind(3, double(*threshold)).run();
}

Result<bool> suggestionsShown(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT value FROM setting WHERE name = 'suggestions'"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return !found || select.text(0) != QLatin1String("off");
}

Result<void> setSuggestionsShown(const Connection& connection, bool shown)
{
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO setting (name, value) VALUES ('suggestions', ?) ON "
                                           "CONFLICT (name) DO UPDATE SET value = excluded.value"));
    return upsert.bind(1, shown ? QStringLiteral("on") : QStringLiteral("off")).run();
}

} // namespace antiphon
