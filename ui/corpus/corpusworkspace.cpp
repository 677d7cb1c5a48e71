#include "ui/corpus/corpusworkspace.h"

#include "ui/corpus/corpusview.h"
#include "ui/corpus/dialoguelist.h"
#include "ui/corpus/dialoguepane.h"

#include <QCoreApplication>
#include <QPointer>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CorpusWorkspace", text);
}

class CorpusWorkspace : public Workspace
{
public:
    QString id() const override { return QStringLiteral("corpus"); }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("corpus"); }
    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override;
    QList<Command> commands() override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void navigate(const QString& target) override;

private:
    QPointer<CorpusView> m_view;
};

} // namespace

QString CorpusWorkspace::title() const
{
    return tr("Corpus");
}

QWidget* CorpusWorkspace::createView(QWidget* parent, const WorkspaceContext& context)
{
    m_view = new CorpusView(context, parent);
    return m_view;
}

QList<Command> CorpusWorkspace::commands()
{
    const auto command = [this](const char* id, const QString& title, const QKeySequence& keys,
                                std::function<void(CorpusView&)> act) {
        return Command{QLatin1String(id), title, keys, [this, act = std::move(act)] {
                           if (m_view)
                               act(*m_view);
                       }};
    };
    const auto ofSource = [this](Command made) {
        made.isEnabled = [this] { return m_view && m_view->hasSource(); };
        return made;
    };
    const auto exported = [&](const char* id, const QString& title, ExportFormat format) {
        return ofSource(command(id, title, {}, [format](CorpusView& v) { v.exportDialogues(format); }));
    };
    return {
        command("import", tr("Import dialogues…"), QKeySequence(QStringLiteral("Ctrl+I")),
                [](CorpusView& v) { v.importFiles(); }),
        command("search", tr("Search the dialogues"), QKeySequence(QStringLiteral("Ctrl+F")),
                [](CorpusView& v) { v.focusSearch(); }),
        command("next-hit", tr("Next hit"), QKeySequence(Qt::Key_F3),
                [](CorpusView& v) { v.pane()->nextHit(); }),
        command("previous-hit", tr("Previous hit"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
                [](CorpusView& v) { v.pane()->previousHit(); }),
        command("next-dialogue", tr("Next dialogue"), QKeySequence(Qt::ALT | Qt::Key_Down),
                [](CorpusView& v) { v.list()->step(1); }),
        command("previous-dialogue", tr("Previous dialogue"), QKeySequence(Qt::ALT | Qt::Key_Up),
                [](CorpusView& v) { v.list()->step(-1); }),
        command("export-list", tr("Export the list of dialogues as CSV…"), {},
                [](CorpusView& v) { v.exportList(); }),
        exported("export-jsonl", tr("Export the source as Antiphon JSON lines…"), ExportFormat::Native),
        exported("export-lp", tr("Export the source as LP-MusicDialog records…"), ExportFormat::LpList),
        exported("export-chat", tr("Export the source as chat JSON lines…"), ExportFormat::Chat),
        exported("export-csv", tr("Export the source as CSV of turns…"), ExportFormat::Csv),
        ofSource(
            command("remove-source", tr("Remove the source"), {}, [](CorpusView& v) { v.removeSource(); })),
    };
}

QJsonObject CorpusWorkspace::saveState() const
{
    return m_view ? m_view->saveState() : QJsonObject();
}

void CorpusWorkspace::restoreState(const QJsonObject& state)
{
    if (m_view)
        m_view->restoreState(state);
}

void CorpusWorkspace::navigate(const QString& target)
{
    if (!m_view)
        return;
    if (target == QLatin1String("import"))
        m_view->importFiles();
    const QString prefix = QStringLiteral("dialogue/");
    if (!target.startsWith(prefix))
        return;
    if (const auto dialogue = DialogueId::fromText(target.mid(prefix.size())))
        m_view->showDialogue(*dialogue);
}

std::unique_ptr<Workspace> makeCorpusWorkspace()
{
    return std::make_unique<CorpusWorkspace>();
}

} // namespace antiphon
