// What a pane that exports needs of the window.
#pragma once

#include "ui/widgets/banner.h"

#include <QString>

#include <functional>

class QWidget;

namespace antiphon {

// What to ask for when a file is needed.
struct FileQuestion
{
    QString title;
    QString folder = {}; // where to begin, or a proposed file name when saving
    QString filter = {}; // "Project (*.antiphon);;All files (*)"
};

// The desktop's file dialogs, without waiting: the answer comes later, and not at all when the person
// cancels. Tests put functions of their own here.
struct FileDialogs
{
    std::function<void(QWidget* parent, const FileQuestion&, std::function<void(const QString&)>)> open;
    std::function<void(QWidget* parent, const FileQuestion&, std::function<void(const QStringList&)>)>
        openMany;
    std::function<void(QWidget* parent, const FileQuestion&, std::function<void(const QString&)>)> save;
    std::function<void(QWidget* parent, const FileQuestion&, std::function<void(const QString&)>)> folder;
};

struct PaneContext
{
    FileDialogs files;
    std::function<void(const Notice&)> notify;
};

} // namespace antiphon
