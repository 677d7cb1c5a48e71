#include "ui/shell/filedialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

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

// The name in the dialog takes the ending of the kind of file that was chosen, before it asks about a file
// that is there.
void followKind(QFileDialog* dialog)
{
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const qsizetype star = filter.indexOf(QLatin1String("(*."));
        static const QRegularExpression end(QStringLiteral("[ )]"));
        const QString ending = filter.mid(star + 3).section(end, 0, 0);
        const QString path = dialog->selectedFiles().value(0);
        if (star < 0 || path.isEmpty())
            return;
        const QFileInfo file(path);
        dialog->setDefaultSuffix(ending);
        dialog->selectFile(file.completeBaseName() + QLatin1Char('.') + ending);
    });
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
        followKind(dialog);
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
