#include "ui/corpus/sourcepanel.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

// Name to the left, count to the right; groups as quiet captions.
class SourceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool group = index.data(SourceTreeModel::IsGroupRole).toBool();
        return {option.rect.width(), option.fontMetrics.height() + (group ? 18 : 12)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokensOf(option.palette);
        const bool group = index.data(SourceTreeModel::IsGroupRole).toBool();
        QRect row(0, option.rect.y(), option.widget->width(), option.rect.height());
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, t.selection);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_Active)
            painter->fillRect(QRect(row.x(), row.y(), 2, row.height()), t.accent);
        row.adjust(metrics::padding, group ? 8 : 0, -metrics::padding, 0);
        const QString count = index.data(SourceTreeModel::CountRole).toString();
        painter->setFont(group ? fontOf(TextSize::Caption) : option.font);
        painter->setPen(t.muted);
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, count);
        if (!group)
            painter->setPen(t.text);
        row.setRight(row.right() - painter->fontMetrics().horizontalAdvance(count) - metrics::gap);
        painter->drawText(
            row, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, row.width()));
    }
};

QTreeView* makeTree(SourceTreeModel* model, QWidget* parent)
{
    auto* tree = new QTreeView(parent);
    tree->setModel(model);
    tree->setItemDelegate(new SourceDelegate(tree));
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setIndentation(0);
    tree->setFrameShape(QFrame::NoFrame);
    tree->viewport()->setAutoFillBackground(false);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setAccessibleName(SourcePanel::tr("Sources"));
    return tree;
}

} // namespace

SourcePanel::SourcePanel(QWidget* parent)
    : QWidget(parent), m_model(new SourceTreeModel(this)), m_tree(makeTree(m_model, this))
{
    auto* import = new QPushButton(themeIcon(QStringLiteral("import")), tr("Import…"), this);
    import->setToolTip(tr("Import files of dialogues (Ctrl+I)"));
    connect(import, &QPushButton::clicked, this, &SourcePanel::importRequested);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::gap);
    head->addWidget(new SectionHeader(tr("Sources"), {}, this), 1);
    head->addWidget(import);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_tree, 1);

    m_tree->installEventFilter(this);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SourcePanel::tellSelection);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, [this](const QPoint& position) {
        if (m_model->sourceAt(m_tree->indexAt(position)))
            Q_EMIT menuRequested(m_tree->viewport()->mapToGlobal(position));
    });
    setFocusProxy(m_tree);
    setSources({});
}

void SourcePanel::setSources(const QList<Source>& sources)
{
    {
        const QSignalBlocker quiet(m_tree->selectionModel());
        m_model->setSources(sources);
    }
    m_tree->expandAll();
    QModelIndex index = m_model->indexOf(m_told);
    if (!index.isValid())
        index = m_model->indexOf({});
    m_tree->setCurrentIndex(index);
}

void SourcePanel::select(const std::optional<SourceId>& source)
{
    const QModelIndex index = m_model->indexOf(source);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

std::optional<Source> SourcePanel::current() const
{
    const Source* source = m_model->sourceAt(m_tree->currentIndex());
    return source ? std::optional(*source) : std::nullopt;
}

void SourcePanel::tellSelection()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!m_model->isAll(index) && !m_model->sourceAt(index))
        return; // a group says nothing
    const auto source = current();
    const auto id = source ? std::optional(source->id) : std::nullopt;
    if (id == m_told)
        return;
    m_told = id;
    Q_EMIT sourceSelected(id);
}

bool SourcePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Delete && current()) {
        Q_EMIT removeRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SourcePanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), tokensOf(palette()).window);
}

} // namespace antiphon
