// The samples of a run, one of them turn by turn beside its plan.
#pragma once

#include "core/generation/sourcecheck.h"
#include "ui/generation/samplelistmodel.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QSplitter;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class DialogueView;
class EmptyView;
class SectionHeader;
class TextLabel;

class SamplePage : public QWidget
{
    Q_OBJECT
public:
    explicit SamplePage(const WorkspaceContext& context, QWidget* parent = nullptr);

    void chooseRun(const QString& name, qint64 planOrdinal = -1);
    void step(int rows);
    void checkAll();
    QByteArray saveSplit() const;
    void restoreSplit(const QByteArray& state);

Q_SIGNALS:
    void runRequested(); // from the empty view

private:
    void reload();
    void adoptRuns(const QList<Run>& runs);
    void adoptRun();
    void showRow();
    void showSample(const Sample& sample);
    void showCheck(const SourceCheck& check);

    WorkspaceContext m_context;
    QList<Run> m_runs;
    QString m_wanted;
    qint64 m_wantedPlan = -1;
    qint64 m_shownPlan = -1;
    QComboBox* m_run;
    QPushButton* m_check;
    TextLabel* m_summary;
    SampleListModel* m_model;
    CalmTable* m_table;
    SectionHeader* m_title;
    TextLabel* m_provenance;
    DialogueView* m_dialogue;
    QSplitter* m_split;
    QStackedWidget* m_stack;
};

} // namespace antiphon
