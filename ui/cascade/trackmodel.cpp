#include "ui/cascade/trackmodel.h"

#include <QCoreApplication>

namespace antiphon {

QString trackCell(const Track& track, TrackColumn column)
{
    switch (column) {
    case TrackColumn::Title:
        return track.title.isEmpty() ? track.externalId : track.title;
    case TrackColumn::Artist:
        return track.artist;
    case TrackColumn::Year:
        for (const NumberValue& number : track.numbers)
            if (number.type == QLatin1String("year"))
                return QString::number(number.number);
        return {};
    case TrackColumn::Values:
        break;
    }
    QStringList values;
    for (const AttributeValue& value : track.values)
        values << value.value;
    return values.join(QStringLiteral(", "));
}

QString trackHeader(TrackColumn column)
{
    switch (column) {
    case TrackColumn::Title:
        return QCoreApplication::translate("Tracks", "Title");
    case TrackColumn::Artist:
        return QCoreApplication::translate("Tracks", "Artist");
    case TrackColumn::Year:
        return QCoreApplication::translate("Tracks", "Year");
    case TrackColumn::Values:
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
        return trackCell(track, static_cast<TrackColumn>(index.column()));
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
    return trackHeader(static_cast<TrackColumn>(section));
}

} // namespace antiphon
