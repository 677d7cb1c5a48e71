#include "ui/cascade/tracktablemodel.h"

#include <QLocale>

namespace antiphon {

namespace {
constexpr int tracksKept = 4000;
}

TrackTableModel::TrackTableModel(QObject* parent) : QAbstractTableModel(parent), m_seen(tracksKept) {}

void TrackTableModel::setRows(std::shared_ptr<const TrackList> list, std::vector<quint32> rows)
{
    beginResetModel();
    if (list != m_list) {
        m_list = std::move(list);
        m_seen.clear();
        learnNumbers();
    }
    m_rows = std::move(rows);
    endResetModel();
}

void TrackTableModel::learnNumbers()
{
    m_numberTypes.clear();
    if (!m_list)
        return;
    const auto& types = m_list->index()->types();
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].hasNumbers)
            m_numberTypes.push_back(static_cast<int>(i));
}

void TrackTableModel::setEdited(const QList<Track>& edited)
{
    m_edited.clear();
    for (const Track& track : edited)
        m_edited.insert(track.ordinal, track);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const Track& TrackTableModel::track(quint32 ordinal) const
{
    if (const auto edited = m_edited.constFind(ordinal); edited != m_edited.constEnd())
        return *edited;
    Track* seen = m_seen.object(ordinal);
    if (!seen) {
        seen = new Track(m_list->index()->track(ordinal));
        m_seen.insert(ordinal, seen);
    }
    return *seen;
}

std::optional<int> TrackTableModel::rowOf(quint32 ordinal) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), ordinal);
    return found == m_rows.end() ? std::nullopt : std::optional(static_cast<int>(found - m_rows.begin()));
}

TrackOrder TrackTableModel::orderOf(int column, Qt::SortOrder direction) const
{
    TrackOrder order;
    order.descending = direction == Qt::DescendingOrder;
    const int number = column - FirstNumber;
    if (column == Title)
        order.by = TrackOrder::By::Title;
    else if (column == Artist)
        order.by = TrackOrder::By::Artist;
    else if (column == Album)
        order.by = TrackOrder::By::Album;
    else if (number >= 0 && number < static_cast<int>(m_numberTypes.size()))
        order = {TrackOrder::By::Number, m_numberTypes[static_cast<std::size_t>(number)], order.descending};
    return order;
}

void TrackTableModel::sort(int column, Qt::SortOrder direction)
{
    Q_EMIT orderAsked(orderOf(column, direction));
}

int TrackTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrackTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstNumber + static_cast<int>(m_numberTypes.size()) + 1;
}

QString TrackTableModel::text(const Track& track, int column) const
{
    switch (column) {
    case Title:
        return track.title.isEmpty() ? track.externalId : track.title;
    case Artist:
        return track.artist;
    case Album:
        return track.album;
    default:
        break;
    }
    const auto number = static_cast<std::size_t>(column - FirstNumber);
    if (number < m_numberTypes.size()) {
        const QString& type = m_list->index()->types()[static_cast<std::size_t>(m_numberTypes[number])].name;
        for (const NumberValue& each : track.numbers)
            if (each.type == type)
                return QString::number(each.number);
        return {};
    }
    QStringList values;
    for (const AttributeValue& value : track.values)
        values << value.value;
    return values.join(QStringLiteral(", "));
}

QVariant TrackTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_list)
        return {};
    const bool isNumber = index.column() >= FirstNumber && index.column() + 1 < columnCount();
    if (role == Qt::TextAlignmentRole && isNumber)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DisplayRole)
        return text(track(m_rows[static_cast<std::size_t>(index.row())]), index.column());
    if (role == Qt::ToolTipRole) {
        const Track& each = track(m_rows[static_cast<std::size_t>(index.row())]);
        QStringList lines{trackLabel(each)};
        for (const AttributeValue& value : each.values)
            lines << value.type + QLatin1Char(' ') + value.value;
        return lines.join(QLatin1Char('\n'));
    }
    return {};
}

QVariant TrackTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto number = static_cast<std::size_t>(section - FirstNumber);
    const bool isNumber = section >= FirstNumber && number < m_numberTypes.size();
    if (role == Qt::TextAlignmentRole && isNumber)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section < FirstNumber)
        return section == Title ? tr("Title") : section == Artist ? tr("Artist") : tr("Album");
    if (!isNumber)
        return tr("Values");
    QString name = m_list->index()->types()[static_cast<std::size_t>(m_numberTypes[number])].name;
    name[0] = name[0].toUpper();
    return name;
}

} // namespace antiphon
