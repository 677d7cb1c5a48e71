// All codings of a code as a table whose pages are read when they come into sight; rows can be ticked.
#pragma once

#include "core/coding/incidentstore.h"
#include "core/jobs/projectsession.h"

#include <QAbstractTableModel>
#include <QSet>

namespace antiphon {

class IncidentModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        DialogueColumn,
        TurnColumn,
        BeforeColumn,
        WordsColumn,
        AfterColumn,
        MadeColumn,
        ColumnCount
    };

    IncidentModel(ProjectSession& session, QObject* parent);
    // Asks again; rows that are still there keep their ticks.
    void setQuery(const IncidentQuery& query);
    const IncidentQuery& query() const { return m_query; }

    const QList<CodingId>& ids() const { return m_ids; }
    const IncidentRow* incidentAt(int row) const; // null: not read yet
    QList<CodingId> ticked() const;               // in the order of the rows
    void setTicked(const QList<CodingId>& codings, Qt::CheckState state);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void listed(); // the rows of the newest question are known
    void ticksChanged();
    void broken(const antiphon::Error& error);

private:
    void adopt(const QList<CodingId>& ids);
    void requestPage(int page) const;
    void adoptPage(int page, const QList<IncidentRow>& incidents);
    QVariant textAt(const IncidentRow& incident, int column) const;

    ProjectSession& m_session;
    IncidentQuery m_query;
    QList<CodingId> m_ids;
    QHash<CodingId, IncidentRow> m_read;
    QSet<CodingId> m_ticked;
    int m_question = 0; // answers to former ones are dropped
    mutable QSet<int> m_requested;
};

} // namespace antiphon
