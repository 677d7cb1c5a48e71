#include "ui/cascade/explorepage.h"

#include "ui/cascade/cascadecompare.h"
#include "ui/cascade/cascadeshelf.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/contactsheetview.h"
#include "ui/cascade/explorecharts.h"
#include "ui/cascade/filterpopup.h"
#include "ui/cascade/nextvalueslist.h"
#include "ui/cascade/plandocument.h"
#include "ui/cascade/trackmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tabstrip.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr quint32 tracksInASample = 40;
constexpr std::size_t valuesOfAType = 5; // shown; more of them while searching
constexpr std::size_t valuesComputed = 400;

QWidget* columnOf(QWidget* parent, std::initializer_list<QWidget*> widgets, const QMargins& margins)
{
    auto* column = new QWidget(parent);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(margins);
    layout->setSpacing(metrics::gap);
    for (QWidget* widget : widgets)
        layout->addWidget(widget);
    layout->setStretch(static_cast<int>(widgets.size()) - 1, 1);
    return column;
}

constexpr QMargins columnMargins{metrics::padding, 12, metrics::padding, 12};

} // namespace

ExplorePage::ExplorePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_loader(loader),
      m_bar(new CascadeSteps(this)),
      m_popup(new FilterPopup(this)),
      m_shelf(new CascadeShelf(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_splitter->addWidget(makeNextValues());
    m_splitter->addWidget(makeMiddle());
    m_splitter->addWidget(makeDialogue());
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({330, 540, 330});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(m_splitter, 1);

    connect(m_bar->addButton(), &QPushButton::clicked, this, &ExplorePage::openFilterPopup);
    connect(m_bar, &CascadeSteps::removeRequested, this, &ExplorePage::removeFilter, Qt::QueuedConnection);
    connect(m_bar, &CascadeSteps::turnRequested, this, &ExplorePage::turnFilter, Qt::QueuedConnection);
    connect(m_bar, &CascadeSteps::moveRequested, this, &ExplorePage::moveFilter, Qt::QueuedConnection);
    connect(m_bar, &CascadeSteps::orderTried, this, &ExplorePage::tryOrder);
    connect(m_popup, &FilterPopup::chosen, this, &ExplorePage::apply);
    connect(m_next, &NextValuesList::chosen, this, &ExplorePage::apply, Qt::QueuedConnection);
    connect(m_search, &SearchField::searchChanged, this, &ExplorePage::showNextValues);
    connect(m_search, &SearchField::returnPressed, m_next, qOverload<>(&QWidget::setFocus));
    connect(&loader, &CatalogueLoader::indexChanged, this, &ExplorePage::ask);
    connectShelf();
    setFocusProxy(m_next);
    ask();
}

QWidget* ExplorePage::makeMiddle()
{
    m_tabs = new TabStrip(this);
    m_tabs->setAccessibleName(tr("What is shown of the cascade"));
    for (const QString& title : {tr("Tracks"), tr("Charts"), tr("Compare"), tr("Contact sheet")})
        m_tabs->addPage(title);
    m_middle = new QStackedWidget(this);
    m_charts = new ExploreCharts(m_context, this);
    m_compare = new CascadeCompare(m_context, this);
    m_sheet = new ContactSheetView(m_context, this);
    for (QWidget* page : {makeSample(), static_cast<QWidget*>(m_charts), static_cast<QWidget*>(m_compare),
                          static_cast<QWidget*>(m_sheet)})
        m_middle->addWidget(page);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_middle->setCurrentIndex(page);
        showMiddlePage();
    });
    connect(m_compare, &CascadeCompare::forkRequested, this, &ExplorePage::fork);
    connect(m_compare, &CascadeCompare::exchangeRequested, this, &ExplorePage::exchangeFork);
    connect(m_compare, &CascadeCompare::closeRequested, this, &ExplorePage::closeFork);
    connect(m_sheet, &ContactSheetView::seedChosen, this, &ExplorePage::setSeed);
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(metrics::padding, 10, metrics::padding, 0);
    strip->addWidget(m_tabs);
    strip->addStretch(1);
    column->addLayout(strip);
    column->addWidget(m_middle, 1);
    return middle;
}

QWidget* ExplorePage::makeNextValues()
{
    m_search = new SearchField(tr("Filter values"), this);
    m_search->setAccessibleName(tr("Filter values"));
    m_search->setToolTip(tr("Show only the values with these words in them (/)"));
    m_next = new NextValuesList(this);
    m_next->setObjectName(QStringLiteral("next-values"));
    auto* header = new SectionHeader(tr("Best next values"), tr("tracks · lift"), this);
    header->setToolTip(tr("The values that split the pool most evenly come first. Lift is how many times as "
                          "often a value stands in the pool as in the whole catalogue."));
    return columnOf(this, {header, m_search, m_next}, columnMargins);
}

QWidget* ExplorePage::makeSample()
{
    m_sampleHeader = new SectionHeader(tr("Sample"), {}, this);
    m_tracks = new TrackModel(this);
    m_table = new CalmTable(this);
    m_table->setObjectName(QStringLiteral("sample-tracks"));
    m_table->setFramed(true);
    m_table->setModel(m_tracks);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Sample tracks"));
    m_table->setEmptyText(tr("No track satisfies all of these filters."));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setToolTip(tr("Enter narrows the cascade to what is like the track in hand"));
    m_table->setColumnWidth(0, 180);
    m_table->setColumnWidth(1, 150);
    m_table->setColumnWidth(2, 56);
    connect(
        m_table, &CalmTable::rowActivated, this,
        [this](int row) {
            apply({similarTrackType, m_tracks->tracks().value(row).externalId});
        },
        Qt::QueuedConnection);
    return columnOf(this, {m_sampleHeader, m_table}, {metrics::padding, 0, metrics::padding, 12});
}

QWidget* ExplorePage::makeDialogue()
{
    m_dialogueHeader = new SectionHeader(tr("As a dialogue"), {}, this);
    m_dialogueHeader->setToolTip(tr("The turns of a plan that begins with these filters"));
    m_dialogue = new DialogueView(this);
    m_dialogue->setCurrentTurnShown(false);
    m_dialogue->setMinimapShown(false);
    m_dialogue->setAccessibleName(tr("The cascade as a dialogue"));
    return columnOf(this, {m_dialogueHeader, m_dialogue}, columnMargins);
}

Result<ExplorePage::Shown> ExplorePage::compute(const std::shared_ptr<const CatalogueIndex>& index,
                                                const FilterState& state, quint64 seed,
                                                const FilterSets& former)
{
    Shown shown;
    ANTIPHON_TRY_ASSIGN(shown.answer,
                        answerCascade(*index, state, seed, tracksInASample, valuesComputed, former));
    for (const quint32 track : shown.answer.sample)
        shown.sample << index->track(track);
    // A catalogue that no plan can be drawn from is still worth a look.
    if (const auto planner = Planner::create(index, defaultRecipe(), seed))
        shown.plan = planner->drawFrom(state.filters, 0);
    return shown;
}

void ExplorePage::ask()
{
    m_bar->setState(state());
    m_bar->setEnabled(m_loader.index() != nullptr);
    if (!m_loader.index())
        return;
    const FilterSets former = m_answered == m_loader.index() ? m_answer.sets : FilterSets();
    m_context.session.read<Shown>(
        this,
        [index = m_loader.index(), asked = state(), seed = m_seed, former](const Connection&) {
            return compute(index, asked, seed, former);
        },
        [this, index = m_loader.index()](Result<Shown> shown) {
            if (!shown)
                return forgetFailed(shown.error());
            if (index != m_loader.index())
                return;
            m_answered = index;
            show(std::move(*shown));
        },
        QStringLiteral("cascade.explore"));
}

// The filters speak of another catalogue, or of nothing: back to those before, in the end to none.
void ExplorePage::forgetFailed(const Error& error)
{
    m_context.notify(noticeOf(error));
    m_steps.resize(m_place + 1);
    m_steps.removeLast();
    if (m_steps.isEmpty() || m_answered != m_loader.index())
        m_steps = {FilterState()};
    m_place = m_steps.size() - 1;
    ask();
}

void ExplorePage::show(Shown shown)
{
    if (shown.answer.state != state() || !m_loader.index())
        return;
    m_answer = std::move(shown.answer);
    m_bar->setPools(m_answer.pools);
    showNextValues();
    m_sampleHeader->setTitle(
        tr("Sample of %1 tracks").arg(countText(static_cast<qint64>(m_answer.pools.back()))));
    QString remark = tr("seed %1 · next N").arg(m_seed);
    if (!state().seen.empty())
        remark.prepend(tr("%1 seen · ").arg(countText(static_cast<qint64>(state().seen.size()))));
    if (!state().left.empty())
        remark.prepend(tr("%1 refused · ").arg(countText(static_cast<qint64>(state().left.size()))));
    m_sampleHeader->setRemark(remark);
    m_dialogueHeader->setRemark(shown.plan.turns.isEmpty()
                                    ? tr("the pool is too small")
                                    : tr("%1 turns · next N").arg(shown.plan.turns.size()));
    const bool hasYears = std::any_of(shown.sample.begin(), shown.sample.end(), [](const Track& track) {
        return !trackCell(track, ShownColumn::Year).isEmpty();
    });
    m_table->setColumnHidden(static_cast<int>(ShownColumn::Year), !hasYears);
    m_tracks->setTracks(std::move(shown.sample));
    m_dialogue->setDocument(planDocument(*m_loader.index(), shown.plan, PlanDetail::Turns));
    showMiddlePage();
    Q_EMIT answered();
}

void ExplorePage::showMiddlePage()
{
    if (!m_answered || m_answered != m_loader.index())
        return;
    if (middle() == Charts)
        m_charts->setCascade(m_answered, m_answer);
    else if (middle() == Compare)
        m_compare->setCascades(m_answered, m_kept, m_keptName, state());
    else if (middle() == Sheet)
        m_sheet->setCascade(m_answered, state(), m_seed);
}

void ExplorePage::showNextValues()
{
    if (!m_loader.index())
        return;
    const QString search = m_search->text();
    m_next->setRows(nextRows(*m_loader.index(), m_answer.next, search,
                             search.trimmed().isEmpty() ? valuesOfAType : valuesComputed));
}

QJsonObject ExplorePage::saveState() const
{
    QJsonObject json{{QStringLiteral("state"), stateJson(state())},
                     {QStringLiteral("seed"), static_cast<qint64>(m_seed)},
                     {QStringLiteral("middle"), static_cast<int>(middle())},
                     {QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64())}};
    if (m_kept)
        json.insert(QStringLiteral("kept"), stateJson(*m_kept));
    return json;
}

void ExplorePage::restoreState(const QJsonObject& json)
{
    m_seed = static_cast<quint64>(std::max<qint64>(json.value(QStringLiteral("seed")).toInteger(1), 0));
    m_splitter->restoreState(
        QByteArray::fromBase64(json.value(QStringLiteral("splitter")).toString().toLatin1()));
    if (const auto restored = stateFromJson(json.value(QStringLiteral("state")).toObject())) {
        m_steps = {*restored};
        m_place = 0;
    }
    m_kept = stateFromJson(json.value(QStringLiteral("kept")).toObject());
    m_tabs->setCurrentIndex(
        std::clamp(json.value(QStringLiteral("middle")).toInt(), int(Sample), int(Sheet)));
    ask();
}

} // namespace antiphon
