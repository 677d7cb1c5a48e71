// Two cascades side by side: the one that was kept when it was forked, and the one in hand.
#pragma once

#include "core/cascade/cascadecomparison.h"
#include "ui/shell/workspace.h"

class QPushButton;
class QStackedLayout;

namespace antiphon {

class ChartView;
class EmptyView;
class SectionHeader;
class TablePane;
class TextLabel;

class CascadeCompare : public QWidget
{
    Q_OBJECT
public:
    CascadeCompare(const WorkspaceContext& context, QWidget* parent);
    // Nothing kept: the empty view. `keptName`: of a named cascade, else empty.
    void setCascades(std::shared_ptr<const CatalogueIndex> index, const std::optional<FilterState>& kept,
                     const QString& keptName, const FilterState& inHand);
    const CascadeComparison& found() const { return m_found; }
    TablePane* table() const { return m_table; }
    EmptyView* empty() const { return m_empty; }

Q_SIGNALS:
    void forkRequested();
    void exchangeRequested();
    void closeRequested();

private:
    struct Sides
    {
        std::vector<quint64> kept;
        std::vector<quint64> inHand;
        CascadeComparison found;
    };
    QWidget* makeSides();
    void show(const CatalogueIndex& index, const Sides& sides, const FilterState& kept,
              const FilterState& inHand);

    WorkspaceContext m_context;
    CascadeComparison m_found;
    QStackedLayout* m_stack;
    EmptyView* m_empty;
    SectionHeader* m_keptHeader = nullptr;
    SectionHeader* m_inHandHeader = nullptr;
    ChartView* m_kept = nullptr;
    ChartView* m_inHand = nullptr;
    TextLabel* m_overlap = nullptr;
    TablePane* m_table = nullptr;
};

} // namespace antiphon
