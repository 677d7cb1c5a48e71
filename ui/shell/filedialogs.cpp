#include "ui/shell/filedialogs.h"

#include <QFileDialog>

namespace antiphon {

namespace {

// A dialog that belongs to the window and answers by a signal: no event loop inside of ours.
QFileDialog* makeDialog(QWidget* parent, const FileQuestion& question, QFileDialog::FileMode mode)
{
    auto* dialog = new QFileDialog(parent, question.title, question.folder, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    return dialog;
}

} // namespace

FileDialogs desktopFileDialogs()
{
    FileDialogs dialogs;
    dialogs.open = [](QWidget* parent, const FileQuestion& question,
                      std::function<void(const QString&)> then) {
        auto* dialog = makeDialog(parent, question, QFileDialog::ExistingFile);
        QObject::connect(dialog, &QFileDialog::fileSelected, dialog, then);
        dialog->open();
    };
    dialogs.openMany = [](QWidget* parent, const FileQuestion& question,
                          std::function<void(const QStringList&)> then) {
        auto* dialog = makeDialog(parent, question, QFileDialog::ExistingFiles);
        QObject::connect(dialog, &QFileDialog::filesSelected, dialog, then);
        dialog->open();
    };
    dialogs.save = [](QWidget* parent, const FileQuestion& question,
                      std::function<void(const QString&)> then) {
        auto* dialog = makeDialog(parent, question, QFileDialog::AnyFile);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        QObject::connect(dialog, &QFileDialog::fileSelected, dialog, then);
        dialog->open();
    };
    dialogs.folder = [](QWidget* parent, const FileQuestion& question,
                        std::function<void(const QString&)> then) {
        auto* dialog = makeDialog(parent, question, QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        QObject::connect(dialog, &QFileDialog::fileSelected, dialog, then);
        dialog->open();
    };
    return dialogs;
}

} // namespace antiphon
