// The view of the station Rate: joins its pages with the project.
#pragma once

#include "ui/rating/studyoverview.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QStackedWidget;

namespace antiphon {

class BusyBar;
class CollectPage;
class PlannerPage;
class ProofPage;
class ResultsPage;
class StudiesPage;
class StudyActCard;
class StudyActs;
class StudyForm;
class TabStrip;
struct Chart;
struct CollectReport;
struct KeyOpening;

// Whether a step writes into the project, so that all that is shown of it is read again, or only out of it.
enum class StepEffect { Changes, Reads };
enum class RatingPage { Studies, Size, Design, Collect, Results };

class RatingView : public QWidget
{
    Q_OBJECT
public:
    RatingView(const WorkspaceContext& context, QWidget* parent);
    void showPage(RatingPage page);
    RatingPage page() const;
    void chooseStudy(const StudyId& study);
    StudyId study() const { return m_current; }

    void newStudy();
    void simulateSizes();
    void freeze();
    void makePacketFiles();
    void makeBrowserPackets();
    void chooseAnswers();
    void collect(const QStringList& paths);
    void addRater();
    void leaveOutChosen(); // the rater who is chosen on the page, or takes them back in
    void openChosenItem();
    bool mayOpenItem() const;
    void auditTexts();
    void writeReportFile();
    bool hasStudy() const { return current() != nullptr; }

private:
    void makePages();
    void connectPages();
    void connectStudies();
    void connectActs();
    void reload();
    void adopt(const RatingOverview& overview);
    void fillPicker();
    void showCurrent();
    void loadResults();
    void loadFacts();
    void loadProof();
    void saveCounts();
    void showCollected(const CollectReport& report);
    const StudyRow* current() const;
    void create(const StudyDefinition& definition);
    void connectKey();
    void sealKey(const Secret& passphrase);
    void verifyCurrent();
    void saveLog();
    void askToOpen(const UnblindingReason& why);
    void openKey(const KeyOpening& opening);
    void saveAnswers();
    void saveChart(const Chart& chart);
    // Runs `step` in a job with a connection of its own; see runStudyStep().
    template<typename T>
    void runStep(const QString& title, std::function<Result<T>(const Connection&, const JobContext&)> step,
                 std::function<void(const T&)> done, StepEffect effect = StepEffect::Changes);

    WorkspaceContext m_context;
    RatingOverview m_overview;
    StudyId m_current;
    TabStrip* m_tabs;
    QComboBox* m_picker;
    BusyBar* m_busy;
    StudyActCard* m_actCard;
    StudyActs* m_acts;
    QStackedWidget* m_pages;
    StudiesPage* m_studies;
    PlannerPage* m_planner;
    ProofPage* m_proof;
    CollectPage* m_collect;
    ResultsPage* m_results;
};

} // namespace antiphon
