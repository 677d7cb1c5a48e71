// The tracks of a list in their order as a table: row numbers in memory, texts made for the rows in sight.
#pragma once

#include "core/catalogue/tracklist.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>

namespace antiphon {

class TrackTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit TrackTableModel(QObject* parent);

    // Columns: title, artist, album, one of each type of numbers, values.
    void setRows(std::shared_ptr<const TrackList> list, std::vector<quint32> rows);
    // What people changed since the index was made; shows at once.
    void setEdited(const QList<Track>& edited);
    const std::shared_ptr<const TrackList>& list() const { return m_list; }
    const std::vector<quint32>& rows() const { return m_rows; }
    const QHash<quint32, Track>& edited() const { return m_edited; }
    const Track& track(quint32 ordinal) const; // valid until the next call
    std::optional<int> rowOf(quint32 ordinal) const;
    // What sorting by that column means.
    TrackOrder orderOf(int column, Qt::SortOrder direction) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder direction) override; // asks; the owner brings rows in that order

Q_SIGNALS:
    void orderAsked(const antiphon::TrackOrder& order);

private:
    enum Column { Title, Artist, Album, FirstNumber };
    QString text(const Track& track, int column) const;
    void learnNumbers();
    std::shared_ptr<const TrackList> m_list;
    std::vector<quint32> m_rows;
    std::vector<int> m_numberTypes; // that have a column
    QHash<quint32, Track> m_edited;
    mutable QCache<quint32, Track> m_seen;
};

} // namespace antiphon
