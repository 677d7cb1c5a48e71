#include "ui/cascade/recipe/weightmodel.h"

#include <QLocale>

#include <cmath>

namespace antiphon {

namespace {

constexpr double largestWeight = 1e9;

// 1, 2 or 5 times a power of ten that is not below.
double roundUp(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1e-6))));
    for (const double step : {1.0, 2.0, 5.0})
        if (value <= step * power)
            return step * power;
    return 10 * power;
}

// To three figures of the slider's range, so that a drag leaves no long tails.
double rounded(double weight, double top)
{
    const double steps = 1000 / top;
    return std::round(weight * steps) / steps;
}

} // namespace

QList<WeightedName> namesOf(const QList<LabelSet>& sets)
{
    QList<WeightedName> names;
    for (const LabelSet& set : sets)
        names << WeightedName{set.labels.join(QLatin1Char('+')), set.weight};
    return names;
}

QList<LabelSet> setsOf(const QList<WeightedName>& names)
{
    QList<LabelSet> sets;
    for (const WeightedName& name : names)
        sets << LabelSet{name.name.split(QLatin1Char('+')), name.weight};
    return sets;
}

WeightModel::WeightModel(Kind kind, const QString& nameTitle, QObject* parent)
    : QAbstractTableModel(parent), m_kind(kind), m_nameTitle(nameTitle)
{
}

void WeightModel::setItems(const QList<WeightedName>& items)
{
    const auto weightIn = [](const QList<WeightedName>& list, const QString& name) -> const WeightedName* {
        const auto at = std::find_if(list.begin(), list.end(),
                                     [&](const WeightedName& item) { return item.name == name; });
        return at == list.end() ? nullptr : &*at;
    };
    const bool areSame =
        items.size() == m_items.size() && std::all_of(items.begin(), items.end(), [&](const auto& item) {
            return weightIn(m_items, item.name) != nullptr;
        });
    double heaviest = 0;
    for (const WeightedName& item : items)
        heaviest = std::max(heaviest, item.weight);
    if (areSame) {
        for (WeightedName& item : m_items)
            item.weight = weightIn(items, item.name)->weight;
        if (heaviest > m_top && m_kind == Kind::Weights)
            m_top = roundUp(heaviest);
        if (!m_items.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_items = items;
    std::stable_sort(m_items.begin(), m_items.end(),
                     [](const WeightedName& a, const WeightedName& b) { return a.weight > b.weight; });
    m_top = m_kind == Kind::Chances ? 1 : m_kind == Kind::Percents ? 100 : roundUp(heaviest);
    endResetModel();
}

double WeightModel::sum() const
{
    double sum = 0;
    for (const WeightedName& item : m_items)
        sum += item.weight;
    return sum;
}

void WeightModel::add(const QString& name)
{
    const bool isThere =
        std::any_of(m_items.begin(), m_items.end(), [&](const auto& item) { return item.name == name; });
    if (isThere || name.isEmpty() || m_isReadOnly)
        return;
    const double weight = m_kind == Kind::Weights && !m_items.isEmpty()
                              ? rounded(sum() / static_cast<double>(m_items.size()), m_top)
                              : m_top / 10;
    beginInsertRows({}, rowCount(), rowCount());
    m_items << WeightedName{name, weight};
    endInsertRows();
    Q_EMIT changedByHand();
}

void WeightModel::removeItem(int row)
{
    if (row < 0 || row >= rowCount() || m_isReadOnly)
        return;
    beginRemoveRows({}, row, row);
    m_items.removeAt(row);
    endRemoveRows();
    Q_EMIT changedByHand();
}

void WeightModel::setWeight(int row, double weight)
{
    const double largest = m_kind == Kind::Weights ? largestWeight : m_top;
    const double sound = std::clamp(weight, 0.0, largest);
    if (row < 0 || row >= rowCount() || m_isReadOnly || m_items[row].weight == sound)
        return;
    m_items[row].weight = sound;
    if (sound > m_top)
        m_top = roundUp(sound);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT changedByHand();
}

void WeightModel::setSlider(int row, double place)
{
    setWeight(row, rounded(std::clamp(place, 0.0, 1.0) * m_top, m_top));
}

void WeightModel::nudge(int row, int steps)
{
    if (row >= 0 && row < rowCount())
        setSlider(row, m_items[row].weight / m_top + steps / 100.0);
}

int WeightModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int WeightModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WeightModel::textOf(const QModelIndex& index) const
{
    const WeightedName& item = m_items[index.row()];
    const QLocale locale;
    switch (index.column()) {
    case NameColumn:
        return QString(item.name).replace(QLatin1Char('+'), QStringLiteral(" + "));
    case WeightColumn:
        return m_kind == Kind::Chances ? locale.toString(100 * item.weight, 'f', 1) + QStringLiteral(" %")
                                       : locale.toString(item.weight, 'g', 4);
    case ShareColumn:
        return m_kind != Kind::Weights || sum() <= 0
                   ? QVariant()
                   : QVariant(locale.toString(100 * item.weight / sum(), 'f', 1) + QStringLiteral(" %"));
    default:
        return {};
    }
}

QVariant WeightModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const WeightedName& item = m_items[index.row()];
    if (role == Qt::DisplayRole)
        return textOf(index);
    if (role == Qt::EditRole && index.column() == WeightColumn)
        return m_kind == Kind::Chances ? 100 * item.weight : item.weight;
    if (role == sliderRole)
        return std::clamp(item.weight / m_top, 0.0, 1.0);
    if (role == Qt::TextAlignmentRole && index.column() >= WeightColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == SliderColumn)
        return tr("Drag, or press + and - in the row (with Shift: ten times as far)");
    if (role == Qt::ToolTipRole && index.column() == NameColumn)
        return textOf(index);
    if (role == Qt::AccessibleTextRole && index.column() == SliderColumn)
        return tr("%1: weight %2").arg(item.name, QLocale().toString(item.weight, 'g', 4));
    return {};
}

bool WeightModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!index.isValid() || index.column() != WeightColumn || role != Qt::EditRole || !isNumber)
        return false;
    setWeight(index.row(), m_kind == Kind::Chances ? number / 100 : number);
    return true;
}

Qt::ItemFlags WeightModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == WeightColumn && !m_isReadOnly)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant WeightModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= WeightColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return m_nameTitle;
    case WeightColumn:
        return m_kind == Kind::Weights   ? tr("Weight")
               : m_kind == Kind::Chances ? tr("Chance")
                                         : tr("Percent");
    case ShareColumn:
        return tr("Share");
    default:
        return QString();
    }
}

} // namespace antiphon
