#include "ui/cascade/plansetmodel.h"

#include "ui/widgets/numbers.h"

#include <QLocale>

namespace antiphon {

void PlanSetModel::setSets(QList<PlanSet> sets)
{
    beginResetModel();
    m_sets = std::move(sets);
    endResetModel();
}

int PlanSetModel::rowOf(PlanSetId set) const
{
    for (int row = 0; row < m_sets.size(); ++row)
        if (m_sets[row].id == set)
            return row;
    return -1;
}

int PlanSetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sets.size());
}

int PlanSetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanSetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PlanSet& set = m_sets[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("Drawn %1 by the recipe %2").arg(timeText(set.createdAt, now()), recipeTitle(set));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case PlansColumn:
        return countText(set.plans);
    case TurnsColumn:
        return set.plans == 0 ? QVariant()
                              : QLocale().toString(
                                    static_cast<double>(set.turns) / static_cast<double>(set.plans), 'f', 1);
    case SeedColumn:
        return QString::number(set.seed);
    default:
        return set.name;
    }
}

QVariant PlanSetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Name"), tr("Plans"), tr("Turns"), tr("Seed")};
    return titles[section];
}

} // namespace antiphon
