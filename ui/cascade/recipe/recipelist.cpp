#include "ui/cascade/recipe/recipelist.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

void RecipeListModel::setEntries(QList<RecipeDesk::Entry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int RecipeListModel::rowOf(const QString& key) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_entries[row].key == key)
            return row;
    return -1;
}

int RecipeListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int RecipeListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecipeListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const RecipeDesk::Entry& entry = m_entries[index.row()];
    if (role == Qt::ToolTipRole)
        return QStringList{entry.name, entry.remark}.join(QLatin1Char('\n'));
    if (role == Qt::EditRole && index.column() == NameColumn)
        return entry.name;
    if (role == Qt::TextAlignmentRole && index.column() == VersionColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == NameColumn)
        return entry.name;
    if (entry.isShipped)
        return tr("shipped");
    if (entry.version == 0)
        return tr("not saved");
    return entry.isChanged ? tr("%1, edited").arg(entry.version) : QString::number(entry.version);
}

bool RecipeListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || index.column() != NameColumn || role != Qt::EditRole)
        return false;
    Q_EMIT renamed(m_entries[index.row()].name, value.toString().trimmed());
    return true;
}

QVariant RecipeListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == VersionColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Version");
}

Qt::ItemFlags RecipeListModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == NameColumn && m_entries[index.row()].version > 0 &&
        !m_entries[index.row()].isShipped)
        flags |= Qt::ItemIsEditable;
    return flags;
}

RecipeList::RecipeList(RecipeDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_model(new RecipeListModel(this)), m_table(new CalmTable(this))
{
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Recipes and their versions"));
    m_table->setToolTip(tr("F2 gives all versions of a recipe another name"));
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(RecipeListModel::NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(RecipeListModel::VersionColumn, 76);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Recipes"), {}, this));
    column->addWidget(m_table, 1);
    column->addLayout(makeButtons());
    setFocusProxy(m_table);
    connect(m_model, &RecipeListModel::renamed, &desk, &RecipeDesk::rename);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && !m_isShowing)
                    m_desk.open(m_model->entries()[current.row()].key);
            });
    connect(&desk, &RecipeDesk::listChanged, this, &RecipeList::show);
    connect(&desk, &RecipeDesk::opened, this, &RecipeList::show);
    show();
}

QLayout* RecipeList::makeButtons()
{
    const auto button = [this](const QString& title, const QString& tip, auto act) {
        auto* made = new QPushButton(title, this);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, &m_desk, act);
        return made;
    };
    auto* grid = new QGridLayout;
    grid->setSpacing(metrics::gap);
    grid->addWidget(button(tr("Duplicate"), tr("A copy of the recipe in hand, to be changed (Ctrl+D)"),
                           [this] { m_desk.duplicate(); }),
                    0, 0);
    m_remove = button(tr("Remove"), tr("Remove the version in hand; plans that it drew keep it"),
                      [this] { m_desk.remove(); });
    grid->addWidget(m_remove, 0, 1);
    grid->addWidget(
        button(tr("Import…"), tr("Open a recipe file as a new recipe"), [this] { m_desk.importFile(this); }),
        1, 0);
    grid->addWidget(button(tr("Export…"), tr("Write the recipe in hand to a file, for the command line, too"),
                           [this] { m_desk.exportFile(this); }),
                    1, 1);
    return grid;
}

void RecipeList::show()
{
    m_isShowing = true;
    m_model->setEntries(m_desk.entries());
    if (const int row = m_model->rowOf(m_desk.key()); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    m_remove->setEnabled(!m_desk.isReadOnly());
    m_isShowing = false;
}

} // namespace antiphon
