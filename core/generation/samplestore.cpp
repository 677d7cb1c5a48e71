#include "core/generation/samplestore.h"

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

} // namespace antiphon
