#include "ui/cascade/recipe/gapmodel.h"

#include <QLocale>

namespace antiphon {

namespace {

QString facetText(ShareFacet facet)
{
    switch (facet) {
    case ShareFacet::Intents:
        return GapModel::tr("intent");
    case ShareFacet::Actions:
        return GapModel::tr("action");
    case ShareFacet::Types:
        break;
    }
    return GapModel::tr("type");
}

} // namespace

void GapModel::setShares(QList<CalibratedShare> shares)
{
    beginResetModel();
    m_shares = std::move(shares);
    std::stable_sort(m_shares.begin(), m_shares.end(),
                     [](const CalibratedShare& a, const CalibratedShare& b) {
                         return std::abs(a.gap()) > std::abs(b.gap());
                     });
    endResetModel();
}

int GapModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shares.size());
}

int GapModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GapModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const CalibratedShare& share = m_shares[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() >= AimColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == LabelColumn)
        return share.of.label;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == LabelColumn)
        return share.of.label;
    if (index.column() == FacetColumn)
        return facetText(share.of.facet);
    const double figures[] = {share.aim,         share.before.drawn, share.after.wished,
                              share.after.drawn, share.gap(),        share.after.error};
    return QLocale().toString(figures[index.column() - AimColumn], 'f', index.column() >= GapColumn ? 2 : 1);
}

QVariant GapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= AimColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    const QString titles[ColumnCount] = {tr("Percent"), tr("Of"),    tr("Aim"), tr("Before"),
                                         tr("Meant"),   tr("Drawn"), tr("Gap"), tr("Error")};
    const QString tips[ColumnCount] = {
        tr("Intents and types in percent of user turns, actions of replies"),
        {},
        tr("What the recipe names"),
        tr("Of plans by the recipe as it was"),
        tr("What turns were drawn to do, before pools made them fall back"),
        tr("Of plans by the calibrated recipe"),
        tr("Points between what was drawn and the aim"),
        tr("Standard error of the drawn share, in points"),
    };
    if (role == Qt::ToolTipRole)
        return tips[section];
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

} // namespace antiphon
