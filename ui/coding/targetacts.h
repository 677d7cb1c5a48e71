// The acts of the dialogue pane with their keys: for the palette, the key map and the view.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

namespace antiphon {

class CodingView;

struct TargetAct
{
    QString id;
    QString title;
    QKeySequence keys;
    std::function<void(CodingView&)> run;
};

QList<TargetAct> targetActs();
// The act that codes with a recent code; `place` from 0.
TargetAct recentAct(int place);

} // namespace antiphon
