#include "ui/coding/codingworkspace.h"

#include "ui/coding/codingfiles.h"
#include "ui/coding/codingview.h"
#include "ui/coding/comparisondesk.h"

#include <QPointer>

namespace antiphon {

namespace {

class CodingWorkspace : public Workspace
{
public:
    QString id() const override { return QStringLiteral("code"); }
    QString title() const override { return CodingView::tr("Code"); }
    QString iconName() const override { return QStringLiteral("code"); }

    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_view = new CodingView(context, parent);
        return m_view;
    }

    QList<Command> commands() override
    {
        const auto isCoding = [this] { return m_view && m_view->isCoding(); };
        const auto act = [this](const char* id, const QString& title, const QKeySequence& keys,
                                void (CodingView::*run)()) {
            return Command{QLatin1String(id), title, keys, [this, run] {
                               if (m_view)
                                   (m_view->*run)();
                           }};
        };
        QList<Command> commands{
            act("find-code", CodingView::tr("Find a code for the turn (Enter)"), {}, &CodingView::findCode),
            act("repeat-code", CodingView::tr("Repeat the last code"), QKeySequence(Qt::Key_Period),
                &CodingView::repeatLast),
            act("take-off", CodingView::tr("Take the last code off the turn"), QKeySequence(Qt::Key_Delete),
                &CodingView::takeOffLast),
            act("memo", CodingView::tr("Write a memo on the turn"), QKeySequence(Qt::Key_M),
                &CodingView::writeMemo),
            act("next-uncoded", CodingView::tr("Go to the next uncoded turn"),
                QKeySequence(Qt::CTRL | Qt::Key_Down), &CodingView::goToNextUncoded),
            act("new-code", CodingView::tr("New code"), QKeySequence(Qt::Key_Insert), &CodingView::newCode),
            act("edit-code", CodingView::tr("Edit the code in hand"), QKeySequence(Qt::Key_F2),
                &CodingView::editCode),
            act("filter-codes", CodingView::tr("Filter codes"), QKeySequence(Qt::CTRL | Qt::Key_F),
                &CodingView::filterCodes),
            act("next-pane", CodingView::tr("Go to the next pane"), QKeySequence(Qt::Key_F6),
                &CodingView::goToNextPane)};
        for (Command& command : commands) {
            if (!QStringList{QStringLiteral("new-code"), QStringLiteral("edit-code")}.contains(command.id))
                command.isEnabled = isCoding;
        }
        const auto go = [this, isCoding](const char* id, const QString& title, Qt::Key key, int step) {
            return Command{QLatin1String(id), title, QKeySequence(Qt::CTRL | key),
                           [this, step] {
                               if (m_view)
                                   m_view->goToDialogue(step);
                           },
                           isCoding};
        };
        commands << go("next-dialogue", CodingView::tr("Next dialogue"), Qt::Key_PageDown, 1)
                 << go("previous-dialogue", CodingView::tr("Previous dialogue"), Qt::Key_PageUp, -1);
        for (const ComparisonAct& compare : comparisonActs()) {
            commands << Command{compare.id, compare.title, compare.keys,
                                [this, run = compare.run] {
                                    if (m_view)
                                        run(m_view->comparison());
                                },
                                isCoding};
        }
        for (const CodingPage& page : codingPages()) {
            commands << Command{page.id, page.command, {}, [this, id = page.id] {
                                    if (m_view)
                                        m_view->setPage(id);
                                }};
        }
        if (m_view) {
            for (const FileAct& file : codingFileActs(m_view->desk(), m_view))
                commands << Command{file.id, file.title, {}, file.run};
        }
        return commands;
    }

    QJsonObject saveState() const override { return m_view ? m_view->saveState() : QJsonObject(); }
    void restoreState(const QJsonObject& state) override
    {
        if (m_view)
            m_view->restoreState(state);
    }
    void navigate(const QString& target) override
    {
        if (m_view)
            m_view->navigate(target);
    }

private:
    QPointer<CodingView> m_view;
};

} // namespace

std::unique_ptr<Workspace> makeCodingWorkspace()
{
    return std::make_unique<CodingWorkspace>();
}

} // namespace antiphon
