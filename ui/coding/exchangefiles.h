// Projects of other coding programs from and to files, as the window offers it.
#pragma once

#include "ui/coding/codingfiles.h"

namespace antiphon {

// Import and export a REFI-QDA project. Each asks for the file, works as a job that can be stopped, and tells
// item by item what could not be carried.
QList<FileAct> exchangeFileActs(CodingDesk& desk, QWidget* parent);

} // namespace antiphon
