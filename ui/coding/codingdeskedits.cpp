// What the desk asks and edits beside codings: codes, memos, earlier turns.
#include "core/coding/codebookimport.h"
#include "core/coding/memostore.h"
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

void CodingDesk::saveMemo(int turn, MemoId memo, const QString& text)
{
    if (turn < 0 || turn >= m_dialogue.turns.size())
        return;
    const TurnPlace place = placeOf(turn);
    m_context.session.edit(
        memo.isNull() ? tr("Add a memo to turn %1").arg(turn + 1) : tr("Change a memo"),
        [place, memo, text, name = m_coder](const Connection& connection) -> Result<void> {
            if (!memo.isNull())
                return changeMemo(connection, memo, {text});
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            ANTIPHON_TRY(
                addMemo(connection, {{}, MemoTarget::Turn, place.turn.bytes(), coder.id, text, 0, 0}));
            return {};
        });
}

void CodingDesk::deleteMemo(MemoId memo)
{
    m_context.session.edit(tr("Delete a memo"), [memo](const Connection& connection) {
        return antiphon::deleteMemo(connection, memo);
    });
}

void CodingDesk::readMemos(int turn, std::function<void(const QList<Memo>&)> answer)
{
    if (turn < 0 || turn >= m_dialogue.turns.size() || m_coderId.isNull()) {
        answer({});
        return;
    }
    m_context.session.read<QList<Memo>>(
        this,
        [id = m_dialogue.turns[turn].id, coder = m_coderId](const Connection& connection) {
            return memosOf(connection, MemoTarget::Turn, id.bytes(), coder);
        },
        [answer = std::move(answer)](const Result<QList<Memo>>& memos) {
            if (memos)
                answer(*memos);
        },
        QStringLiteral("coding.memos"));
}

} // namespace antiphon
