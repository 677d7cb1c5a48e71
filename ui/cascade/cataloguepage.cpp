#include "ui/cascade/cataloguepage.h"

#include "ui/cascade/facetlist.h"
#include "ui/cascade/facetpanel.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/import/joinpage.h"
#include "ui/cascade/nearestpanel.h"
#include "ui/cascade/similarityfiles.h"
#include "ui/cascade/trackdesk.h"
#include "ui/cascade/trackfiles.h"
#include "ui/cascade/trackpanel.h"
#include "ui/cascade/tracktablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace antiphon {

namespace {

DialogueChip chipOf(const Filter& filter)
{
    DialogueChip chip;
    chip.text =
        (filter.sense == Sense::Exclude ? CataloguePage::tr("not %1: %2") : CataloguePage::tr("%1: %2"))
            .arg(filter.type, filter.value);
    chip.toolTip = CataloguePage::tr("Click turns include and exclude round, Delete takes the filter away");
    return chip;
}

// A state for Explore that begins where the track is: its values, as far as they are filters.
FilterState stateOf(const Track& track)
{
    FilterState state;
    for (const AttributeValue& value : track.values)
        state = withFilter(state, {value.type, value.value, Sense::Include});
    return state;
}

} // namespace

CataloguePage::CataloguePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent), m_context(context), m_loader(loader), m_pages(new QStackedLayout(this))
{
    m_pages->addWidget(makePage());
    m_import = new ImportPage(context, this);
    m_join = new JoinPage(context, loader, this);
    m_pages->addWidget(m_import);
    m_pages->addWidget(m_join);
    connectParts();
    setFocusProxy(m_table);
    refresh();
    readList();
}

QWidget* CataloguePage::makePage()
{
    auto* page = new QWidget(this);
    m_facets = new FacetPanel(m_context, page);
    m_panel = new TrackPanel(page);
    m_splitter = new QSplitter(Qt::Horizontal, page);
    m_splitter->addWidget(m_facets);
    m_splitter->addWidget(makeTable(page));
    m_splitter->addWidget(m_panel);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({250, 666, 284});
    m_desk = new TrackDesk(m_context, *m_tracks, *m_panel);
    m_busy = new BusyBar(page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(makeTop(page));
    column->addWidget(m_busy);
    column->addWidget(new Hairline(Qt::Horizontal, page));
    column->addWidget(m_splitter, 1);
    return page;
}

QLayout* CataloguePage::makeTop(QWidget* page)
{
    m_choice = new QComboBox(page);
    m_choice->setAccessibleName(tr("Catalogue"));
    m_choice->setToolTip(tr("The catalogue to show"));
    m_choice->setMinimumWidth(160);
    m_search = new SearchField(tr("Search title, artist, album or id"), page);
    m_search->setAccessibleName(tr("Search tracks"));
    m_search->setToolTip(tr("Tracks with every one of these words, with or without accents (/)"));
    m_explore = new QPushButton(tr("Show in Explore"), page);
    m_explore->setToolTip(tr("Explore the cascade of these filters"));
    auto* exporting = new QPushButton(tr("Export…"), page);
    exporting->setToolTip(
        tr("Write the tracks in sight as CSV, TSV, JSON lines or a workbook; a workbook holds "
           "1,048,575 at most"));
    auto* import = new QPushButton(tr("Import…"), page);
    import->setToolTip(tr("Import tracks from TSV, CSV or JSON lines (I)"));
    m_joinButton = new QPushButton(tr("Join…"), page);
    m_joinButton->setToolTip(tr("Bring the values of another catalogue to these tracks (J)"));
    m_chips = new ChipBar(page);
    m_chips->setAccessibleName(tr("Filters"));
    m_chips->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_choice);
    row->addWidget(m_search, 1);
    for (QPushButton* button : {m_explore, exporting, import, m_joinButton})
        row->addWidget(button);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 8);
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_chips);
    connect(m_explore, &QPushButton::clicked, this, &CataloguePage::exploreFilters);
    connect(exporting, &QPushButton::clicked, this, &CataloguePage::exportTracks);
    connect(import, &QPushButton::clicked, this, &CataloguePage::importAsked);
    connect(m_joinButton, &QPushButton::clicked, this, &CataloguePage::showJoin);
    return column;
}

QWidget* CataloguePage::makeTable(QWidget* page)
{
    auto* middle = new QWidget(page);
    m_count = new TextLabel(tr("Tracks"), TextSize::Heading, Tone::Normal, middle);
    m_tracks = new TrackTableModel(this);
    m_table = new CalmTable(middle);
    m_table->setObjectName(QStringLiteral("tracks"));
    m_table->setFramed(true);
    m_table->setExportable(true);
    m_table->setAccessibleName(tr("Tracks of the catalogue"));
    m_table->setEmptyText(tr("The catalogue is being read…"));
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setModel(m_tracks);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_count);
    column->addWidget(m_table, 1);
    return middle;
}

void CataloguePage::connectParts()
{
    connect(m_import, &ImportPage::closed, this, &CataloguePage::showTracks);
    connect(m_join, &JoinPage::closed, this, &CataloguePage::showTracks);
    connect(m_import, &ImportPage::imported, &m_loader, &CatalogueLoader::choose);
    connect(m_join, &JoinPage::joined, &m_loader, &CatalogueLoader::choose);
    connect(&m_loader, &CatalogueLoader::cataloguesChanged, this, &CataloguePage::refresh);
    connect(&m_loader, &CatalogueLoader::indexChanged, this, &CataloguePage::readList);
    connect(m_choice, &QComboBox::activated, this, [this](int row) { m_loader.choose(m_listed.value(row)); });
    connect(m_search, &SearchField::searchChanged, this, [this](const QString& text) {
        m_question.search = text;
        ask();
    });
    connect(m_search, &SearchField::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_facets, &FacetPanel::chosen, this, &CataloguePage::turnFilter);
    connect(m_facets, &FacetPanel::rangeChosen, this, &CataloguePage::chooseRange);
    connect(m_tracks, &TrackTableModel::orderAsked, this, [this](const TrackOrder& order) {
        m_order = order;
        ask();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    m_desk->take(m_tracks->rows()[static_cast<std::size_t>(current.row())]);
            });
    connect(m_table, &CalmTable::rowActivated, m_facets, qOverload<>(&QWidget::setFocus));
    connect(m_table, &CalmTable::exportRequested, this, &CataloguePage::exportTracks);
    connect(m_panel->nearest(), &NearestPanel::artistAsked, this, [this](const QString& artist) {
        setState(withFilter({}, {QStringLiteral("artist"), artist, Sense::Include}));
    });
    connect(m_panel, &TrackPanel::cascadeAsked, this, &CataloguePage::showExploring);
    connect(m_desk, &TrackDesk::saved, m_table, qOverload<>(&QWidget::setFocus));
    connect(
        m_chips, &ChipBar::clicked, this,
        [this](int chip) {
            Filter filter = m_question.state.filters.value(chip);
            filter.sense = filter.sense == Sense::Include ? Sense::Exclude : Sense::Include;
            setState(withFilter(m_question.state, filter));
        },
        Qt::QueuedConnection);
    connect(
        m_chips, &ChipBar::closeRequested, this,
        [this](int chip) { setState(withoutFilter(m_question.state, m_question.state.filters.value(chip))); },
        Qt::QueuedConnection);
}

void CataloguePage::refresh()
{
    m_listed.clear();
    m_choice->clear();
    for (const Catalogue& catalogue : m_loader.catalogues()) {
        m_listed << catalogue.id;
        m_choice->addItem(catalogue.name);
    }
    const Catalogue* current = m_loader.current();
    const CatalogueId id = current ? current->id : CatalogueId();
    if (current)
        m_choice->setCurrentIndex(static_cast<int>(m_listed.indexOf(id)));
    m_joinButton->setEnabled(m_listed.size() > 1);
    if (id == m_shown)
        return;
    const bool hadOne = !m_shown.isNull();
    m_shown = id;
    m_list.reset();
    m_desk->setCatalogue(id);
    if (hadOne) { // its filters speak of another one's values
        m_question.state = {};
        showChips();
    }
}

// Folds the texts in the background; what was shown stays until then, unless it is of another catalogue.
void CataloguePage::readList()
{
    const auto index = m_loader.index();
    if (!index)
        return;
    setBusy(true);
    using Pointer = std::shared_ptr<const TrackList>;
    m_context.session.readAside<Pointer>(
        this,
        [index](const Connection&) -> Result<Pointer> { return std::make_shared<const TrackList>(index); },
        [this, index](Result<Pointer> list) {
            if (!list || index != m_loader.index())
                return;
            m_list = std::move(*list);
            ask();
        },
        QStringLiteral("cascade.tracklist"));
}

void CataloguePage::ask()
{
    if (!m_list)
        return;
    setBusy(true);
    m_context.session.read<Answer>(
        this,
        [list = m_list, question = m_question, order = m_order](const Connection&) -> Result<Answer> {
            ANTIPHON_TRY_ASSIGN(Roaring pool, tracksAsked(*list, question));
            std::vector<quint32> rows = list->rows(pool, order);
            return Answer{question, std::move(pool), std::move(rows)};
        },
        [this](Result<Answer> answer) {
            setBusy(false);
            if (answer)
                return show(std::move(*answer));
            m_context.notify(noticeOf(answer.error())); // a value that the catalogue no longer has
            setState({});
        },
        QStringLiteral("cascade.tracks"));
}

void CataloguePage::show(Answer answer)
{
    if (answer.question != m_question || !m_list)
        return;
    const qint64 all = m_list->index()->trackCount();
    const auto found = static_cast<qint64>(answer.rows.size());
    m_count->setText(found == all
                         ? countedText(all, tr("track"), tr("tracks"))
                         : tr("%1 of %2").arg(countText(found), countedText(all, tr("track"), tr("tracks"))));
    m_table->setEmptyText(tr("No track has all of this. Take a filter away, or search for fewer words."));
    const bool isNew = m_tracks->list() != m_list;
    m_tracks->setRows(m_list, std::move(answer.rows));
    if (isNew)
        arrangeColumns(*m_table, *m_tracks);
    if (const auto& track = m_panel->track())
        if (const auto row = m_tracks->rowOf(track->ordinal))
            m_table->setCurrentIndex(m_tracks->index(*row, 0));
    m_facets->count(m_list, answer.pool, m_question.state);
    m_explore->setEnabled(!m_question.state.filters.isEmpty());
}

void CataloguePage::showChips()
{
    QList<DialogueChip> chips;
    for (const Filter& filter : std::as_const(m_question.state.filters))
        chips << chipOf(filter);
    m_chips->setChips(chips, ChipClose::Button);
    m_chips->setVisible(!chips.isEmpty());
}

void CataloguePage::setBusy(bool busy)
{
    if (busy && !m_busy->isBusy())
        m_busy->begin();
    else if (!busy && m_busy->isBusy())
        m_busy->end();
}

void CataloguePage::setState(const FilterState& state)
{
    m_question.state = state;
    showChips();
    ask();
}

void CataloguePage::turnFilter(const Filter& filter)
{
    const FilterState& state = m_question.state;
    setState(holds(state, filter) ? withoutFilter(state, filter) : withFilter(state, filter));
}

void CataloguePage::chooseRange(const QString& type, const QString& range)
{
    if (!m_list)
        return;
    const CatalogueIndex& index = *m_list->index();
    FilterState state = m_question.state;
    for (const Filter& filter : std::as_const(m_question.state.filters))
        if (filter.type == type && !index.findValue(index.typeIndex(type), filter.value))
            state = withoutFilter(state, filter);
    setState(range.isEmpty() ? state : withFilter(state, {type, range, Sense::Include}));
}

void CataloguePage::showExploring(const Track& track)
{
    Q_EMIT cascadeAsked(stateOf(track));
}

void CataloguePage::exploreFilters()
{
    Q_EMIT cascadeAsked(m_question.state);
}

void CataloguePage::clearFilters()
{
    m_search->setSearch({});
    setState({});
}

void CataloguePage::startEdit()
{
    m_panel->startEdit();
}

void CataloguePage::sortByNext()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int sortable = m_tracks->columnCount() - 1; // values have no order
    const int next = header->sortIndicatorSection() + 1;
    m_table->sortByColumn(next >= sortable ? -1 : next, Qt::AscendingOrder);
}

void CataloguePage::turnOrder()
{
    const QHeaderView* header = m_table->horizontalHeader();
    const bool descends = header->sortIndicatorOrder() == Qt::DescendingOrder;
    m_table->sortByColumn(header->sortIndicatorSection(),
                          descends ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void CataloguePage::exportTracks()
{
    const Catalogue* current = m_loader.current();
    if (m_list && current)
        askForTrackFile(m_context, this, current->name, *m_tracks);
}

void CataloguePage::showImport()
{
    m_pages->setCurrentWidget(m_import);
}

void CataloguePage::showJoin()
{
    m_pages->setCurrentWidget(m_join);
    m_join->open();
}

void CataloguePage::showTracks()
{
    m_pages->setCurrentIndex(0);
    m_table->setFocus();
}

bool CataloguePage::showsTracks() const
{
    return m_pages->currentIndex() == 0;
}

bool CataloguePage::isImporting() const
{
    return m_pages->currentWidget() == m_import;
}

void CataloguePage::importSimilarity(SimilarityTarget target, SimilarityKind kind)
{
    if (m_loader.index())
        askForSimilarityFile(m_context, this, m_loader.index(), target, kind);
    else
        m_context.notify(
            {NoticeKind::Warning, tr("Import the catalogue first: lists and embeddings speak of its "
                                     "tracks and artists.")});
}

void CataloguePage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void CataloguePage::focusFacets()
{
    m_facets->setFocus();
}

void CataloguePage::removeCatalogue()
{
    const Catalogue* current = m_loader.current();
    if (!current)
        return;
    m_context.session.edit(tr("Remove catalogue %1").arg(current->name),
                           [id = current->id](const Connection& connection) {
                               return setCatalogueState(connection, id, CatalogueState::Removed);
                           });
}

QJsonObject CataloguePage::saveState() const
{
    return {{QStringLiteral("state"), stateJson(m_question.state)},
            {QStringLiteral("search"), m_question.search},
            {QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void CataloguePage::restoreState(const QJsonObject& json)
{
    m_splitter->restoreState(
        QByteArray::fromBase64(json.value(QStringLiteral("splitter")).toString().toLatin1()));
    m_search->setSearch(json.value(QStringLiteral("search")).toString());
    if (const auto state = stateFromJson(json.value(QStringLiteral("state")).toObject()))
        setState(*state);
}

} // namespace antiphon
