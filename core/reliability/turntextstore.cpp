#include "core/reliability/turntextstore.h"

namespace antiphon {

Result<TurnTexts> TurnTexts::open(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT external_id, turn.text, coalesce((SELECT text FROM turn AS earlier WHERE "
                           "earlier.dialogue = turn.dialogue AND earlier.position = turn.position - 1), '') "
                           "FROM turn JOIN dialogue ON dialogue.id = turn.dialogue WHERE turn.id = ?"));
    return TurnTexts(std::move(select));
}

Result<TurnText> TurnTexts::read(TurnId turn)
{
    ANTIPHON_TRY_ASSIGN(const bool found, m_select.reset().bind(1, turn).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the turn"));
    return TurnText{m_select.text(0), m_select.text(1), m_select.text(2)};
}

} // namespace antiphon
