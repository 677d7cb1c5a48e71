// Tracks as a table.
#pragma once

#include "core/catalogue/catalogue.h"

#include <QAbstractTableModel>

namespace antiphon {

// The text of one cell; columns as in TrackModel.
enum class ShownColumn { Title, Artist, Year, Values };
inline constexpr int trackColumns = 4;
QString trackCell(const Track& track, ShownColumn column);
QString trackHeader(ShownColumn column);

class TrackModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setTracks(QList<Track> tracks);
    const QList<Track>& tracks() const { return m_tracks; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Track> m_tracks;
};

} // namespace antiphon
