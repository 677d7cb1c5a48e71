// What the palette offers for memos and evidence.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

namespace antiphon {

class CodingView;

struct MemoAct
{
    QString id;
    QString title;
    QKeySequence keys;
    std::function<void(CodingView&)> run;
    bool onTurn = true; // only while the dialogue is in sight
};
QList<MemoAct> memoActs();

} // namespace antiphon
