// All tracks of a catalogue as a table whose pages are read when they come into sight.
#pragma once

#include "core/catalogue/cataloguestore.h"
#include "core/jobs/projectsession.h"

#include <QAbstractTableModel>
#include <QSet>

namespace antiphon {

class TrackPager : public QAbstractTableModel
{
    Q_OBJECT
public:
    TrackPager(ProjectSession& session, QObject* parent);
    // Shows another question's answer from its beginning.
    void setQuery(const TrackQuery& query);
    const TrackQuery& query() const { return m_query; }
    qint64 total() const { return m_total; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void counted(qint64 total);

private:
    void requestPage(int page) const;
    void adoptPage(int page, const QList<Track>& tracks);
    ProjectSession& m_session;
    TrackQuery m_query;
    qint64 m_total = 0;
    int m_question = 0; // answers to former ones are dropped
    QHash<int, QList<Track>> m_pages;
    mutable QSet<int> m_requested;
};

} // namespace antiphon
