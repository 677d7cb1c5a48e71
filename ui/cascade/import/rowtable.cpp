#include "ui/cascade/import/rowtable.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStandardItemModel>

namespace antiphon {

bool isTyping(const QAbstractItemView& table, const QEvent& event)
{
    if (event.type() != QEvent::ShortcutOverride || !(table.currentIndex().flags() & Qt::ItemIsEditable))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    const bool isPlain = !(key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    return isPlain && !key.text().isEmpty() && key.text().front().isPrint();
}

RowTable::RowTable(const QStringList& titles, QWidget* parent)
    : CalmTable(parent), m_cells(new QStandardItemModel(0, static_cast<int>(titles.size()), this))
{
    m_cells->setHorizontalHeaderLabels(titles);
    setFramed(true);
    setSortingEnabled(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed | SelectedClicked);
    setModel(m_cells);
    setRows({});
    connect(m_cells, &QStandardItemModel::itemChanged, this, &RowTable::takeEdit);
    connect(this, &CalmTable::rowActivated, this, [this] {
        if (state() != EditingState)
            edit(currentIndex());
    });
}

void RowTable::addFreeRow()
{
    QList<QStandardItem*> cells;
    for (int column = 0; column < m_cells->columnCount(); ++column)
        cells << new QStandardItem;
    m_cells->appendRow(cells);
}

void RowTable::setRows(const QList<QStringList>& rows)
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_cells->setRowCount(0);
    for (const QStringList& row : rows) {
        addFreeRow();
        for (int column = 0; column < m_cells->columnCount(); ++column)
            m_cells->item(m_cells->rowCount() - 1, column)->setText(row.value(column));
    }
    addFreeRow();
}

QList<QStringList> RowTable::rows() const
{
    QList<QStringList> rows;
    for (int row = 0; row < m_cells->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_cells->columnCount(); ++column)
            cells << m_cells->item(row, column)->text().trimmed();
        if (!cells.first().isEmpty())
            rows << cells;
    }
    return rows;
}

void RowTable::takeEdit()
{
    if (m_isFilling)
        return;
    const QScopedValueRollback filling(m_isFilling, true);
    if (!m_cells->item(m_cells->rowCount() - 1, 0)->text().trimmed().isEmpty())
        addFreeRow();
    Q_EMIT edited();
}

bool RowTable::event(QEvent* event)
{
    if (!isTyping(*this, *event))
        return CalmTable::event(event);
    event->accept();
    return true;
}

void RowTable::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    if (event->key() != Qt::Key_Delete || row < 0 || row + 1 == m_cells->rowCount())
        return CalmTable::keyPressEvent(event);
    m_cells->removeRow(row);
    Q_EMIT edited();
}

} // namespace antiphon
