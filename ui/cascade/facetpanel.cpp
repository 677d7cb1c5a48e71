#include "ui/cascade/facetpanel.h"

#include "ui/cascade/facetlist.h"
#include "ui/cascade/numberfacet.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr std::size_t stepsOfASpread = 24;

// The range that the filters keep of a type of numbers; empty for none.
QString rangeOf(const CatalogueIndex& index, int type, const FilterState& state)
{
    for (const Filter& filter : state.filters)
        if (filter.type == index.types()[static_cast<std::size_t>(type)].name &&
            filter.sense == Sense::Include && !index.findValue(type, filter.value))
            return filter.value;
    return {};
}

} // namespace

FacetPanel::FacetPanel(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_search(new SearchField(tr("Find values"), this)),
      m_values(new FacetList(this)),
      m_numberColumn(new QVBoxLayout)
{
    m_search->setAccessibleName(tr("Find values"));
    m_search->setToolTip(tr("Show only the values with these words in them"));
    m_numberColumn->setSpacing(12);
    auto* header = new SectionHeader(tr("Values"), tr("tracks"), this);
    header->setToolTip(tr("How many of the tracks in sight have each value"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(header);
    column->addWidget(m_search);
    column->addWidget(m_values, 1);
    column->addLayout(m_numberColumn);
    connect(m_search, &SearchField::searchChanged, this, &FacetPanel::showRows);
    connect(m_search, &SearchField::returnPressed, m_values, qOverload<>(&QWidget::setFocus));
    connect(m_values, &FacetList::chosen, this, &FacetPanel::chosen, Qt::QueuedConnection);
    connect(m_values, &FacetList::moreAsked, this, [this](const QString& type) {
        m_open << type;
        showRows();
    });
    setFocusProxy(m_values);
}

void FacetPanel::count(const std::shared_ptr<const TrackList>& list, const Roaring& pool,
                       const FilterState& state)
{
    m_context.session.readAside<Counted>(
        this,
        [list, pool, state](const Connection&) -> Result<Counted> {
            Counted counted{list, pool.cardinality(), state, facetsOf(*list->index(), pool), {}};
            for (std::size_t type = 0; type < list->index()->types().size(); ++type)
                if (auto spread = list->spread(static_cast<int>(type), pool, stepsOfASpread))
                    counted.spreads.push_back(std::move(*spread));
            return counted;
        },
        [this](Result<Counted> counted) {
            if (counted)
                adopt(std::move(*counted));
        },
        QStringLiteral("cascade.facets"));
}

void FacetPanel::adopt(Counted counted)
{
    m_counted = std::move(counted);
    makeNumbers();
    const CatalogueIndex& index = *m_counted.list->index();
    for (const NumberSpread& spread : m_counted.spreads) {
        for (NumberFacet* facet : std::as_const(m_numbers)) {
            if (facet->type() != index.types()[static_cast<std::size_t>(spread.type)].name)
                continue;
            facet->setSpread(spread);
            facet->setRange(rangeOf(index, spread.type, m_counted.state));
        }
    }
    showRows();
}

void FacetPanel::makeNumbers()
{
    const auto& index = m_counted.list->index();
    if (index == m_numbersOf)
        return;
    m_numbersOf = index;
    QStringList types;
    for (const IndexedType& type : index->types())
        if (type.hasNumbers)
            types << type.name;
    QStringList made;
    for (const NumberFacet* facet : std::as_const(m_numbers))
        made << facet->type();
    if (made == types)
        return; // the same catalogue after an edit: what is typed stays
    qDeleteAll(m_numbers);
    m_numbers.clear();
    for (const QString& type : std::as_const(types)) {
        auto* facet = new NumberFacet(type, this);
        m_numberColumn->addWidget(facet);
        m_numbers << facet;
        connect(facet, &NumberFacet::rangeChosen, this,
                [this, type](const QString& range) { Q_EMIT rangeChosen(type, range); });
    }
}

void FacetPanel::showRows()
{
    if (m_counted.list)
        m_values->setRows(facetRows(*m_counted.list->index(), m_counted.facets, m_counted.pool,
                                    m_counted.state, m_search->text(), m_open));
}

} // namespace antiphon
