#include "ui/generation/runlistmodel.h"

#include "ui/widgets/numbers.h"

namespace antiphon {

void RunListModel::setRuns(QList<Run> runs)
{
    const bool sameRows =
        runs.size() == m_runs.size() && std::equal(runs.begin(), runs.end(), m_runs.begin(),
                                                   [](const Run& a, const Run& b) { return a.id == b.id; });
    if (sameRows) {
        m_runs = std::move(runs);
        if (!m_runs.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

void RunListModel::setActive(const QString& name)
{
    m_active = name;
    if (!m_runs.isEmpty())
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
}

int RunListModel::rowOf(const QString& name) const
{
    for (int row = 0; row < m_runs.size(); ++row) {
        if (m_runs[row].name == name)
            return row;
    }
    return -1;
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunListModel::stateText(const Run& run) const
{
    if (run.name == m_active)
        return tr("writing");
    return run.state == RunState::Ready ? tr("done") : tr("stopped");
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Run& run = m_runs[index.row()];
    if (role == Qt::TextAlignmentRole && (index.column() == Samples || index.column() == SetAside))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return run.name;
    case State:
        return stateText(run);
    case Samples:
        return tr("%1 of %2").arg(countText(run.samples), countText(run.planned));
    case SetAside:
        return countText(run.setAside);
    case Writer:
        return run.writer;
    case PlanSetName:
        return run.parameters.value(QStringLiteral("plan_set")).toString();
    case Created:
        return timeText(run.createdAt, now());
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && (section == Samples || section == SetAside))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Run");
    case State:
        return tr("State");
    case Samples:
        return tr("Samples");
    case SetAside:
        return tr("Set aside");
    case Writer:
        return tr("Writer");
    case PlanSetName:
        return tr("Plans");
    case Created:
        return tr("Begun");
    default:
        return {};
    }
}

} // namespace antiphon
