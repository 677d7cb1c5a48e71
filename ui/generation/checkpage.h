// A source checked and measured as a whole, beside a human one.
#pragma once

#include "core/corpus/dialogue.h"
#include "ui/generation/checktablemodel.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class TextTableModel;

class CheckPage : public QWidget
{
    Q_OBJECT
public:
    CheckPage(const WorkspaceContext& context, QWidget* parent);

    void choose(const QString& source, const QString& human = {});
    void check();
    void stop();
    void exportShown();
    bool isChecking() const { return m_job != 0; }

Q_SIGNALS:
    void runRequested();
    void sampleRequested(const QString& run, qint64 plan);

private:
    QWidget* makeBar();
    QWidget* makeTables();
    void reload();
    void adoptSources(const QList<Source>& sources);
    void begin();
    void end();
    void showProgress();
    void adopt(const Result<CorpusCheck>& check);
    void readObserved();
    void show(const CorpusCheck& check);
    void openExample(int row);

    WorkspaceContext m_context;
    QList<Source> m_sources;
    JobNumber m_job = 0;
    std::optional<CorpusCheck> m_found;
    QList<ObservedShares> m_observed;
    CheckTableModel* m_model;
    TextTableModel* m_examples;
    TextTableModel* m_openings;
    QStackedWidget* m_stack;
    QComboBox* m_source;
    QComboBox* m_human;
    QPushButton* m_check;
    QPushButton* m_stop;
    QPushButton* m_export;
    TextLabel* m_summary;
    BusyBar* m_busy;
    CalmTable* m_table;
    CalmTable* m_exampleTable;
    CalmTable* m_openingTable;
};

} // namespace antiphon
