#include "ui/generation/pairlistmodel.h"

#include "ui/widgets/numbers.h"

#include <numeric>

namespace antiphon {

QString measureName(const SampleKey& key)
{
    switch (key.what) {
    case SampleKey::What::Recall:
        return PairListModel::tr("Recall");
    case SampleKey::What::Findings:
        return PairListModel::tr("All findings");
    case SampleKey::What::Turns:
        return PairListModel::tr("Turns");
    case SampleKey::What::Words:
        return PairListModel::tr("Words");
    default:
        return checkName(key.kind);
    }
}

void PairListModel::setComparison(std::shared_ptr<const RunComparison> comparison)
{
    m_comparison = std::move(comparison);
    m_measure = 0;
    arrange();
}

void PairListModel::setMeasure(int measure)
{
    if (measure == m_measure || !m_comparison || measure < 0 || measure >= m_comparison->measures.size())
        return;
    m_measure = measure;
    arrange();
}

void PairListModel::arrange()
{
    beginResetModel();
    m_order.clear();
    if (m_comparison && !m_comparison->measures.isEmpty()) {
        const std::vector<float>& differences = m_comparison->measures[m_measure].differences;
        m_order.resize(differences.size());
        std::iota(m_order.begin(), m_order.end(), 0U);
        std::stable_sort(m_order.begin(), m_order.end(), [&differences](quint32 a, quint32 b) {
            return std::abs(differences[a]) > std::abs(differences[b]);
        });
    }
    endResetModel();
}

qint64 PairListModel::planOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    return m_comparison->plans[m_order[static_cast<size_t>(row)]];
}

int PairListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int PairListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_comparison)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() == Plan ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Plan)
        return countText(planOf(index.row()));
    const PairedMeasure& measure = m_comparison->measures[m_measure];
    const auto value = static_cast<double>(measure.differences[m_order[static_cast<size_t>(index.row())]]);
    const int places = measure.key.what == SampleKey::What::Recall ? 2 : 0;
    return QString::number(value, 'f', places).replace(QLatin1Char('-'), QChar(0x2212));
}

QVariant PairListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Plan ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const bool known = m_comparison && !m_comparison->measures.isEmpty();
    if (role == Qt::DisplayRole)
        return section == Plan ? tr("Sample")
               : known         ? measureName(m_comparison->measures[m_measure].key)
                               : tr("Difference");
    if (role == Qt::ToolTipRole && section == Difference)
        return tr("A less B, in the measure chosen above; the largest differences first");
    return {};
}

} // namespace antiphon
