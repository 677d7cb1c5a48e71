#include "core/reliability/roundworkstore.h"

namespace antiphon {

namespace {

// The first unfinished one behind `dialogue`, else the first of all.
std::optional<DialogueId> nextUnfinished(const QList<RoundDialogue>& dialogues, DialogueId dialogue)
{
    const auto here = std::ranges::find(dialogues, dialogue, &RoundDialogue::dialogue);
    const auto from = here - dialogues.begin();
    for (qsizetype step = 1; step <= dialogues.size(); ++step) {
        const RoundDialogue& one = dialogues[(from + step) % dialogues.size()];
        if (!one.finished)
            return one.dialogue;
    }
    return std::nullopt;
}

} // namespace

Result<RoundStep> finishInRound(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(const QList<CodingRound> rounds, allRounds(connection));
    for (const CodingRound& round : rounds) {
        const bool mine =
            std::ranges::any_of(round.coders, [coder](const Coder& one) { return one.id == coder; });
        if (!round.isOpen() || !mine)
            continue;
        ANTIPHON_TRY_ASSIGN(const auto before, dialoguesOfRound(connection, round.id, coder));
        if (!std::ranges::any_of(before, [&](const RoundDialogue& one) { return one.dialogue == dialogue; }))
            continue;
        ANTIPHON_TRY(setFinished(connection, round.id, dialogue, coder, true));
        ANTIPHON_TRY_ASSIGN(const auto after, dialoguesOfRound(connection, round.id, coder));
        return RoundStep{round.name, nextUnfinished(after, dialogue)};
    }
    return fail(ErrorCode::NotPossible, QStringLiteral("finishing the dialogue"),
                QStringLiteral("it is in no open round of yours"));
}

} // namespace antiphon
