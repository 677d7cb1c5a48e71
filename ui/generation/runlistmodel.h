// The runs of the project as a table.
#pragma once

#include "core/generation/run.h"

#include <QAbstractTableModel>

namespace antiphon {

class RunListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Samples, SetAside, Writer, PlanSetName, Created, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setRuns(QList<Run> runs);
    // The run that is being written now is called so; others in that state were killed.
    void setActive(const QString& name);
    const QList<Run>& runs() const { return m_runs; }
    int rowOf(const QString& name) const; // -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString stateText(const Run& run) const;
    QList<Run> m_runs;
    QString m_active;
};

} // namespace antiphon
