// The list of the command palette.
#pragma once

#include "ui/shell/commandpalette.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace antiphon {

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { GroupRole = Qt::UserRole, ShortcutRole };
    using QAbstractListModel::QAbstractListModel;
    void setEntries(QList<PaletteEntry> entries);
    const QList<PaletteEntry>& entries() const { return m_entries; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<PaletteEntry> m_entries;
};

// Title to the left, station quiet behind it, keys to the right.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace antiphon
