#include "ui/coding/targetacts.h"

#include "ui/coding/codingview.h"
#include "ui/coding/dialoguefind.h"
#include "ui/coding/recentcodes.h"
#include "ui/coding/targetdesk.h"

namespace antiphon {

namespace {

TargetAct act(const char* id, const QString& title, QKeyCombination keys, void (TargetDesk::*run)())
{
    return {QLatin1String(id), title, QKeySequence(keys),
            [run](CodingView& view) { (view.targets().*run)(); }};
}

QList<TargetAct> codingActs()
{
    const auto tr = [](const char* text) { return TargetDesk::tr(text); };
    return {
        act("code-in-vivo", tr("Code the selected words in vivo"), Qt::SHIFT | Qt::Key_I,
            &TargetDesk::codeInVivo),
        act("code-exchange", tr("Code the exchange: the next code goes on it"), Qt::SHIFT | Qt::Key_E,
            &TargetDesk::aimAtExchange),
        act("code-dialogue", tr("Code the dialogue: the next code goes on it"), Qt::SHIFT | Qt::Key_D,
            &TargetDesk::aimAtDialogue),
        act("recode", tr("Recode the current coding: the next code takes its place"), Qt::SHIFT | Qt::Key_R,
            &TargetDesk::aimAtRecode),
        act("next-coding", tr("Choose the next coding of the turn"), QKeyCombination(Qt::Key_F4),
            &TargetDesk::nextCoding),
        act("previous-coding", tr("Choose the previous coding of the turn"), Qt::SHIFT | Qt::Key_F4,
            &TargetDesk::previousCoding),
    };
}

QList<TargetAct> spanActs()
{
    const auto tr = [](const char* text) { return TargetDesk::tr(text); };
    const auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;
    return {
        act("extend-begin", tr("Extend the span at its begin"), QKeyCombination(Qt::Key_F5),
            &TargetDesk::extendBegin),
        act("shrink-begin", tr("Shrink the span at its begin"), Qt::SHIFT | Qt::Key_F5,
            &TargetDesk::shrinkBegin),
        act("extend-begin-word", tr("Extend the span at its begin by a word"), Qt::CTRL | Qt::Key_F5,
            &TargetDesk::extendBeginByWord),
        act("shrink-begin-word", tr("Shrink the span at its begin by a word"), ctrlShift | Qt::Key_F5,
            &TargetDesk::shrinkBeginByWord),
        act("extend-end", tr("Extend the span at its end"), QKeyCombination(Qt::Key_F8),
            &TargetDesk::extendEnd),
        act("shrink-end", tr("Shrink the span at its end"), Qt::SHIFT | Qt::Key_F8, &TargetDesk::shrinkEnd),
        act("extend-end-word", tr("Extend the span at its end by a word"), Qt::CTRL | Qt::Key_F8,
            &TargetDesk::extendEndByWord),
        act("shrink-end-word", tr("Shrink the span at its end by a word"), ctrlShift | Qt::Key_F8,
            &TargetDesk::shrinkEndByWord),
    };
}

QList<TargetAct> goingActs()
{
    const auto tr = [](const char* text) { return TargetDesk::tr(text); };
    const auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;
    const auto go = [](const char* id, const QString& title, QKeyCombination keys,
                       std::function<void(CodingView&)> run) {
        return TargetAct{QLatin1String(id), title, QKeySequence(keys), std::move(run)};
    };
    return {
        go("previous-uncoded", tr("Go to the previous uncoded turn"), Qt::CTRL | Qt::Key_Up,
           [](CodingView& view) { view.goToUncoded(Direction::Backward); }),
        go("next-with-code", tr("Go to the next turn with the code in hand"), ctrlShift | Qt::Key_Down,
           [](CodingView& view) { view.goToCodeInHand(Direction::Forward); }),
        go("previous-with-code", tr("Go to the previous turn with the code in hand"), ctrlShift | Qt::Key_Up,
           [](CodingView& view) { view.goToCodeInHand(Direction::Backward); }),
        go("find-in-dialogues", tr("Find words in the dialogues of the source"), ctrlShift | Qt::Key_F,
           [](CodingView& view) { view.find().start(); }),
        go("next-hit", tr("Go to the next hit"), QKeyCombination(Qt::Key_F3),
           [](CodingView& view) { view.find().go(Direction::Forward); }),
        go("previous-hit", tr("Go to the previous hit"), Qt::SHIFT | Qt::Key_F3,
           [](CodingView& view) { view.find().go(Direction::Backward); }),
        go("correct-text", tr("Correct the text of the turn"), Qt::CTRL | Qt::Key_F2,
           [](CodingView& view) { view.correctText(); }),
    };
}

} // namespace

TargetAct recentAct(int place)
{
    return {QStringLiteral("recent-%1").arg(place + 1),
            TargetDesk::tr("Code with recent code %1").arg(place + 1),
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + place)),
            [place](CodingView& view) { view.useRecent(place); }};
}

QList<TargetAct> targetActs()
{
    QList<TargetAct> acts = codingActs() << spanActs() << goingActs();
    for (int i = 0; i < RecentCodes::most; ++i)
        acts << recentAct(i);
    return acts;
}

} // namespace antiphon
