#include "tests/gallery/gallery.h"

namespace antiphon::gallery {

namespace {

State opened(const QString& name, Project project, const QString& station)
{
    return {name, project, {}, [station](Stage& stage) { stage.go(station, {}); }};
}

} // namespace

QList<State> stationStates()
{
    QList<State> states;
    for (const char* id : {"corpus", "cascade", "generate", "rate"}) {
        const QString station = QString::fromLatin1(id);
        states << opened(station + QStringLiteral("-sample"), Project::Sample, station)
               << opened(station + QStringLiteral("-empty"), Project::Empty, station);
    }
    return states;
}

} // namespace antiphon::gallery
