#include "ui/rating/plantable.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QHeaderView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <cmath>

namespace antiphon {

namespace {

constexpr int shareRole = Qt::UserRole;      // 0 to 1; nothing: not done
constexpr int enoughRole = Qt::UserRole + 1; // reaches the power aimed at
constexpr double deepest = 0.45;             // of the accent, so that text keeps its contrast

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

class ShareDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokensOf(option.palette);
        const QVariant share = index.data(shareRole);
        const QRect cell = option.rect.adjusted(1, 1, -1, -1);
        if (share.isValid())
            painter->fillRect(cell, mixed(t.panel, t.accent, share.toDouble() * deepest));
        QFont font = option.font;
        font.setBold(index.data(enoughRole).toBool());
        painter->setFont(font);
        painter->setPen(share.isValid() || index.column() == 0 ? t.text : t.muted);
        painter->drawText(cell.adjusted(metrics::gap, 0, -metrics::gap, 0),
                          index.column() == 0 ? Qt::AlignVCenter | Qt::AlignLeft : Qt::AlignCenter,
                          index.data().toString());
        if (option.state & QStyle::State_Selected) {
            painter->setPen(QPen(t.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(cell.adjusted(1, 1, -1, -1));
        }
    }
};

QString percent(double share)
{
    return QString::number(share * 100.0, 'f', 1);
}

} // namespace

const statistics::Estimate& shareOf(const PlanCell& cell, PlanVerdict verdict)
{
    switch (verdict) {
    case PlanVerdict::Different:
        return cell.different;
    case PlanVerdict::Inconclusive:
        return cell.inconclusive;
    case PlanVerdict::Equivalent:
        break;
    }
    return cell.equivalent;
}

QString shareText(const statistics::Estimate& share)
{
    const double p = share.value.value_or(0.0);
    const double error = share.n > 0 ? std::sqrt(p * (1.0 - p) / static_cast<double>(share.n)) : 0.0;
    return QStringLiteral("%1 % ± %2").arg(percent(p), percent(error));
}

Chart planChart(const QList<PlanCell>& cells)
{
    Chart chart;
    chart.title = PlanTable::tr("Study sizes");
    chart.columns = {QStringLiteral("raters"), QStringLiteral("dialogues")};
    const QStringList names{QStringLiteral("equivalent"), QStringLiteral("different"),
                            QStringLiteral("inconclusive")};
    for (const QString& name : names)
        chart.columns << name << name + QStringLiteral("_low") << name + QStringLiteral("_high");
    chart.columns << QStringLiteral("difference") << QStringLiteral("studies");
    for (const PlanCell& cell : cells) {
        QStringList row{QString::number(cell.raters), QString::number(cell.items)};
        for (const auto verdict :
             {PlanVerdict::Equivalent, PlanVerdict::Different, PlanVerdict::Inconclusive}) {
            const statistics::Estimate& share = shareOf(cell, verdict);
            for (const std::optional<double>& figure : {share.value, share.low, share.high})
                row << (figure ? QString::number(*figure, 'g', 6) : QString());
        }
        row << QString::number(cell.difference, 'g', 6) << QString::number(cell.equivalent.n);
        chart.rows << row;
    }
    return chart;
}

PlanTable::PlanTable(QWidget* parent) : CalmTable(parent), m_model(new QStandardItemModel(this))
{
    setAccessibleName(tr("Study sizes: raters by dialogues"));
    setToolTip(tr("Choose a size with the arrow keys or a click; Ctrl+C copies the row"));
    setModel(m_model);
    setSortingEnabled(false);
    setSelectionBehavior(SelectItems);
    setSelectionMode(SingleSelection);
    setItemDelegate(new ShareDelegate(this));
    setExportable(true);
    setFramed(true);
    horizontalHeader()->setStretchLastSection(false);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_filling)
            Q_EMIT cellChosen();
    });
}

void PlanTable::show(const QList<int>& raters, const QList<int>& items, const QList<PlanCell>& cells,
                     PlanVerdict verdict, double power)
{
    const QModelIndex place = currentIndex();
    const bool sameSizes = raters == m_raters && items == m_items;
    m_filling = true;
    m_raters = raters;
    m_items = items;
    m_cells = cells;
    m_model->clear();
    QStringList head{QString()};
    for (const int size : items)
        head << tr("%1 dialogues").arg(size);
    m_model->setHorizontalHeaderLabels(head);
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignCenter);
    for (const int size : raters)
        addRow(size, verdict, power);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + 4 * metrics::gap);
    setMaximumHeight(horizontalHeader()->sizeHint().height() + 2 * frameWidth() +
                     verticalHeader()->defaultSectionSize() * static_cast<int>(raters.size()));
    if (sameSizes && place.isValid())
        setCurrentIndex(m_model->index(place.row(), place.column()));
    m_filling = false;
}

void PlanTable::addRow(int raters, PlanVerdict verdict, double power)
{
    auto* name = new QStandardItem(tr("%1 raters").arg(raters));
    name->setFlags(Qt::ItemIsEnabled);
    QList<QStandardItem*> row{name};
    for (const int items : std::as_const(m_items)) {
        const PlanCell* cell = cellAt(raters, items);
        auto* item = new QStandardItem(cell ? shareText(shareOf(*cell, verdict)) : QStringLiteral("–"));
        if (cell) {
            const double share = shareOf(*cell, verdict).value.value_or(0.0);
            item->setData(share, shareRole);
            item->setData(verdict == PlanVerdict::Equivalent && share >= power, enoughRole);
        }
        item->setData(tr("%1 raters, %2 dialogues: %3").arg(raters).arg(items).arg(item->text()),
                      Qt::AccessibleTextRole);
        row << item;
    }
    m_model->appendRow(row);
}

const PlanCell* PlanTable::cellAt(int raters, int items) const
{
    const auto found = std::find_if(m_cells.cbegin(), m_cells.cend(), [&](const PlanCell& cell) {
        return cell.raters == raters && cell.items == items;
    });
    return found == m_cells.cend() ? nullptr : &*found;
}

const PlanCell* PlanTable::currentCell() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || index.column() < 1)
        return nullptr;
    return cellAt(m_raters.value(index.row()), m_items.value(index.column() - 1));
}

void PlanTable::chooseCell(int raters, int items)
{
    const qsizetype row = m_raters.indexOf(raters);
    const qsizetype column = m_items.indexOf(items);
    if (row >= 0 && column >= 0)
        setCurrentIndex(m_model->index(static_cast<int>(row), static_cast<int>(column) + 1));
}

} // namespace antiphon
