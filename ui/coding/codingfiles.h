// Codings and codebooks from and to files, as the window offers it.
#pragma once

#include "ui/coding/codingdesk.h"

class QMenu;
class QWidget;

namespace antiphon {

struct FileAct
{
    QString id;
    QString title;
    std::function<void()> run;
};

// Import codings as the coder shown, export codings and matrix, import and export the codebook. Each asks for
// the file, works as a job and tells how it ended.
QList<FileAct> codingFileActs(CodingDesk& desk, QWidget* parent);

} // namespace antiphon
