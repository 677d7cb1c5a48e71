// Importing files, inside the station: what to import, how far it is, what came of it.
#pragma once

#include "core/corpus/corpusimport.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/panels.h"

#include <QLineEdit>

class QComboBox;
class QProgressBar;
class QStackedWidget;

namespace antiphon {

class ImportResult;

class ImportPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ImportPanel(WorkspaceContext context, QWidget* parent = nullptr);

    void askForFiles();                   // through the file dialog
    void offer(const QStringList& files); // shows the panel for them
    bool isRunning() const { return m_job != 0; }

    QLineEdit* nameField() const { return m_name; }
    QComboBox* formatBox() const { return m_format; }
    QPushButton* importButton() const { return m_import; }
    QPushButton* stopButton() const { return m_stop; }
    ImportResult* result() const { return m_result; }

Q_SIGNALS:
    void imported(const antiphon::SourceId& source);
    void opened();
    void closed(); // the focus should go back to the list

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeQuestion();
    QWidget* makeProgress();
    void showPage(QWidget* page);
    void guess(const QString& path);
    void start();
    void take(const Result<CorpusImportReport>& report);
    void updateProgress();
    void close();

    WorkspaceContext m_context;
    QStringList m_files;
    JobNumber m_job = 0;
    QList<QWidget*> m_pages;
    SectionHeader* m_questionHead = nullptr;
    QComboBox* m_format = nullptr;
    TextLabel* m_guess = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_import = nullptr;
    SectionHeader* m_progressHead = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_stop = nullptr;
    ImportResult* m_result = nullptr;
};

} // namespace antiphon
