// How many raters and dialogues a study needs, by simulation.
#pragma once

#include "ui/rating/planform.h"
#include "ui/rating/plantable.h"
#include "ui/rating/studyoverview.h"
#include "ui/shell/workspace.h"

class QProgressBar;
class QStackedWidget;

namespace antiphon {

class TabStrip;

// What a size that was found means for a new study.
struct PlannedSizes
{
    int raters = 0;
    int items = 0; // from each source
    double margin = 0.0;
};

class PlannerPage : public QWidget
{
    Q_OBJECT
public:
    explicit PlannerPage(const WorkspaceContext& context, QWidget* parent = nullptr);
    // The study in hand; its answers may stand for a pilot.
    void show(const StudyRow* study);
    using QWidget::show;
    void simulate();
    void stop();
    bool isRunning() const { return m_job != 0; }
    PlanForm* form() const { return m_form; }
    PlanTable* table() const { return m_table; }

Q_SIGNALS:
    void sizesChosen(const antiphon::PlannedSizes& sizes);

private:
    struct Cells; // of the simulation that runs, shared with it
    QWidget* makeTable();
    QWidget* makeChoice();
    void takePilot(int criterion);
    void start(const PlanQuestion& question);
    void takeProgress();
    void finish(const Result<bool>& result);
    void showCells();
    void chooseFirstEnough();
    void describe();
    void exportTable();

    WorkspaceContext m_context;
    std::optional<Study> m_pilot;
    PlanQuestion m_question;
    std::shared_ptr<Cells> m_cells;
    QList<PlanCell> m_done;
    JobNumber m_job = 0;
    PlanForm* m_form;
    QStackedWidget* m_stack;
    TabStrip* m_verdicts;
    QProgressBar* m_progress;
    PlanTable* m_table;
    SectionHeader* m_title;
    TextLabel* m_sentence;
    TextLabel* m_formula;
    QPushButton* m_use;
    QPushButton* m_export;
};

} // namespace antiphon
