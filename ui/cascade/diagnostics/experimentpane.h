// One experiment on the catalogue in hand: what is asked, the job, its chart and table.
#pragma once

#include "core/cascade/experiment.h"
#include "ui/cascade/catalogueloader.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace antiphon {

class ChartPane;

class ExperimentPane : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Noise, Sparsity };
    ExperimentPane(const WorkspaceContext& context, CatalogueLoader& loader, Kind kind, QWidget* parent);

    void run(); // by what the form says
    ChartPane* pane() const { return m_pane; }
    const std::optional<Experiment>& experiment() const { return m_experiment; }

Q_SIGNALS:
    void finished();

private:
    QWidget* makeForm();
    std::optional<std::vector<double>> rates(); // nothing: a notice says why
    void show();
    void setRunning(bool running);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    Kind m_kind;
    std::optional<Experiment> m_experiment;
    QLineEdit* m_rates = nullptr;
    QSpinBox* m_plans = nullptr;
    QSpinBox* m_seeds = nullptr;
    QSpinBox* m_seed = nullptr;
    QPushButton* m_run = nullptr;
    QComboBox* m_measure = nullptr;
    ChartPane* m_pane = nullptr;
    bool m_isRunning = false;
};

} // namespace antiphon
