// What the gallery shows: the stations of the window and the states of each.
#pragma once

#include "tests/gallery/gallery.h"

namespace antiphon::gallery {

QList<WorkspaceFactory> galleryStations();
std::function<QWidget*(QWidget*, Navigate, std::function<QStringList()>)> galleryStartPage();
QList<State> galleryStates();

} // namespace antiphon::gallery
