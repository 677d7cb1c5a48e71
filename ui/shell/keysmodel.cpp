#include "ui/shell/keysmodel.h"

#include "ui/widgets/keycap.h"

#include <QFont>

namespace antiphon {

void KeysModel::setBindings(QList<KeyBinding> bindings)
{
    const bool sameRows = bindings.size() == m_bindings.size() &&
                          std::equal(bindings.begin(), bindings.end(), m_bindings.begin(),
                                     [](const KeyBinding& a, const KeyBinding& b) {
                                         return a.id == b.id && a.title == b.title && a.group == b.group;
                                     });
    if (sameRows) { // the selection stays where it was
        m_bindings = std::move(bindings);
        if (!m_bindings.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_bindings = std::move(bindings);
    endResetModel();
}

int KeysModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bindings.size());
}

int KeysModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeysModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const KeyBinding& binding = m_bindings[index.row()];
    if (role == Qt::FontRole && index.column() == KeyColumn && binding.keys != binding.standard) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role == Qt::ToolTipRole && binding.id.isEmpty())
        return tr("The key of a code is changed in the codebook (F2).");
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case GroupColumn:
        return binding.group;
    case TitleColumn:
        return binding.title;
    case KeyColumn:
        return keyText(binding.keys);
    case StandardColumn:
        return binding.keys == binding.standard ? QString() : keyText(binding.standard);
    default:
        return {};
    }
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case GroupColumn:
        return tr("Where");
    case TitleColumn:
        return tr("Does");
    case KeyColumn:
        return tr("Key");
    default:
        return tr("Comes with");
    }
}

} // namespace antiphon
