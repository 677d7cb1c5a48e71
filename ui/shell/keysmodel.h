// The key map as a table: where, what, key.
#pragma once

#include "ui/shell/keymap.h"

#include <QAbstractTableModel>

namespace antiphon {

class KeysModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { GroupColumn, TitleColumn, KeyColumn, StandardColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setBindings(QList<KeyBinding> bindings);
    const QList<KeyBinding>& bindings() const { return m_bindings; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<KeyBinding> m_bindings;
};

} // namespace antiphon
