// Asks for memos and edits them, for the panel beside the dialogue and for the page of all memos.
#pragma once

#include "core/coding/memoliststore.h"
#include "ui/shell/workspace.h"

namespace antiphon {

class CodingDesk;

// What is thought about a turn: memos on it, memos that rest on it, and what a new one can be on.
struct TurnMemos
{
    QList<ListedMemo> memos = {};
    QList<ListedMemo> citing = {};
    QList<MemoPlace> codings = {}; // of the turn
};

class MemoDesk : public QObject
{
    Q_OBJECT
public:
    explicit MemoDesk(CodingDesk& desk);

    // Each is one undo step; what fails is told by the session. A memo with a null id is a new one of the
    // coder in hand. Returns its id.
    MemoId save(Memo memo);
    void remove(const Memo& memo);
    void link(const Memo& memo, const MemoAnchor& evidence);
    void unlink(const MemoLink& link);

    // The turn that lies before the coder; what it is called when a memo is to rest on it.
    void setTurn(const MemoPlace& turn) { m_turn = turn; }
    const std::optional<MemoPlace>& turn() const { return m_turn; }
    // The memo that was written or opened last: what is found next may be linked to it. A null id: none.
    void takeInHand(const Memo& memo);
    const Memo& inHand() const { return m_inHand; }

    // The answer comes later; the newest question of its kind alone is answered.
    void readTurn(const MemoPlace& turn, QObject* asker, std::function<void(const TurnMemos&)> answer);

    void goTo(const MemoPlace& place); // shows the thing, where it is still there
    const WorkspaceContext& context() const;

Q_SIGNALS:
    void inHandChanged();

private:
    CodingDesk& m_desk;
    std::optional<MemoPlace> m_turn;
    Memo m_inHand;
};

} // namespace antiphon
