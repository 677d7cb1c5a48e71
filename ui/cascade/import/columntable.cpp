#include "ui/cascade/import/columntable.h"

#include "ui/cascade/import/rowtable.h"
#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

constexpr int arrowRoom = 24;

// Shows the use with a small arrow, and a list to choose from while it is edited.
class UseDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem copy = option;
        copy.state &= ~QStyle::State_HasFocus;
        if (index.data(Qt::EditRole).toInt() == static_cast<int>(ColumnUse::Nothing))
            copy.palette.setColor(QPalette::Text, tokensOf(option.palette).muted);
        QStyledItemDelegate::paint(painter, copy, index);
        const Tokens& t = tokensOf(option.palette);
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1), t.hairline);
        if (option.state & QStyle::State_HasFocus)
            painter->fillRect(QRect(option.rect.x(), option.rect.y(), 2, option.rect.height()), t.accent);
        const QPointF tip(option.rect.right() - arrowRoom / 2.0, option.rect.center().y() + 2.0);
        const QPointF arrow[] = {tip - QPointF(4, 4), tip, tip + QPointF(4, -4)};
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.muted, 1.5));
        painter->drawPolyline(arrow, 3);
        painter->restore();
    }
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        auto* choice = new QComboBox(parent);
        choice->addItems(ColumnModel::useTitles());
        choice->setAccessibleName(ColumnTable::tr("What the column is"));
        auto* self = const_cast<UseDelegate*>(this);
        connect(choice, &QComboBox::activated, self, [self, choice] {
            Q_EMIT self->commitData(choice);
            Q_EMIT self->closeEditor(choice);
        });
        return choice;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        static_cast<QComboBox*>(editor)->setCurrentIndex(index.data(Qt::EditRole).toInt());
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QComboBox*>(editor)->currentIndex(), Qt::EditRole);
    }
};

} // namespace

ColumnTable::ColumnTable(QWidget* parent) : CalmTable(parent), m_columns(new ColumnModel(this))
{
    setFramed(true);
    setSortingEnabled(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setModel(m_columns);
    setItemDelegateForColumn(ColumnModel::UseColumn, new UseDelegate(this));
    setAccessibleName(tr("Which column is what"));
    setToolTip(tr("Say what each column is: arrows move, Enter opens a choice, typing changes a name"));
    QHeaderView* header = horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ColumnModel::ExampleColumn, QHeaderView::Stretch);
    header->resizeSection(ColumnModel::NameColumn, 140);
    header->resizeSection(ColumnModel::UseColumn, 116);
    header->resizeSection(ColumnModel::TypeColumn, 110);
    header->resizeSection(ColumnModel::SplitColumn, 64);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == ColumnModel::UseColumn)
            openCell(index);
    });
    connect(this, &CalmTable::rowActivated, this, [this] {
        const bool canEdit = currentIndex().flags() & Qt::ItemIsEditable;
        openCell(canEdit ? currentIndex() : currentIndex().siblingAtColumn(ColumnModel::UseColumn));
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &ColumnTable::handChanged);
}

bool ColumnTable::event(QEvent* event)
{
    if (!isTyping(*this, *event))
        return CalmTable::event(event);
    event->accept();
    return true;
}

// A use opens its list at once.
void ColumnTable::openCell(const QModelIndex& index)
{
    if (state() == EditingState)
        return;
    setCurrentIndex(index);
    edit(index);
    if (auto* choice = qobject_cast<QComboBox*>(indexWidget(index)))
        choice->showPopup();
}

} // namespace antiphon
