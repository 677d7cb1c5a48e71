// What can be done to the codes chosen in the codebook.
#include "ui/coding/codebookpane.h"
#include "ui/coding/codeeditor.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/codingdesk.h"

#include <QMenu>

namespace antiphon {

QList<Command> CodebookPane::commands()
{
    const auto any = [this] { return !chosen().isEmpty(); };
    const auto act = [any](const char* id, const QString& title, const QKeySequence& keys,
                           std::function<void()> run) {
        return Command{QLatin1String(id), title, keys, std::move(run), any};
    };
    const auto waiting = [this] { return !m_acts.cutNodes().isEmpty(); };
    QList<Command> commands{
        act("code-up", tr("Move code up"), Qt::ALT | Qt::Key_Up, [this] { step(TreeStep::Up); }),
        act("code-down", tr("Move code down"), Qt::ALT | Qt::Key_Down, [this] { step(TreeStep::Down); }),
        act("code-out", tr("Move code out of its parent"), Qt::ALT | Qt::Key_Left,
            [this] { step(TreeStep::Out); }),
        act("code-in", tr("Move code into the one above"), Qt::ALT | Qt::Key_Right,
            [this] { step(TreeStep::In); }),
        act("cut-codes", tr("Cut codes"), Qt::CTRL | Qt::Key_X, [this] { m_acts.cut(chosen()); }),
        act("move-codes", tr("Move codes to …"), Qt::CTRL | Qt::SHIFT | Qt::Key_X,
            [this] { moveElsewhere(Qt::MoveAction); }),
        act("refer-codes", tr("Show codes under another, too …"), Qt::CTRL | Qt::SHIFT | Qt::Key_V,
            [this] { moveElsewhere(Qt::CopyAction); }),
        act("merge-codes", tr("Merge codes …"), Qt::CTRL | Qt::Key_M, [this] { merge(); }),
        act("split-code", tr("Split code …"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, [this] { split(); }),
        act("delete-codes", tr("Delete codes with their codings"), Qt::SHIFT | Qt::Key_Delete,
            [this] { m_acts.remove(chosen(), CodesBelow::Keep); }),
        act("delete-branches", tr("Delete codes and all that lies in them"), {},
            [this] { m_acts.remove(chosen(), CodesBelow::Delete); })};
    commands << Command{QStringLiteral("paste-codes"), tr("Put cut codes here"), Qt::CTRL | Qt::Key_V,
                        [this] { paste(Qt::MoveAction); }, waiting}
             << Command{QStringLiteral("paste-references"),
                        tr("Show cut codes here, too"),
                        {},
                        [this] { paste(Qt::CopyAction); },
                        waiting}
             << Command{QStringLiteral("fold-codes"),
                        tr("Fold all categories"),
                        {},
                        [this] { m_tree->setAllFolded(true); },
                        {}}
             << Command{QStringLiteral("open-codes"),
                        tr("Open all categories"),
                        {},
                        [this] { m_tree->setAllFolded(false); },
                        {}};
    for (int colour = 0; colour < codeColours; ++colour)
        commands << Command{QStringLiteral("colour-codes-%1").arg(colour),
                            tr("Colour codes %1").arg(codeColourName(colour)),
                            {},
                            [this, colour] { m_acts.colour(chosen(), colour); },
                            any};
    return commands;
}

void CodebookPane::showMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("New code"), Qt::Key_Insert, this, &CodebookPane::newCodeRequested);
    menu->addAction(tr("Edit code"), Qt::Key_F2, this, &CodebookPane::editRequested);
    QMenu* colours = nullptr;
    for (const Command& command : commands()) {
        const bool isColour = command.id.startsWith(QLatin1String("colour-codes-"));
        if (isColour && !colours)
            colours = menu->addMenu(tr("Colour"));
        if (command.id == QLatin1String("code-up") || command.id == QLatin1String("merge-codes") ||
            command.id == QLatin1String("delete-codes") || command.id == QLatin1String("paste-codes"))
            menu->addSeparator();
        QAction* action =
            (isColour ? colours : menu)->addAction(command.title, command.shortcut, this, command.run);
        if (isColour) {
            const int colour = QStringView(command.id).mid(qstrlen("colour-codes-")).toInt();
            action->setText(codeColourName(colour));
            action->setIcon(codeColourIcon(colour, palette()));
        }
        action->setEnabled(!command.isEnabled || command.isEnabled());
    }
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

} // namespace antiphon
