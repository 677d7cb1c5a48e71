#include "ui/coding/memoacts.h"

#include "ui/coding/codingview.h"
#include "ui/coding/memopanel.h"

namespace antiphon {

QList<MemoAct> memoActs()
{
    return {
        {QStringLiteral("memo-code"), CodingView::tr("Write a memo on the code in hand"),
         QKeySequence(Qt::SHIFT | Qt::Key_M), [](CodingView& view) { view.writeMemoOn(MemoTarget::Code); }},
        {QStringLiteral("memo-dialogue"), CodingView::tr("Write a memo on the dialogue"),
         QKeySequence(Qt::ALT | Qt::Key_M), [](CodingView& view) { view.writeMemoOn(MemoTarget::Dialogue); }},
        {QStringLiteral("memo-link"), CodingView::tr("Link the turn as evidence to the memo in hand"),
         QKeySequence(Qt::CTRL | Qt::Key_L), [](CodingView& view) { view.linkTurnToMemo(); }},
        {QStringLiteral("evidence-for"), CodingView::tr("Take the turn as evidence for a proposition"),
         QKeySequence(Qt::CTRL | Qt::Key_E), [](CodingView& view) { view.takeEvidence(Stance::For); }},
        {QStringLiteral("evidence-against"),
         CodingView::tr("Take the turn as evidence against a proposition"),
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
         [](CodingView& view) { view.takeEvidence(Stance::Against); }},
        {QStringLiteral("journal"), CodingView::tr("New journal entry"), QKeySequence(Qt::ALT | Qt::Key_J),
         [](CodingView& view) { view.navigate(QStringLiteral("memos/new")); }, false}};
}

} // namespace antiphon
