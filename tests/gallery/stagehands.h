// Builds projects and windows for pictures, and takes them.
#pragma once

#include "tests/gallery/gallery.h"

#include <QImage>

namespace antiphon::gallery {

struct Production
{
    Theme& theme;
    QList<WorkspaceFactory> stations;
    std::function<QWidget*(QWidget*, Navigate, std::function<QStringList()>)> startPage;
    QString folder; // temporary
};

// The state in one scheme. Errors: those of making the project.
Result<QImage> takePicture(const Production& production, const State& state, SchemeChoice scheme);
// Whether there is more than one colour in it.
bool showsSomething(const QImage& image);

} // namespace antiphon::gallery
