#include "ui/cascade/cascadecompare.h"

#include "ui/charts/chart.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr std::size_t contrastsShown = 200;

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

Chart funnelOf(const QString& title, const FilterState& state, const std::vector<quint64>& sizes)
{
    QList<FunnelStep> steps;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        steps << FunnelStep{i == 0 ? CascadeCompare::tr("All tracks")
                                   : filterText(state.filters.value(static_cast<qsizetype>(i) - 1)),
                            static_cast<qint64>(sizes[i])};
    return funnelBars(title, steps);
}

QPushButton* smallButton(const QString& title, const QString& hint, QWidget* parent)
{
    auto* button = new QPushButton(title, parent);
    button->setToolTip(hint);
    return button;
}

} // namespace

CascadeCompare::CascadeCompare(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_stack(new QStackedLayout(this)),
      m_empty(new EmptyView(QStringLiteral("cascade"),
                            tr("Fork the cascade to keep it as it stands and go on with a copy; both then "
                               "stand here side by side."),
                            this))
{
    connect(m_empty->setButton(tr("Fork")), &QPushButton::clicked, this, &CascadeCompare::forkRequested);
    m_empty->button()->setToolTip(tr("Keep the cascade as it stands (K)"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeSides());
}

QWidget* CascadeCompare::makeSides()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::padding, 0, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(metrics::padding);
    const auto add = [&](SectionHeader*& header, ChartView*& funnel, const QString& title) {
        auto* side = new QVBoxLayout;
        side->setSpacing(metrics::gap);
        header = new SectionHeader(title, {}, page);
        funnel = new ChartView(page);
        side->addWidget(header);
        side->addWidget(funnel);
        side->addStretch(1);
        sides->addLayout(side, 1);
    };
    add(m_keptHeader, m_kept, tr("Kept"));
    add(m_inHandHeader, m_inHand, tr("In hand"));
    column->addLayout(sides);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    m_overlap = new TextLabel({}, TextSize::Body, Tone::Normal, page);
    m_overlap->setWordWrap(true);
    row->addWidget(m_overlap, 1);
    auto* exchange =
        smallButton(tr("Exchange"), tr("Go on with the kept one and keep this one (Shift+K)"), page);
    auto* close = smallButton(tr("Close"), tr("Keep only the cascade in hand"), page);
    row->addWidget(exchange);
    row->addWidget(close);
    column->addLayout(row);
    const Qt::Alignment right = Qt::AlignRight;
    m_table = new TablePane(
        m_context,
        {tr("Values that differ most"), tr("Filter values"),
         tr("Both pools have the same shares of every value."), QStringLiteral("difference.csv")},
        {{tr("Value")}, {tr("Kept"), right}, {tr("In hand"), right}, {tr("Difference"), right}}, 0,
        TextTableModel::Boxes::None, page);
    column->addWidget(m_table, 1);
    connect(exchange, &QPushButton::clicked, this, &CascadeCompare::exchangeRequested);
    connect(close, &QPushButton::clicked, this, &CascadeCompare::closeRequested);
    return page;
}

void CascadeCompare::setCascades(std::shared_ptr<const CatalogueIndex> index,
                                 const std::optional<FilterState>& kept, const QString& keptName,
                                 const FilterState& inHand)
{
    m_stack->setCurrentIndex(kept ? 1 : 0);
    if (!kept || !index)
        return;
    m_keptHeader->setTitle(keptName.isEmpty() ? tr("Kept") : tr("Kept: %1").arg(keptName));
    m_context.session.readAside<Sides>(
        this,
        [index, first = *kept, second = inHand](const Connection&) -> Result<Sides> {
            ANTIPHON_TRY_ASSIGN(const FilterSets firstSets, filterSets(*index, first));
            ANTIPHON_TRY_ASSIGN(const FilterSets secondSets, filterSets(*index, second));
            ANTIPHON_TRY_ASSIGN(const Roaring firstPool, poolOf(*index, first));
            ANTIPHON_TRY_ASSIGN(const Roaring secondPool, poolOf(*index, second));
            return Sides{poolSizes(firstSets, first.filters), poolSizes(secondSets, second.filters),
                         comparePools(*index, firstPool, secondPool, contrastsShown)};
        },
        [this, index, first = *kept, second = inHand](const Result<Sides>& sides) {
            if (sides)
                show(*index, *sides, first, second);
            else
                m_context.notify(noticeOf(sides.error()));
        },
        QStringLiteral("cascade.compare"));
}

void CascadeCompare::show(const CatalogueIndex& index, const Sides& sides, const FilterState& kept,
                          const FilterState& inHand)
{
    m_found = sides.found;
    m_kept->setChart(funnelOf(tr("Kept cascade"), kept, sides.kept));
    m_inHand->setChart(funnelOf(tr("Cascade in hand"), inHand, sides.inHand));
    m_kept->setToolTip(wholeStateSentence(kept));
    m_inHand->setToolTip(wholeStateSentence(inHand));
    m_overlap->setText(
        m_found.jaccard ? tr("%1 in both of %2 and %3 (Jaccard %4)")
                              .arg(countedText(static_cast<qint64>(m_found.both), tr("track"), tr("tracks")),
                                   countText(static_cast<qint64>(m_found.first)),
                                   countText(static_cast<qint64>(m_found.second)),
                                   QLocale().toString(*m_found.jaccard, 'f', 2))
                        : tr("Both pools are empty."));
    QList<QList<TextCell>> rows;
    for (const ValueContrast& contrast : m_found.contrasts) {
        const QString sign = contrast.difference() > 0 ? QStringLiteral("+") : QString();
        rows << QList<TextCell>{{index.attributeValue(contrast.value).toText()},
                                {percent(contrast.shareFirst), contrast.shareFirst},
                                {percent(contrast.shareSecond), contrast.shareSecond},
                                {sign + percent(contrast.difference()), std::abs(contrast.difference())}};
    }
    m_table->setRows(std::move(rows));
    m_table->setRemark(tr("share of tracks"));
}

} // namespace antiphon
