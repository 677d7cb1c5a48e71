#include "ui/cascade/recipe/weighttable.h"

#include "ui/cascade/recipe/labelpicker.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int figureWidth = 76;
constexpr int sliderWidth = 130;
constexpr int knob = 12;

// A track with a knob, which the mouse moves.
class SliderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Tokens& t = tokensOf(option.palette);
        const QRectF track = trackOf(option.rect);
        const double place = index.data(WeightModel::sliderRole).toDouble();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? t.panel : t.fill);
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(t.accent);
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * place, track.height()), 2,
                                 2);
        painter->setPen(QPen(t.accent, 1.5));
        painter->setBrush(t.panel);
        painter->drawEllipse(QPointF(track.left() + track.width() * place, track.center().y()), knob / 2.0,
                             knob / 2.0);
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(t.hairline);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->restore();
    }
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override
    {
        const auto type = event->type();
        if (type != QEvent::MouseButtonPress && type != QEvent::MouseMove)
            return false;
        auto* mouse = static_cast<QMouseEvent*>(event);
        if (!(mouse->buttons() & Qt::LeftButton))
            return false;
        const QRectF track = trackOf(option.rect);
        static_cast<WeightModel*>(model)->setSlider(index.row(),
                                                    (mouse->position().x() - track.left()) / track.width());
        return true;
    }

private:
    static QRectF trackOf(const QRect& cell)
    {
        return {cell.left() + 10.0, cell.center().y() - 1.5, cell.width() - 20.0, 4.0};
    }
};

QPushButton* smallButton(const QString& text, const QString& tip, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setToolTip(tip);
    return button;
}

} // namespace

WeightTable::WeightTable(WeightModel::Kind kind, const Texts& texts, QWidget* parent)
    : QWidget(parent),
      m_header(new SectionHeader(texts.title, {}, this)),
      m_table(new CalmTable(this)),
      m_model(new WeightModel(kind, texts.nameColumn, this)),
      m_add(smallButton(tr("Add…"), tr("Add a row (Insert)"), this)),
      m_remove(smallButton(tr("Remove"), tr("Remove the row in hand (Delete)"), this))
{
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(texts.title);
    m_table->setEmptyText(texts.empty);
    m_table->setItemDelegateForColumn(WeightModel::SliderColumn, new SliderDelegate(m_table));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->installEventFilter(this);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(WeightModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(WeightModel::SliderColumn, sliderWidth);
    header->resizeSection(WeightModel::WeightColumn, figureWidth);
    header->resizeSection(WeightModel::ShareColumn, figureWidth);
    m_table->setColumnHidden(WeightModel::ShareColumn, kind != WeightModel::Kind::Weights);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    setFocusProxy(m_table);
    connect(m_add, &QPushButton::clicked, this, &WeightTable::openPicker);
    connect(m_remove, &QPushButton::clicked, this,
            [this] { m_model->removeItem(m_table->currentIndex().row()); });
    connect(m_model, &WeightModel::changedByHand, this, [this] {
        showSum();
        adjustButtons();
        Q_EMIT edited(m_model->items());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WeightTable::adjustButtons);
    adjustButtons();
}

void WeightTable::offerSets(std::function<QStringList()> labels, const QString& always)
{
    m_labels = std::move(labels);
    m_always = always;
}

void WeightTable::offerNames(std::function<QStringList()> names)
{
    m_names = std::move(names);
}

void WeightTable::setItems(const QList<WeightedName>& items)
{
    m_model->setItems(items);
    showSum();
    adjustButtons();
}

void WeightTable::setReadOnly(bool readOnly)
{
    m_model->setReadOnly(readOnly);
    adjustButtons();
}

void WeightTable::adjustButtons()
{
    m_add->setEnabled(!m_model->isReadOnly());
    m_remove->setEnabled(!m_model->isReadOnly() && m_table->currentIndex().isValid());
}

void WeightTable::showSum()
{
    if (m_model->kind() == WeightModel::Kind::Weights)
        m_header->setRemark(tr("weights add up to %1").arg(QLocale().toString(m_model->sum(), 'g', 5)));
}

void WeightTable::hideAdd()
{
    m_add->hide();
}

void WeightTable::openPicker()
{
    if (m_model->isReadOnly() || m_add->isHidden())
        return;
    if (m_labels)
        openSets();
    else
        openNames();
}

void WeightTable::openSets()
{
    auto* picker = new LabelPicker(m_labels(), m_always, this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &LabelPicker::chosen, m_model,
            [this](const QStringList& labels) { m_model->add(labels.join(QLatin1Char('+'))); });
    picker->openAt(m_add->mapToGlobal(QPoint(0, -4)));
}

void WeightTable::openNames()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList names = m_names ? m_names() : QStringList();
    for (const QString& name : names) {
        const bool isThere = std::any_of(m_model->items().begin(), m_model->items().end(),
                                         [&](const WeightedName& item) { return item.name == name; });
        if (!isThere)
            connect(menu->addAction(name), &QAction::triggered, m_model,
                    [this, name] { m_model->add(name); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("All there are stand in the table"))->setEnabled(false);
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
}

bool WeightTable::takeKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int row = m_table->currentIndex().row();
    const int steps = modifiers & Qt::ShiftModifier ? 10 : 1;
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Right:
        m_model->nudge(row, steps);
        return true;
    case Qt::Key_Minus:
    case Qt::Key_Left:
        m_model->nudge(row, -steps);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_model->removeItem(row);
        return true;
    case Qt::Key_Insert:
        openPicker();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (row >= 0 && !m_model->isReadOnly())
            m_table->edit(m_model->index(row, WeightModel::WeightColumn));
        return true;
    default:
        break;
    }
    // A digit begins to type the weight.
    if (key >= Qt::Key_0 && key <= Qt::Key_9 && row >= 0 && !(modifiers & Qt::ControlModifier))
        m_table->setCurrentIndex(m_model->index(row, WeightModel::WeightColumn));
    return false;
}

bool WeightTable::eventFilter(QObject* watched, QEvent* event)
{
    // Not while a weight is typed: then the focus is in its field.
    if (watched == m_table && event->type() == QEvent::KeyPress && m_table->hasFocus()) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (!(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) &&
            takeKey(key->key(), key->modifiers()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
