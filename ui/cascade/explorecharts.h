// What a cascade does to its catalogue, as charts: the funnel, a type before and after, values that stand
// together.
#pragma once

#include "core/cascade/cooccurrence.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QStackedWidget;

namespace antiphon {

class ChartPane;

class ExploreCharts : public QWidget
{
    Q_OBJECT
public:
    enum Kind { Funnel, Distribution, Together };
    ExploreCharts(const WorkspaceContext& context, QWidget* parent);
    void setCascade(std::shared_ptr<const CatalogueIndex> index, const CascadeAnswer& answer);
    void showKind(Kind kind);
    Kind kind() const;
    ChartPane* pane(Kind kind) const;

private:
    struct Figures
    {
        std::vector<ValueShift> shifts;
        ValueCoOccurrence together;
    };
    QWidget* makeChoices();
    void makePanes();
    void fillTypes();
    void showChoices();
    void ask();
    void showFunnel();
    void showDistribution();
    void showTogether();
    int typeOf(const QComboBox* choice) const; // of the index; -1: none

    WorkspaceContext m_context;
    std::shared_ptr<const CatalogueIndex> m_index;
    FilterState m_state;
    std::vector<quint64> m_sizes;
    std::shared_ptr<const Roaring> m_pool;
    Figures m_figures;
    QComboBox* m_kind;
    QComboBox* m_type;
    QComboBox* m_with;
    QComboBox* m_measure;
    QStackedWidget* m_stack;
    ChartPane* m_funnel = nullptr;
    ChartPane* m_distribution = nullptr;
    ChartPane* m_together = nullptr;
};

} // namespace antiphon
