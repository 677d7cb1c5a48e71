// Each station adds its workspace and its states here, one line each.
#include "tests/gallery/stations.h"

#include "app/window/stations.h"
#include "ui/home/startpage.h"

namespace antiphon::gallery {

QList<WorkspaceFactory> galleryStations()
{
    return windowStations();
}

std::function<QWidget*(QWidget*, Navigate, std::function<QStringList()>)> galleryStartPage()
{
    return makeStartPage;
}

QList<State> galleryStates()
{
    QList<State> states = shellStates();
    states += dialogueStates();
    states += codingStates();
    states += exploreStates();
    states += endpointStates();
    states += generationStates();
    states += sampleStates();
    states += checkStates();
    states += ratingStates();
    states += raterStates();
    states += codeTreeStates();
    states += theoryStates();
    states += propositionStates();
    states += diagnosticsStates();
    states += findingStates();
    states += roundStates();
    states += recipeStates();
    states += mergeStates();
    states += catalogueStates();
    states += importStates();
    states += stationStates();
    return states;
}

} // namespace antiphon::gallery
