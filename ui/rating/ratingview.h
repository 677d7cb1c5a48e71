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
class ResultsPage;
class StudiesPage;
class StudyForm;
class TabStrip;
struct Chart;
struct KeyOpening;

enum class RatingPage { Studies, Size, Collect, Results };

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
    void auditTexts();
    void writeReportFile();
    bool hasStudy() const { return current() != nullptr; }

private:
    void makePacketsAs(PacketForm form);
    void connectPages();
    void reload();
    void adopt(const RatingOverview& overview);
    void fillPicker();
    void showCurrent();
    void loadResults();
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
    // Runs `step` in a job with a connection of its own, then tells the project that it changed.
    template<typename T>
    void runStep(const QString& title, std::function<Result<T>(const Connection&, const JobContext&)> step,
                 std::function<void(const T&)> done);

    WorkspaceContext m_context;
    RatingOverview m_overview;
    StudyId m_current;
    TabStrip* m_tabs;
    QComboBox* m_picker;
    BusyBar* m_busy;
    QStackedWidget* m_pages;
    StudiesPage* m_studies;
    PlannerPage* m_planner;
    CollectPage* m_collect;
    ResultsPage* m_results;
};

} // namespace antiphon
