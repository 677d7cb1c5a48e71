// The corpus station: sources, the list of dialogues, the dialogue.
#pragma once

#include "core/corpus/corpusexport.h"
#include "ui/shell/workspace.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace antiphon {

class DialogueList;
class DialoguePane;
class EmptyView;
class ImportPanel;
class SourcePanel;

class CorpusView : public QWidget
{
    Q_OBJECT
public:
    explicit CorpusView(WorkspaceContext context, QWidget* parent = nullptr);

    void importFiles();
    void focusSearch();
    void showDialogue(DialogueId dialogue);
    void removeSource();
    void exportList();
    void exportDialogues(ExportFormat format);
    bool hasSource() const; // one is selected
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

    SourcePanel* sources() const { return m_sources; }
    DialogueList* list() const { return m_list; }
    DialoguePane* pane() const { return m_pane; }
    ImportPanel* importPanel() const { return m_import; }
    bool isEmpty() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void compose();
    void connectParts();
    void reloadSources();
    void takeSources(const QList<Source>& sources);
    void showPage(QWidget* page);
    void showSourceMenu(const QPoint& position);

    WorkspaceContext m_context;
    ImportPanel* m_import;
    SourcePanel* m_sources;
    DialogueList* m_list;
    DialoguePane* m_pane;
    EmptyView* m_empty;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    std::optional<SourceId> m_wantedSource; // to be selected when it has arrived
};

} // namespace antiphon
