// Another copy of the project, taken in, as the window offers it.
#pragma once

#include "core/merge/merge.h"
#include "ui/coding/codingfiles.h"

namespace antiphon {

// Merge another copy of the project: asks for the file, works as a
// job that can be stopped, tells what came and shows the conflicts, where there are any.
QList<FileAct> mergeFileActs(CodingDesk& desk, QWidget* parent);

// "12 added, 3 changed, 1 removed"; one line each kind of thing.
QString mergeDetails(const MergeReport& report);

} // namespace antiphon
