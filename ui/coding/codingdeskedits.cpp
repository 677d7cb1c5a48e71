// What the desk asks and edits beside codings: codes, memos, earlier turns.
#include "core/coding/codebookimport.h"
#include "core/coding/memostore.h"
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
