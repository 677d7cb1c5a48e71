// What the home page says of each station: the figure that matters and what comes next.
#pragma once

#include "core/overview/overviewstore.h"

#include <QList>
#include <QString>

namespace antiphon {

struct StationFigures
{
    QString station; // its id, to go there
    QString title;
    QString iconName;
    QString figure;    // "400"; a dash where there is nothing yet
    QString unit;      // "dialogues"
    QString detail;    // "4,258 turns in 2 corpora"
    bool done = false; // the station has left something for the next
};

// In reading order.
QList<StationFigures> stationFigures(const Overview& overview);

// The one act that brings the project forward, as button text and the station where it is done.
struct NextStep
{
    QString sentence;
    QString button;
    QString station;
};
NextStep nextStep(const Overview& overview);

} // namespace antiphon
