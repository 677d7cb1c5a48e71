#include "ui/rating/itemlist.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QAbstractTableModel>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { Rater, Position, Item, Notes, Opened, ColumnCount };
constexpr int notesWidth = 320;

} // namespace

// Only what is seen is asked for, so any number of items is shown at once.
class ItemListModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setItems(const QList<ListedItem>& items)
    {
        beginResetModel();
        m_items = items;
        endResetModel();
    }
    const QList<ListedItem>& items() const { return m_items; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_items.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal)
            return {};
        if (role == Qt::TextAlignmentRole && section == Position)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        if (role != Qt::DisplayRole)
            return {};
        static const QStringList titles{ItemList::tr("Rater"), ItemList::tr("Place"),
                                        ItemList::tr("Item in the packet"), ItemList::tr("Notes"),
                                        ItemList::tr("Opened")};
        return titles.value(section);
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == Qt::TextAlignmentRole && index.column() == Position)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return text(m_items.at(index.row()), index.column());
        return {};
    }

private:
    static QString text(const ListedItem& item, int column)
    {
        switch (column) {
        case Rater:
            return item.rater;
        case Position:
            return countText(item.position + 1);
        case Item:
            return item.publicId.toText();
        case Notes:
            return item.notes.join(QStringLiteral(" · "));
        default:
            return item.opened;
        }
    }

    QList<ListedItem> m_items;
};

ItemList::ItemList(QWidget* parent) : QWidget(parent)
{
    m_header = new SectionHeader(tr("Items"), {}, this);
    m_filter = new QComboBox(this);
    m_filter->addItems({tr("All items"), tr("With notes"), tr("Opened")});
    m_filter->setAccessibleName(tr("Items that are shown"));
    m_filter->setToolTip(tr("Notes are comments, flags and skips of raters"));
    m_open = new QPushButton(tr("Open one item…"), this);
    m_open->setToolTip(tr("Names the source of the chosen item, in two steps; the log flags it for good"));
    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->setAccessibleName(tr("Items of the packets"));
    m_model = new ItemListModel(this);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->resizeSection(Item, notesWidth);
    header->resizeSection(Notes, notesWidth);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_header, 1);
    top->addWidget(m_filter);
    top->addWidget(m_open);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &ItemList::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ItemList::judge);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ItemList::judge);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto item = chosen())
            Q_EMIT openRequested(*item);
    });
    judge();
}

void ItemList::show(const QList<ListedItem>& items, bool mayOpen)
{
    const auto before = chosen();
    m_items = items;
    m_mayOpen = mayOpen;
    applyFilter();
    for (int row = 0; before && row < m_model->rowCount(); ++row) {
        if (m_model->items().at(row).publicId == before->publicId)
            m_table->selectRow(row);
    }
}

void ItemList::applyFilter()
{
    const auto filter = static_cast<ItemFilter>(m_filter->currentIndex());
    QList<ListedItem> shown;
    qsizetype noted = 0;
    for (const ListedItem& item : std::as_const(m_items)) {
        noted += item.notes.isEmpty() ? 0 : 1;
        if (filter == ItemFilter::All || (filter == ItemFilter::Noted && !item.notes.isEmpty()) ||
            (filter == ItemFilter::Opened && !item.opened.isEmpty()))
            shown << item;
    }
    m_model->setItems(shown);
    m_header->setRemark(
        tr("%1 in all packets · %2 with notes").arg(countText(m_items.size()), countText(noted)));
    m_table->setEmptyText(filter == ItemFilter::Noted    ? tr("No rater has noted anything yet.")
                          : filter == ItemFilter::Opened ? tr("No item was opened singly.")
                                                         : tr("Packets hold items when they are made."));
}

std::optional<ListedItem> ItemList::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model->items().at(rows.constFirst().row()));
}

void ItemList::judge()
{
    m_open->setEnabled(m_mayOpen && chosen().has_value());
}

} // namespace antiphon
