#include "ui/coding/propertypane.h"

#include "ui/coding/theorydesk.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString* fieldOf(CodeProperty& property, int column)
{
    switch (column) {
    case PropertyModel::NameColumn:
        return &property.name;
    case PropertyModel::LowColumn:
        return &property.low;
    case PropertyModel::HighColumn:
        return &property.high;
    case PropertyModel::NoteColumn:
        return &property.note;
    default:
        return nullptr;
    }
}

} // namespace

void PropertyModel::setProperties(CodeId code, const QList<CodeProperty>& properties)
{
    if (code == m_code && properties == m_properties)
        return;
    beginResetModel();
    m_code = code;
    m_properties = properties;
    endResetModel();
}

int PropertyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_code.isNull() ? 0 : static_cast<int>(m_properties.size()) + 1;
}

int PropertyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PropertyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isNew = index.row() == m_properties.size();
    if (isNew && index.column() == NameColumn && role == Qt::DisplayRole)
        return tr("New property");
    if (isNew && role == Qt::ForegroundRole)
        return tokensOf(QApplication::palette()).muted;
    if (isNew || (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole))
        return {};
    CodeProperty property = m_properties[index.row()];
    return *fieldOf(property, index.column());
}

bool PropertyModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    CodeProperty property;
    property.code = m_code;
    if (index.row() < m_properties.size())
        property = m_properties[index.row()];
    QString* field = fieldOf(property, index.column());
    const QString text = value.toString().trimmed();
    const bool unnamed = index.column() == NameColumn ? text.isEmpty() : property.name.isEmpty();
    if (text == *field || unnamed)
        return false;
    *field = text;
    Q_EMIT written(property);
    return true;
}

Qt::ItemFlags PropertyModel::flags(const QModelIndex& index) const
{
    const bool isNew = index.row() == m_properties.size();
    const bool editable = !isNew || index.column() == NameColumn;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant PropertyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const char* const titles[ColumnCount] = {QT_TR_NOOP("Property"), QT_TR_NOOP("From"),
                                                    QT_TR_NOOP("To"), QT_TR_NOOP("Note")};
    return tr(titles[section]);
}

PropertyPane::PropertyPane(TheoryDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_title(new SectionHeader(tr("Properties"), {}, this)),
      m_model(new PropertyModel(this)),
      m_table(new CalmTable(this))
{
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(tr("Properties and their dimensions"));
    m_table->setEmptyText(tr("Choose a category."));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->resizeSection(PropertyModel::NameColumn, 108);
    m_table->horizontalHeader()->resizeSection(PropertyModel::LowColumn, 56);
    m_table->horizontalHeader()->resizeSection(PropertyModel::HighColumn, 56);
    m_table->horizontalHeader()->resizeSection(PropertyModel::NoteColumn, 60);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_model, &PropertyModel::written, this, [this](const CodeProperty& property) {
        property.id.isNull() ? m_desk.addProperty(property) : m_desk.changeProperty(property);
    });
    connect(&desk, &TheoryDesk::changed, this, &PropertyPane::refresh);
}

void PropertyPane::showCode(CodeId code)
{
    m_code = code;
    refresh();
}

void PropertyPane::refresh()
{
    QList<CodeProperty> own;
    for (const CodeProperty& property : m_desk.theory().properties) {
        if (property.code == m_code)
            own << property;
    }
    const QModelIndex current = m_table->currentIndex();
    m_model->setProperties(m_code, own);
    m_title->setRemark(own.isEmpty() ? QString() : countText(own.size()));
    if (current.isValid())
        m_table->setCurrentIndex(
            m_model->index(std::min(current.row(), m_model->rowCount() - 1), current.column()));
}

void PropertyPane::beginProperty()
{
    m_table->setFocus(Qt::OtherFocusReason);
    const QModelIndex empty = m_model->index(m_model->rowCount() - 1, PropertyModel::NameColumn);
    m_table->setCurrentIndex(empty);
    m_table->edit(empty);
}

void PropertyPane::keyPressEvent(QKeyEvent* event)
{
    const int row = m_table->currentIndex().row();
    if (event->key() == Qt::Key_Delete && row >= 0 && row < m_model->properties().size())
        m_desk.removeProperty(m_model->properties()[row]);
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
