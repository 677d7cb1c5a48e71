#include "ui/coding/codetreeview.h"

#include "ui/coding/codelist.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace antiphon {

CodeTree::CodeTree(QWidget* parent) : QTreeView(parent), m_model(new CodeTreeModel(this))
{
    setModel(m_model);
    setItemDelegate(new CodeRowDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0); // the rows indent themselves, so that a selection reaches from edge to edge
    setExpandsOnDoubleClick(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(ExtendedSelection);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setAutoExpandDelay(600);
    setAnimated(false);
    viewport()->setAutoFillBackground(false);
    const auto remember = [this](const QModelIndex& index, bool folded) {
        if (m_refilling || isFiltered())
            return;
        if (folded)
            m_folded.insert(m_model->keyOf(index));
        else
            m_folded.remove(m_model->keyOf(index));
    };
    connect(this, &QTreeView::collapsed, this,
            [remember](const QModelIndex& index) { remember(index, true); });
    connect(this, &QTreeView::expanded, this,
            [remember](const QModelIndex& index) { remember(index, false); });
}

void CodeTree::showCodebook(const Codebook& codebook, const QHash<CodeId, qint64>& counts)
{
    m_codebook = codebook;
    m_counts = counts;
    refill();
}

void CodeTree::setFilter(const QString& typed)
{
    if (m_typed == typed.simplified())
        return;
    m_typed = typed.simplified();
    refill();
    if (isFiltered())
        return scrollToTop();
    openRows();
    if (isInSight(currentIndex()))
        scrollTo(currentIndex());
}

void CodeTree::refill()
{
    QScopedValueRollback refilling(m_refilling, true);
    const CodeNode current = m_model->nodeAt(currentIndex());
    const QList<CodeNode> chosen = chosenNodes();
    const int scrolled = verticalScrollBar()->value();
    const auto reset = std::make_shared<bool>(false);
    const auto noted = connect(m_model, &QAbstractItemModel::modelReset, this, [reset] { *reset = true; });
    m_model->show(m_codebook, m_counts, m_typed);
    disconnect(noted);
    if (!*reset)
        return;
    openRows();
    const QModelIndex there = m_model->indexOf(current);
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(there, QItemSelectionModel::NoUpdate);
    QItemSelection selection;
    for (const CodeNode& node : chosen) {
        if (const QModelIndex index = m_model->indexOf(node); index.isValid())
            selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    setAutoScroll(true);
    verticalScrollBar()->setValue(scrolled);
}

bool CodeTree::isInSight(const QModelIndex& index) const
{
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        if (!isExpanded(above))
            return false;
    }
    return index.isValid();
}

void CodeTree::openRows()
{
    const QScopedValueRollback refilling(m_refilling, true);
    expandAll();
    if (isFiltered() || m_folded.isEmpty())
        return;
    for (int row = 0; row < m_model->rows().rows.size(); ++row) {
        const QModelIndex index = m_model->indexOfRow(row);
        if (m_folded.contains(m_model->keyOf(index)))
            collapse(index);
    }
}

std::optional<Code> CodeTree::currentCode() const
{
    const CodebookRow row = m_model->rowAt(currentIndex());
    return row.code.id.isNull() ? std::nullopt : std::optional(row.code);
}

void CodeTree::setCurrentCode(CodeId code)
{
    if (m_model->nodeAt(currentIndex()).code == code && !code.isNull())
        return;
    const QModelIndex index = m_model->indexOf(code);
    setAutoScroll(isInSight(index)); // else it would unfold what is folded
    // By its own command: whatever keys are held must not toggle what is chosen.
    if (index.isValid())
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    else
        selectionModel()->clear();
    setAutoScroll(true);
}

QList<CodeNode> CodeTree::chosenNodes() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& left, const QModelIndex& right) {
        return left.internalId() < right.internalId();
    });
    QList<CodeNode> nodes;
    for (const QModelIndex& index : rows) {
        if (const CodeNode node = m_model->nodeAt(index); !node.code.isNull())
            nodes << node;
    }
    return nodes;
}

void CodeTree::goToBest()
{
    if (const QModelIndex best = m_model->indexOfRow(m_model->rows().best); best.isValid())
        selectionModel()->setCurrentIndex(best, QItemSelectionModel::ClearAndSelect);
}

QStringList CodeTree::folded() const
{
    QStringList keys(m_folded.begin(), m_folded.end());
    keys.sort();
    return keys;
}

void CodeTree::setFolded(const QStringList& keys)
{
    m_folded = QSet<QString>(keys.begin(), keys.end());
    openRows();
}

void CodeTree::setAllFolded(bool folded)
{
    QStringList keys;
    for (int row = 0; folded && row < m_model->rows().rows.size(); ++row) {
        const CodeTreeRow& value = m_model->rows().rows[row];
        if (!value.node.code.isNull() && !value.children.isEmpty())
            keys << m_model->keyOf(m_model->indexOfRow(row));
    }
    setFolded(keys);
}

void CodeTree::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        if (plain || modifiers == Qt::ShiftModifier)
            return QTreeView::keyPressEvent(event);
        break;
    case Qt::Key_Left:
        if (const bool opens = m_model->rowCount(currentIndex()) > 0 && isExpanded(currentIndex());
            plain && currentIndex().parent().isValid() && !opens)
            return setCurrentIndex(currentIndex().parent());
        [[fallthrough]];
    case Qt::Key_Right:
        if (plain)
            return QTreeView::keyPressEvent(event);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!plain || !currentIndex().isValid())
            break;
        if (const auto code = currentCode())
            Q_EMIT codeActivated(*code);
        else
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
        return;
    default:
        break;
    }
    event->ignore();
}

bool CodeTree::isOnFold(const QModelIndex& index, const QPoint& at) const
{
    const CodebookRow row = m_model->rowAt(index);
    return index.isValid() && row.hasRows &&
           (row.depth == 0 || foldRect(visualRect(index), row).contains(at));
}

void CodeTree::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && isOnFold(index, event->position().toPoint())) {
        setExpanded(index, !isExpanded(index));
        return;
    }
    QTreeView::mousePressEvent(event);
}

void CodeTree::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (isOnFold(index, event->position().toPoint()))
        return mousePressEvent(event);
    QTreeView::mouseDoubleClickEvent(event);
    if (const auto code = currentCode(); code && index == currentIndex())
        Q_EMIT codeActivated(*code);
}

void CodeTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_refilling)
        Q_EMIT currentCodeChanged();
}

} // namespace antiphon
