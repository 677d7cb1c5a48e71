// The list of columns as a table: Enter or a click chooses what a column is, typing names its type.
#pragma once

#include "ui/cascade/import/columnmodel.h"
#include "ui/widgets/calmtable.h"

namespace antiphon {

class ColumnTable : public CalmTable
{
    Q_OBJECT
public:
    explicit ColumnTable(QWidget* parent);
    ColumnModel& columns() const { return *m_columns; }
    int rowInHand() const { return currentIndex().row(); }

Q_SIGNALS:
    void handChanged();

protected:
    bool event(QEvent* event) override;

private:
    void openCell(const QModelIndex& index);
    ColumnModel* m_columns;
};

} // namespace antiphon
