// One kind of experiment: what is asked, the job, what the project keeps, and charts of what is selected.
#pragma once

#include "core/jobs/jobrunner.h"
#include "ui/cascade/diagnostics/experimentform.h"
#include "ui/cascade/diagnostics/experimentlist.h"

class QComboBox;

namespace antiphon {

class ChartPane;

class ExperimentPane : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Noise, Sparsity };
    ExperimentPane(const WorkspaceContext& context, CatalogueLoader& loader, Kind kind, QWidget* parent);

    void run(); // by what the form says
    void cancel();
    void removeSelected();
    void exportSelected();
    ChartPane* pane() const { return m_pane; }
    ExperimentList* list() const { return m_list; }
    QList<Experiment> shown() const; // oldest first
    bool isRunning() const { return m_job.has_value(); }

Q_SIGNALS:
    void finished();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeLeft(CatalogueLoader& loader);
    void makePane();
    void refresh();
    void show();
    void showProgress();
    void end(const Result<KeptExperiment>& kept);
    Result<void> write(const QString& path) const;

    WorkspaceContext m_context;
    Kind m_kind;
    std::optional<JobNumber> m_job;
    bool m_isStale = true; // the project may hold others than the list
    ExperimentForm* m_form = nullptr;
    ExperimentList* m_list = nullptr;
    QComboBox* m_measure = nullptr;
    ChartPane* m_pane = nullptr;
};

} // namespace antiphon
