#include "ui/cascade/explorecharts.h"

#include "ui/charts/heatmap.h"
#include "ui/charts/shiftbars.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr std::size_t valuesDrawn = 16; // of a type
constexpr std::size_t valuesCrossed = 12;
enum class Measure { Tracks, Jaccard, Lift };

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

std::optional<double> valueOf(const ValuePair& pair, Measure measure)
{
    switch (measure) {
    case Measure::Tracks:
        return static_cast<double>(pair.both);
    case Measure::Jaccard:
        return pair.jaccard();
    case Measure::Lift:
        break;
    }
    return pair.lift();
}

QString textOf(std::optional<double> value, Measure measure)
{
    return value ? QLocale().toString(*value, 'f', measure == Measure::Tracks ? 0 : 2)
                 : ExploreCharts::tr("undefined");
}

HeatMap mapOf(const CatalogueIndex& index, const ValueCoOccurrence& together, Measure measure)
{
    HeatMap map;
    map.title = ExploreCharts::tr("Values that stand together");
    for (const ValueId value : together.rows)
        map.rows << index.valueText(value);
    for (const ValueId value : together.columns)
        map.columns << index.valueText(value);
    map.cells.fill(QList<HeatCell>(map.columns.size()), map.rows.size());
    for (const ValuePair& pair : together.pairs) {
        const auto row = std::ranges::find(together.rows, pair.first) - together.rows.begin();
        const auto column = std::ranges::find(together.columns, pair.second) - together.columns.begin();
        const auto value = valueOf(pair, measure);
        map.cells[row][column] = {value, textOf(value, measure)};
    }
    return map;
}

QComboBox* choice(const QString& name, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

ExploreCharts::ExploreCharts(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_kind(choice(tr("Chart"), this)),
      m_type(choice(tr("Attribute type"), this)),
      m_with(choice(tr("With the type"), this)),
      m_measure(choice(tr("Measure"), this)),
      m_stack(new QStackedWidget(this))
{
    makePanes();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeChoices());
    column->addWidget(m_stack, 1);
    setFocusProxy(m_kind);
    showChoices();
}

QWidget* ExploreCharts::makeChoices()
{
    m_kind->addItems({tr("Funnel"), tr("Before and after"), tr("Together")});
    m_measure->addItem(tr("Tracks with both"), static_cast<int>(Measure::Tracks));
    m_measure->addItem(tr("Jaccard"), static_cast<int>(Measure::Jaccard));
    m_measure->addItem(tr("Lift"), static_cast<int>(Measure::Lift));
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding, 0, metrics::padding, 0);
    row->setSpacing(metrics::gap);
    for (QComboBox* box : {m_kind, m_type, m_with, m_measure})
        row->addWidget(box);
    row->addStretch(1);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showChoices();
        ask();
    });
    connect(m_type, &QComboBox::currentIndexChanged, this, &ExploreCharts::ask);
    connect(m_with, &QComboBox::currentIndexChanged, this, &ExploreCharts::ask);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &ExploreCharts::showTogether);
    return bar;
}

void ExploreCharts::makePanes()
{
    const Qt::Alignment right = Qt::AlignRight;
    const QString icon = QStringLiteral("cascade");
    m_funnel =
        new ChartPane(m_context,
                      {tr("What each filter leaves"), tr("Filter steps"),
                       tr("The funnel shows when the catalogue is read."), QStringLiteral("funnel"), icon},
                      {{tr("Step")}, {tr("Tracks"), right}, {tr("Of all"), right}}, 0, m_stack);
    m_distribution = new ChartPane(m_context,
                                   {tr("Before and after"), tr("Filter values"),
                                    tr("This type has no values: only ranges of its numbers."),
                                    QStringLiteral("values"), icon},
                                   {{tr("Value")},
                                    {tr("All tracks"), right},
                                    {tr("Share"), right},
                                    {tr("Pool"), right},
                                    {tr("Share"), right}},
                                   0, m_stack);
    m_distribution->setNote(tr("Share of the tracks that have the value, in the whole catalogue and in the "
                               "pool. A track can have several values."));
    m_together = new ChartPane(
        m_context,
        {tr("Values that stand together"), tr("Filter values"),
         tr("No track of the pool has values of these types."), QStringLiteral("together"), icon},
        {{tr("Value")}, {tr("With")}, {tr("Both"), right}, {tr("Jaccard"), right}, {tr("Lift"), right}}, 0,
        m_stack);
    m_together->setNote(tr("Within the pool, the most frequent values. Jaccard: tracks with both / tracks "
                           "with either. Lift: how many times more often than if they were independent."));
    for (ChartPane* pane : {m_funnel, m_distribution, m_together})
        m_stack->addWidget(pane);
}

ChartPane* ExploreCharts::pane(Kind kind) const
{
    return static_cast<ChartPane*>(m_stack->widget(kind));
}

ExploreCharts::Kind ExploreCharts::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void ExploreCharts::showKind(Kind kind)
{
    m_kind->setCurrentIndex(kind);
}

void ExploreCharts::showChoices()
{
    m_type->setVisible(kind() != Funnel);
    m_with->setVisible(kind() == Together);
    m_measure->setVisible(kind() == Together);
    m_stack->setCurrentIndex(kind());
}

void ExploreCharts::setCascade(std::shared_ptr<const CatalogueIndex> index, const CascadeAnswer& answer)
{
    const bool isOther = m_index != index;
    m_index = std::move(index);
    m_state = answer.state;
    m_sizes = answer.pools;
    m_pool = std::make_shared<const Roaring>(answer.pool);
    if (isOther)
        fillTypes();
    ask();
}

void ExploreCharts::fillTypes()
{
    const QSignalBlocker quiet(m_type);
    const QSignalBlocker quietToo(m_with);
    for (QComboBox* box : {m_type, m_with}) {
        const QString former = box->currentText();
        box->clear();
        for (const IndexedType& type : m_index->types())
            if (type.valueCount > 0)
                box->addItem(type.name);
        const int place = box->findText(former);
        box->setCurrentIndex(place >= 0 ? place : box == m_with && box->count() > 1 ? 1 : 0);
    }
}

int ExploreCharts::typeOf(const QComboBox* choice) const
{
    return m_index ? m_index->typeIndex(choice->currentText()) : -1;
}

void ExploreCharts::ask()
{
    if (!m_index)
        return;
    if (kind() == Funnel)
        return showFunnel();
    const int type = typeOf(m_type);
    const int with = typeOf(m_with);
    if (type < 0 || with < 0)
        return;
    m_context.session.readAside<Figures>(
        this,
        [index = m_index, pool = m_pool, type, with, kind = kind()](const Connection&) -> Result<Figures> {
            Figures figures;
            if (kind == Distribution)
                figures.shifts = distributionOf(*index, *pool, type, valuesDrawn);
            else
                figures.together = coOccurrencesIn(*index, *pool, type, with, valuesCrossed);
            return figures;
        },
        [this, asked = m_index](Result<Figures> figures) {
            if (!figures || asked != m_index)
                return;
            m_figures = std::move(*figures);
            if (kind() == Distribution)
                showDistribution();
            else if (kind() == Together)
                showTogether();
        },
        QStringLiteral("cascade.charts"));
}

void ExploreCharts::showFunnel()
{
    QList<FunnelStep> steps;
    QList<QList<TextCell>> rows;
    const double all = m_sizes.empty() ? 1 : std::max(1.0, static_cast<double>(m_sizes.front()));
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        const auto count = static_cast<qint64>(m_sizes[i]);
        const QString name =
            i == 0 ? tr("All tracks") : filterText(m_state.filters.value(static_cast<qsizetype>(i) - 1));
        const double share = static_cast<double>(count) / all;
        steps << FunnelStep{name, count};
        rows << QList<TextCell>{{name}, {countText(count), count}, {percent(share), share}};
    }
    m_funnel->show(funnelBars(tr("What each filter leaves"), steps), std::move(rows),
                   countedText(static_cast<qint64>(m_sizes.empty() ? 0 : m_sizes.back()), tr("track left"),
                               tr("tracks left")));
}

void ExploreCharts::showDistribution()
{
    ShiftBars bars{
        tr("%1 before and after").arg(m_type->currentText()), tr("Whole catalogue"), tr("Pool"), {}};
    QList<QList<TextCell>> rows;
    for (const ValueShift& shift : m_figures.shifts) {
        const QString name = m_index->valueText(shift.value);
        bars.rows << ShiftRow{name, shift.shareBefore, shift.shareAfter};
        rows << QList<TextCell>{{name},
                                {countText(shift.before), shift.before},
                                {percent(shift.shareBefore), shift.shareBefore},
                                {countText(shift.after), shift.after},
                                {percent(shift.shareAfter), shift.shareAfter}};
    }
    m_distribution->show(
        shiftBars(bars), std::move(rows),
        tr("%1 of %2 tracks")
            .arg(countText(static_cast<qint64>(m_pool->cardinality())), countText(m_index->trackCount())));
}

void ExploreCharts::showTogether()
{
    if (!m_index || kind() != Together)
        return;
    const auto measure = static_cast<Measure>(m_measure->currentData().toInt());
    QList<QList<TextCell>> rows;
    for (const ValuePair& pair : m_figures.together.pairs)
        rows << QList<TextCell>{{m_index->valueText(pair.first)},
                                {m_index->valueText(pair.second)},
                                {countText(pair.both), pair.both},
                                {textOf(pair.jaccard(), Measure::Jaccard), pair.jaccard().value_or(-1)},
                                {textOf(pair.lift(), Measure::Lift), pair.lift().value_or(-1)}};
    m_together->show(heatMap(mapOf(*m_index, m_figures.together, measure)), std::move(rows),
                     tr("n = %1").arg(countedText(m_figures.together.n, tr("track"), tr("tracks"))));
}

} // namespace antiphon
