// A small table of texts to be written: its last row is free for a further one, Delete takes a row away.
#pragma once

#include "ui/widgets/calmtable.h"

class QStandardItemModel;

namespace antiphon {

// Whether the event is a letter typed into the cell in hand: it begins an edit, and is no key of a command.
bool isTyping(const QAbstractItemView& table, const QEvent& event);

class RowTable : public CalmTable
{
    Q_OBJECT
public:
    RowTable(const QStringList& titles, QWidget* parent);
    void setRows(const QList<QStringList>& rows); // tells nothing
    // The rows whose first cell is filled, each with a cell for every title.
    QList<QStringList> rows() const;

Q_SIGNALS:
    void edited();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addFreeRow();
    void takeEdit();
    QStandardItemModel* m_cells;
    bool m_isFilling = false;
};

} // namespace antiphon
