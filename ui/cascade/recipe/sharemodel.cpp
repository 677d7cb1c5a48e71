#include "ui/cascade/recipe/sharemodel.h"

#include "ui/theme/fonts.h"

#include <QLocale>

namespace antiphon {

namespace {

std::optional<double> weightIn(const QList<WeightedName>& list, const QString& name)
{
    for (const WeightedName& item : list)
        if (item.name == name)
            return item.weight;
    return std::nullopt;
}

QString percentText(const std::optional<double>& percent)
{
    return percent ? QLocale().toString(*percent, 'f', 1) : QStringLiteral("–");
}

} // namespace

void ShareModel::addRows(const QString& heading, const QList<ShareRow>& drawn,
                         const QList<WeightedName>& coded)
{
    m_rows << Row{heading, true};
    for (const ShareRow& share : drawn) {
        const auto byCoder = weightIn(coded, share.label);
        if (share.count == 0 && share.expected.value_or(0) < 0.05 && byCoder.value_or(0) <= 0)
            continue;
        m_rows << Row{share.label, false, share.observed, share.expected, byCoder};
    }
}

void ShareModel::setShares(const PlanDiagnostics& drawn, const std::optional<Recipe>& coded,
                           const QString& coder)
{
    beginResetModel();
    m_rows.clear();
    m_coder = coder;
    const Recipe none;
    const Recipe& shares = coded ? *coded : none;
    if (drawn.plans > 0) {
        addRows(tr("Intents, of user turns"), drawn.intents, shares.intentShares);
        addRows(tr("Actions, of replies"), drawn.actions, shares.actionShares);
        addRows(tr("Types named, of user turns"), drawn.types, shares.typeShares);
    }
    endResetModel();
}

int ShareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ShareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags ShareModel::flags(const QModelIndex& index) const
{
    return index.isValid() && m_rows[index.row()].isHeading ? Qt::ItemFlags(Qt::ItemIsEnabled)
                                                            : QAbstractTableModel::flags(index);
}

QVariant ShareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() >= DrawnColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == LabelColumn)
        return row.label;
    if (role == Qt::FontRole && row.isHeading)
        return fontOf(TextSize::Caption);
    if (role == Qt::ForegroundRole && row.isHeading)
        return {};
    if (role == drawnRole && !row.isHeading)
        return row.drawn;
    if (role == aimedRole && row.aimed)
        return *row.aimed;
    if (role != Qt::DisplayRole || (row.isHeading && index.column() != LabelColumn))
        return {};
    switch (index.column()) {
    case LabelColumn:
        return row.label;
    case DrawnColumn:
        return percentText(row.drawn);
    case AimedColumn:
        return percentText(row.aimed);
    case CodedColumn:
        return percentText(row.coded);
    default:
        return {};
    }
}

QVariant ShareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= DrawnColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Percent"), {}, tr("Drawn"), tr("Aim"), m_coder};
    return titles[section];
}

} // namespace antiphon
