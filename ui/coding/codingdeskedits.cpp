// What the desk edits beside codings: codes, texts.
#include "core/coding/codebookimport.h"
#include "core/coding/turncorrectionstore.h"
#include "ui/coding/codingdesk.h"

namespace antiphon {

void CodingDesk::addStartingCodes()
{
    m_context.session.edit(tr("Add the starting codebook"), [](const Connection& connection) -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const auto entries, startingCodebook());
        ANTIPHON_TRY(mergeCodebook(connection, entries));
        return {};
    });
}

void CodingDesk::correctText(int turn, const QString& text)
{
    if (turn < 0 || turn >= m_dialogue.turns.size())
        return;
    const TurnPlace place = placeOf(turn);
    auto done = std::make_shared<TurnCorrection>();
    m_context.session.edit(
        tr("Correct the text of turn %1").arg(turn + 1),
        [id = place.turn, text, done](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*done, correctTurn(connection, id, text));
            return {};
        },
        this,
        [this, done](const Result<void>& result) {
            if (!result)
                return;
            // Of the others' she may know nothing.
            if (const auto lost = done->lost.count(m_coderId); lost > 0)
                m_context.notify(
                    {NoticeKind::Done,
                     lost == 1 ? tr("One coding went with its words; undo brings both back.")
                               : tr("%1 codings went with their words; undo brings them back.").arg(lost)});
        });
}

} // namespace antiphon
