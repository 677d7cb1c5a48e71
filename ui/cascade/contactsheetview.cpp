#include "ui/cascade/contactsheetview.h"

#include "ui/cascade/plancard.h"
#include "ui/cascade/plandocument.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QItemSelectionModel>
#include <QListView>
#include <QVBoxLayout>

#include <cmath>

namespace antiphon {

void ContactSheetModel::setSheet(ContactSheet sheet)
{
    beginResetModel();
    m_sheet = std::move(sheet);
    m_longest = 1;
    for (const PlanStanding& standing : m_sheet.standings)
        m_longest = std::max(m_longest, standing.turns);
    m_largestPool = 1;
    for (const Plan& plan : m_sheet.plans)
        for (const PlanTurn& turn : plan.turns)
            m_largestPool = std::max(m_largestPool, std::log10(static_cast<double>(turn.pool) + 1));
    endResetModel();
}

int ContactSheetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sheet.plans.size());
}

QVariant ContactSheetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto place = static_cast<std::size_t>(index.row());
    if (role == Qt::DisplayRole)
        return QString::number(m_sheet.seeds[place]);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return planCardText(m_sheet, place);
    return {};
}

ContactSheetView::ContactSheetView(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_header(new SectionHeader(tr("Contact sheet"), {}, this)),
      m_legend(new ChipBar(this)),
      m_busy(new BusyBar(this)),
      m_model(new ContactSheetModel(this)),
      m_list(new QListView(this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PlanCardDelegate(m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(3);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Plans of the contact sheet"));
    m_list->viewport()->setAutoFillBackground(false);
    m_legend->setChips(planLegend());
    m_legend->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 0, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addWidget(m_legend);
    column->addWidget(m_busy);
    column->addWidget(m_list, 1);
    setFocusProxy(m_list);
    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid())
            Q_EMIT seedChosen(m_model->sheet().seeds[static_cast<std::size_t>(index.row())]);
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
}

ContactSheetView::~ContactSheetView()
{
    m_cancel.cancel();
}

void ContactSheetView::setCascade(std::shared_ptr<const CatalogueIndex> index, const FilterState& state,
                                  quint64 seed)
{
    const quint64 first = seed == 0 ? 0 : (seed - 1) / plansOfASheet * plansOfASheet + 1;
    const bool isSame = m_index == index && m_state == state && m_first == first && m_seed != 0;
    m_index = std::move(index);
    m_state = state;
    m_seed = seed;
    m_first = first;
    if (isSame)
        markSeed();
    else if (m_index)
        draw();
}

void ContactSheetView::draw()
{
    m_cancel.cancel();
    m_cancel = CancelToken();
    m_busy->begin();
    m_header->setRemark(tr("drawing…"));
    m_context.session.readAside<ContactSheet>(
        this,
        [index = m_index, start = m_state.filters, first = m_first, cancel = m_cancel](const Connection&) {
            return drawContactSheet(index, defaultRecipe(), start, first, plansOfASheet, cancel);
        },
        [this, cancel = m_cancel](Result<ContactSheet> sheet) {
            m_busy->end();
            if (cancel.isCancelled())
                return; // another one is on its way
            if (sheet)
                return show(std::move(*sheet));
            m_header->setRemark({});
            m_model->setSheet({});
            m_context.notify(noticeOf(sheet.error()));
        });
}

void ContactSheetView::show(ContactSheet sheet)
{
    const auto odd = std::ranges::count_if(
        sheet.standings, [](const PlanStanding& standing) { return standing.oddity != Oddity::None; });
    m_header->setRemark(
        odd == 0 ? tr("seeds %1 to %2, none odd").arg(sheet.seeds.front()).arg(sheet.seeds.back())
                 : tr("seeds %1 to %2, %3 odd").arg(sheet.seeds.front()).arg(sheet.seeds.back()).arg(odd));
    m_model->setSheet(std::move(sheet));
    markSeed();
    Q_EMIT drawn();
}

void ContactSheetView::markSeed()
{
    const auto& seeds = m_model->sheet().seeds;
    const auto found = std::ranges::find(seeds, m_seed);
    if (found == seeds.end())
        return;
    const QModelIndex index = m_model->index(static_cast<int>(found - seeds.begin()));
    if (index != m_list->currentIndex())
        m_list->setCurrentIndex(index);
}

} // namespace antiphon
