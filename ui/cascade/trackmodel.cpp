#include "ui/cascade/trackmodel.h"

#include <QCoreApplication>

namespace antiphon {

QString trackCell(const Track& track, ShownColumn column)
{
    switch (column) {
    case ShownColumn::Title:
        return track.title.isEmpty() ? track.externalId : track.title;
    case ShownColumn::Artist:
        return track.artist;
    case ShownColumn::Year:
        for (const NumberValue& number : track.numbers)
            if (number.type == QLatin1String("year"))
                return QString::number(number.number);
        return {};
    case ShownColumn::Values:
        break;
    }
    QStringList values;
    for (const AttributeValue& value : track.values)
        values << value.value;
    return values.join(QStringLiteral(", "));
}

QString trackHeader(ShownColumn column)
{
    switch (column) {
    case ShownColumn::Title:
        return QCoreApplication::translate("Tracks", "Title");
    case ShownColumn::Artist:
        return QCoreApplication::translate("Tracks", "Artist");
    case ShownColumn::Year:
        return QCoreApplication::translate("Tracks", "Year");
    case ShownColumn::Values:
        break;
    }
    return QCoreApplication::translate("Tracks", "Values");
}

void TrackModel::setTracks(QList<Track> tracks)
{
    beginResetModel();
    m_tracks = std::move(tracks);
    endResetModel();
}

int TrackModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tracks.size());
}

int TrackModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : trackColumns;
}

QVariant TrackModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Track& track = m_tracks[index.row()];
    if (role == Qt::DisplayRole)
        return trackCell(track, static_cast<ShownColumn>(index.column()));
    if (role == Qt::ToolTipRole) {
        QStringList values{trackLabel(track)};
        for (const AttributeValue& value : track.values)
            values << value.type + QLatin1Char(' ') + value.value;
        return values.join(QLatin1Char('\n'));
    }
    return {};
}

QVariant TrackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return trackHeader(static_cast<ShownColumn>(section));
}

} // namespace antiphon
