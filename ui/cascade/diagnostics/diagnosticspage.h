// Diagnostics: what drawn plans are like, and what a worse catalogue would make of them.
#pragma once

#include "core/cascade/plandiagnosis.h"
#include "core/coding/coding.h"
#include "ui/cascade/diagnostics/experimentpane.h"

class QComboBox;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace antiphon {

class ChartPane;
class TabStrip;
class TextLabel;

class DiagnosticsPage : public QWidget
{
    Q_OBJECT
public:
    enum Section { Distance, Coherent, Balanced, Pools, Repeats, Noise, Sparsity };
    DiagnosticsPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);

    void measure();                          // the chosen plans against what is chosen
    void runExperiment();                    // the one that is shown, or noise
    ExperimentPane* shownExperiment() const; // null: another section is shown
    void showSection(Section section);
    ChartPane* pane(Section section) const;
    ExperimentPane* experiment(Section section) const { return section == Sparsity ? m_sparsity : m_noise; }
    const std::optional<PlanDiagnosis>& diagnosis() const { return m_diagnosis; }

Q_SIGNALS:
    void measured();

private:
    struct Choice // what there is to choose from
    {
        QList<PlanSet> sets;
        QList<Coder> coders;
    };
    QWidget* makeBar();
    void addSections();
    void refresh();
    void adopt(const Choice& choice);
    void measureAgainst(const QList<LabelTable>& reference, const QString& name);
    void show();
    void showDistances();
    void setMeasuring(bool measuring);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QList<PlanSet> m_sets; // newest first
    QList<Coder> m_coders;
    std::optional<PlanDiagnosis> m_diagnosis;
    QComboBox* m_set = nullptr;
    QComboBox* m_reference = nullptr;
    QSpinBox* m_shuffles = nullptr;
    QSpinBox* m_seed = nullptr;
    QPushButton* m_measure = nullptr;
    TabStrip* m_sections = nullptr;
    QStackedWidget* m_pages = nullptr;
    QWidget* m_bar = nullptr;
    QList<ChartPane*> m_panes; // of Distance to Repeats
    QComboBox* m_table = nullptr;
    ExperimentPane* m_noise = nullptr;
    ExperimentPane* m_sparsity = nullptr;
    bool m_isMeasuring = false;
};

} // namespace antiphon
