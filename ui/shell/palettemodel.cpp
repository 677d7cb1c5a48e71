#include "ui/shell/palettemodel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace antiphon {

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry& entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case GroupRole:
        return entry.group;
    case ShortcutRole:
        return entry.shortcut.toString(QKeySequence::NativeText);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(entry.title, entry.group);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = Qt::ItemIsSelectable;
    return index.isValid() && m_entries[index.row()].enabled ? flags | Qt::ItemIsEnabled : flags;
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(2, 1, -2, -1);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.selection);
        painter->drawRoundedRect(row, metrics::controlRadius, metrics::controlRadius);
    }
    const bool enabled = index.flags() & Qt::ItemIsEnabled;
    const QRect text = row.adjusted(10, 0, -10, 0);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    painter->setFont(fontOf(TextSize::Caption));
    painter->setPen(t.muted);
    painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, shortcut);
    const int keys = painter->fontMetrics().horizontalAdvance(shortcut) + 16;
    const QFontMetrics metrics(fontOf(TextSize::Body));
    const QString title = metrics.elidedText(index.data().toString(), Qt::ElideRight, text.width() - keys);
    painter->drawText(text.adjusted(metrics.horizontalAdvance(title) + 10, 0, -keys, 0), Qt::AlignVCenter,
                      index.data(PaletteModel::GroupRole).toString());
    painter->setFont(fontOf(TextSize::Body));
    painter->setPen(enabled ? t.text : t.muted);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, std::max(32, QFontMetrics(fontOf(TextSize::Body)).height() + 14)};
}

} // namespace antiphon
