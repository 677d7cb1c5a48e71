#include "ui/coding/memodesk.h"

#include "core/coding/coderstore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memoplacestore.h"
#include "core/coding/memostore.h"
#include "ui/coding/codingdesk.h"

namespace antiphon {

namespace {

Result<QList<MemoPlace>> codingPlaces(const Connection& connection, const MemoPlace& turn, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(const auto codings, codingsOfDialogue(connection, turn.dialogue, coder));
    ANTIPHON_TRY_ASSIGN(auto places, MemoPlaceReader::open(connection));
    QList<MemoPlace> found;
    for (const Coding& coding : codings) {
        if (!coding.target.turn || coding.target.turn->bytes() != turn.anchor.id)
            continue;
        ANTIPHON_TRY_ASSIGN(const MemoPlace place, places.read({MemoTarget::Coding, coding.id.bytes(), {}}));
        found << place;
    }
    return found;
}

Result<TurnMemos> turnMemos(const Connection& connection, const MemoPlace& turn, CoderId coder)
{
    TurnMemos found;
    ANTIPHON_TRY_ASSIGN(const auto memos, memosOnTurn(connection, TurnId(turn.anchor.id), coder));
    for (const Memo& memo : memos) {
        ANTIPHON_TRY_ASSIGN(const ListedMemo listed, listedMemo(connection, memo.id));
        found.memos << listed;
    }
    ANTIPHON_TRY_ASSIGN(found.citing, memosCiting(connection, turn.anchor, coder));
    ANTIPHON_TRY_ASSIGN(found.codings, codingPlaces(connection, turn, coder));
    return found;
}

} // namespace

MemoDesk::MemoDesk(CodingDesk& desk) : QObject(&desk), m_desk(desk) {}

const WorkspaceContext& MemoDesk::context() const
{
    return m_desk.context();
}

MemoId MemoDesk::save(Memo memo)
{
    const bool isNew = memo.id.isNull();
    if (isNew)
        memo.id = MemoId::create();
    const QString what = memo.targetKind == MemoTarget::Journal ? tr("a journal entry") : tr("a memo");
    context().session.edit(
        isNew ? tr("Write %1").arg(what) : tr("Change %1").arg(what),
        [memo, isNew, name = m_desk.coder()](const Connection& connection) -> Result<void> {
            if (!isNew)
                return changeMemo(connection, memo.id, contentOf(memo));
            Memo added = memo;
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            added.coder = coder.id;
            ANTIPHON_TRY(addMemo(connection, added));
            return {};
        });
    takeInHand(memo);
    return memo.id;
}

void MemoDesk::remove(const Memo& memo)
{
    if (memo.id == m_inHand.id)
        takeInHand({});
    context().session.edit(
        tr("Delete the memo “%1”").arg(memoHeading(memo.title, memo.text)),
        [id = memo.id](const Connection& connection) { return deleteMemo(connection, id); });
}

void MemoDesk::link(const Memo& memo, const MemoAnchor& evidence)
{
    context().session.edit(tr("Link evidence to the memo “%1”").arg(memoHeading(memo.title, memo.text)),
                           [id = memo.id, evidence](const Connection& connection) -> Result<void> {
                               ANTIPHON_TRY(linkMemo(connection, id, evidence));
                               return {};
                           });
}

void MemoDesk::unlink(const MemoLink& link)
{
    context().session.edit(
        tr("Take evidence off a memo: %1").arg(memoPlaceText(link.place)),
        [id = link.id](const Connection& connection) { return unlinkMemo(connection, id); });
}

void MemoDesk::takeInHand(const Memo& memo)
{
    if (memo == m_inHand)
        return;
    m_inHand = memo;
    Q_EMIT inHandChanged();
}

void MemoDesk::readTurn(const MemoPlace& turn, QObject* asker, std::function<void(const TurnMemos&)> answer)
{
    if (m_desk.coderId().isNull()) {
        answer({});
        return;
    }
    context().session.read<TurnMemos>(
        asker,
        [turn, coder = m_desk.coderId()](const Connection& connection) {
            return turnMemos(connection, turn, coder);
        },
        [answer = std::move(answer)](const Result<TurnMemos>& found) {
            if (found)
                answer(*found);
        },
        QStringLiteral("coding.memos"));
}

void MemoDesk::goTo(const MemoPlace& place)
{
    if (!place.there)
        return;
    const QString station = QStringLiteral("code");
    if (!place.dialogue.isNull())
        context().navigate(station, QStringLiteral("dialogue/%1/turn/%2")
                                        .arg(place.dialogue.toText())
                                        .arg(place.position.value_or(0) + 1));
    else if (!place.code.isNull())
        context().navigate(station, QStringLiteral("code/%1").arg(place.code.toText()));
    else if (place.anchor.kind == MemoTarget::Memo)
        context().navigate(station, QStringLiteral("memos/%1").arg(idText(place.anchor.id)));
}

} // namespace antiphon
