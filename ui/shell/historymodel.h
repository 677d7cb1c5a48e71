// The edit history as a list with the days between its acts.
#pragma once

#include "core/storage/edithistory.h"

#include <QAbstractListModel>

namespace antiphon {

class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SequenceRole = Qt::UserRole,
        WhoWhenRole,
        UndoneRole,
        IsDayRole,
        IsEditRole,
        IsReachableRole // undo or redo lead there
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<HistoryEntry> entries, TimePoint at); // newest first
    const QList<HistoryEntry>& entries() const { return m_entries; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QModelIndex indexOf(qint64 sequence) const;

private:
    struct Row
    {
        QString day;    // a heading, or
        int entry = -1; // an index into the entries
    };
    QList<HistoryEntry> m_entries;
    QList<Row> m_rows;
    TimePoint m_at = 0;
};

// What the history calls an act: "Undo: Code turn 4" for the replay of an edit.
QString historyTitle(const HistoryEntry& entry);
// What people call the rows of a recorded table: "Codings".
QString historyObjectName(const QString& table);
// "Undo code turn 4": the verb and the label as one phrase.
QString actionLabel(const QString& verb, const QString& label);

} // namespace antiphon
