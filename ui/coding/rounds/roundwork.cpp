#include "ui/coding/rounds/roundwork.h"

#include "core/reliability/roundworkstore.h"
#include "ui/coding/codingdesk.h"

#include <memory>

namespace antiphon {

void finishAndGoOn(CodingDesk& desk)
{
    const Dialogue& dialogue = desk.dialogue();
    if (dialogue.id.isNull())
        return;
    const auto step = std::make_shared<RoundStep>();
    desk.context().session.edit(
        CodingDesk::tr("Finish dialogue %1").arg(dialogue.externalId),
        [id = dialogue.id, coder = desk.coderId(), step](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*step, finishInRound(connection, id, coder));
            return {};
        },
        &desk,
        [&desk, step](const Result<void>& done) {
            if (!done)
                return;
            if (step->next)
                desk.showDialogue(*step->next);
            else
                Q_EMIT desk.said(CodingDesk::tr("You have finished every dialogue of %1.").arg(step->round));
        });
}

} // namespace antiphon
