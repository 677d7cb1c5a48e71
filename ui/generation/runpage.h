// All runs: the one in hand on top, the others below, what can be done with the chosen one beside.
#pragma once

#include "ui/generation/newrunpanel.h"
#include "ui/generation/rundesk.h"
#include "ui/generation/runlistmodel.h"

class QStackedWidget;

namespace antiphon {

class CalmTable;
class PilotCard;
class RunProgress;

class RunPage : public QWidget
{
    Q_OBJECT
public:
    RunPage(const WorkspaceContext& context, RunDesk& desk, QWidget* parent = nullptr);

    void openForm(const QString& planSet = {});
    void chooseRun(const QString& name);
    std::optional<Run> chosenRun() const;
    void resumeChosen();
    void resume(const Run& run);
    void exportChosen();
    void removeChosen();

Q_SIGNALS:
    void samplesRequested(const QString& run);
    void chosenChanged(const QString& run);

private:
    struct Data
    {
        QList<Run> runs;
        RunChoices choices;
    };
    static Result<Data> readData(const Connection& connection);
    void followDesk();
    QWidget* makeList();
    QWidget* makeDetail();
    void reload();
    void adopt(Data found);
    void showChosen();
    void closeForm();

    WorkspaceContext m_context;
    RunDesk& m_desk;
    RunListModel* m_model;
    CalmTable* m_table = nullptr;
    RunProgress* m_progress;
    PilotCard* m_pilot;
    NewRunPanel* m_form;
    EmptyView* m_empty;
    QStackedWidget* m_stack;
    Card* m_detail = nullptr;
    SectionHeader* m_title = nullptr;
    TextLabel* m_facts = nullptr;
    TextLabel* m_failures = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_samples = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_remove = nullptr;
    QString m_wanted; // to be chosen once it is there
};

} // namespace antiphon
