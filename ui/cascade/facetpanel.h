// The left side of the catalogue: the values and numbers of the tracks in sight.
#pragma once

#include "core/cascade/trackanswer.h"
#include "ui/shell/workspace.h"

class QVBoxLayout;

namespace antiphon {

class FacetList;
class NumberFacet;
class SearchField;

class FacetPanel : public QWidget
{
    Q_OBJECT
public:
    FacetPanel(const WorkspaceContext& context, QWidget* parent);
    // Counts in the background; what is counted for an earlier question is dropped.
    void count(const std::shared_ptr<const TrackList>& list, const Roaring& pool, const FilterState& state);
    FacetList* list() const { return m_values; }
    SearchField* search() const { return m_search; }
    const QList<NumberFacet*>& numbers() const { return m_numbers; }

Q_SIGNALS:
    void chosen(const antiphon::Filter& filter);
    void rangeChosen(const QString& type, const QString& range); // empty: none

private:
    struct Counted
    {
        std::shared_ptr<const TrackList> list;
        quint64 pool = 0;
        FilterState state;
        std::vector<TypeFacet> facets;
        std::vector<NumberSpread> spreads;
    };
    void adopt(Counted counted);
    void showRows();
    void makeNumbers();
    WorkspaceContext m_context;
    Counted m_counted;
    QSet<QString> m_open; // types whose values are all shown
    SearchField* m_search;
    FacetList* m_values;
    QVBoxLayout* m_numberColumn;
    QList<NumberFacet*> m_numbers;
    std::shared_ptr<const CatalogueIndex> m_numbersOf;
};

} // namespace antiphon
