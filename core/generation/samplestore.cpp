#include "core/generation/samplestore.h"

#include "core/corpus/searchquery.h"
#include "core/corpus/turnjson.h"

namespace antiphon {

Result<void> forEachDialogueOf(const Connection& connection, SourceId source, qint64 first, qint64 count,
                               const std::function<Result<void>(const Dialogue&, qint64 ordinal)>& use)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT d.ordinal, d.id, d.external_id, t.role, t.text, t.tracks, t.intents, t.attributes "
            "FROM ready_dialogue AS d JOIN turn AS t ON t.dialogue = d.id "
            "WHERE d.source = ? AND d.ordinal >= ? AND d.ordinal < ? ORDER BY d.ordinal, t.position"));
    select.bind(1, source).bind(2, first).bind(3, first + count);
    Dialogue dialogue;
    qint64 ordinal = -1;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        const qint64 next = more ? select.integer(0) : -1;
        if (next != ordinal) {
            if (ordinal >= 0)
                ANTIPHON_TRY(use(dialogue, ordinal));
            if (!more)
                return {};
            ordinal = next;
            dialogue = {};
            dialogue.source = source;
            dialogue.id = select.id<DialogueId>(1);
            dialogue.externalId = select.text(2);
        }
        Turn turn;
        turn.role = select.integer(3) == 0 ? Role::User : Role::System;
        turn.text = select.text(4);
        turn.tracks = decodeTracks(select.utf8(5));
        turn.intents = decodeStrings(select.utf8(6));
        turn.attributes = decodeStrings(select.utf8(7));
        dialogue.turns << std::move(turn);
    }
}

Result<void> forEachSamplePlace(const Connection& connection, RunId run,
                                const std::function<void(qint64 plan, bool written)>& use)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT plan_ordinal, dialogue IS NOT NULL FROM "
                                                        "run_item WHERE run = ? ORDER BY plan_ordinal"));
    select.bind(1, run);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        use(select.integer(0), select.integer(1) != 0);
    }
}

Result<std::vector<qint64>> samplesThatSay(const Connection& connection, const Run& run, const QString& typed)
{
    std::vector<qint64> plans;
    const QString query = fullTextQuery(typed);
    if (query.isEmpty())
        return plans;
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT DISTINCT dialogue.ordinal FROM turn_text CROSS JOIN turn ON turn.number = "
                           "turn_text.rowid CROSS JOIN dialogue ON dialogue.id = turn.dialogue WHERE "
                           "turn_text MATCH ? AND dialogue.source = ? ORDER BY dialogue.ordinal"));
    select.bind(1, query).bind(2, run.source);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return plans;
        plans.push_back(select.integer(0));
    }
}

Result<QString> samplePreview(const Connection& connection, DialogueId dialogue)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT preview FROM dialogue WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, dialogue).step());
    return found ? select.text(0) : QString();
}

Result<qint64> sampleStamp(const Connection& connection, const Run& run)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT (SELECT coalesce(sum(stamp % 65521 + 1), 0) FROM "
                                           "sample_check WHERE run = ?1), (SELECT coalesce(sum(made_at), 0) "
                                           "FROM sample_rewrite WHERE run = ?1)"));
    ANTIPHON_TRY(select.bind(1, run.id).step());
    return static_cast<qint64>(
        qHashMulti(0, run.samples, run.setAside, select.integer(0), select.integer(1)));
}

} // namespace antiphon
