#include "ui/widgets/calmtable.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

QString cell(const QString& text, TableFormat format)
{
    QString copy = text;
    if (format == TableFormat::Tsv)
        return copy.replace(u'\t', u' ').replace(u'\n', u' ');
    if (!copy.contains(u'"') && !copy.contains(u',') && !copy.contains(u'\n'))
        return copy;
    return u'"' + copy.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

// Rows with a hairline below and one ring around the whole current row instead of one around a cell.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem copy = option;
        const bool focused = option.state & QStyle::State_HasFocus;
        copy.state &= ~QStyle::State_HasFocus;
        QStyledItemDelegate::paint(painter, copy, index);
        const Tokens& t = tokensOf(option.palette);
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1), t.hairline);
        if (focused)
            painter->fillRect(QRect(option.rect.x(), option.rect.y(), 2, option.rect.height()), t.accent);
    }
};

} // namespace

QString tableText(const QAbstractItemModel& model, const QModelIndexList& rows, const QList<int>& columns,
                  TableFormat format)
{
    const QChar separator = format == TableFormat::Tsv ? u'\t' : u',';
    const QString lineEnd = format == TableFormat::Tsv ? QStringLiteral("\n") : QStringLiteral("\r\n");
    QString text;
    const auto addLine = [&](const QStringList& cells) { text += cells.join(separator) + lineEnd; };
    QStringList header;
    for (const int column : columns)
        header << cell(model.headerData(column, Qt::Horizontal).toString(), format);
    addLine(header);
    const auto addRow = [&](int row) {
        QStringList cells;
        for (const int column : columns)
            cells << cell(model.index(row, column).data().toString(), format);
        addLine(cells);
    };
    if (rows.isEmpty()) {
        for (int row = 0; row < model.rowCount(); ++row)
            addRow(row);
    } else {
        for (const QModelIndex& index : rows)
            addRow(index.row());
    }
    return text;
}

void CalmTable::setFramed(bool framed)
{
    setFrameShape(framed ? QFrame::StyledPanel : QFrame::NoFrame);
}

CalmTable::CalmTable(QWidget* parent) : QTableView(parent)
{
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setSortingEnabled(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new RowDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT rowActivated(index.row()); });
    adoptFont();
}

void CalmTable::adoptFont()
{
    verticalHeader()->setDefaultSectionSize(std::max(metrics::rowHeight, QFontMetrics(font()).height() + 14));
    horizontalHeader()->setFont(fontOf(TextSize::Caption));
}

void CalmTable::setEmptyText(const QString& sentence)
{
    m_emptyText = sentence;
    viewport()->update();
}

QList<int> CalmTable::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    return columns;
}

QString CalmTable::selectedText(TableFormat format) const
{
    if (!model() || !selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    return tableText(*model(), rows, visibleColumns(), format);
}

void CalmTable::copy(TableFormat format) const
{
    if (selectionModel() && selectionModel()->hasSelection())
        QApplication::clipboard()->setText(selectedText(format));
}

void CalmTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() && model()->rowCount() > 0))
        return;
    QPainter painter(viewport());
    painter.setPen(tokensOf(palette()).muted);
    painter.drawText(viewport()->rect().adjusted(metrics::padding, metrics::padding, -metrics::padding, 0),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void CalmTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy(TableFormat::Tsv);
        return;
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copy(TableFormat::Csv);
        return;
    }
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void CalmTable::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), QKeySequence::Copy, this, [this] { copy(TableFormat::Tsv); });
    menu->addAction(tr("Copy as CSV"), QKeySequence(tr("Ctrl+Shift+C")), this,
                    [this] { copy(TableFormat::Csv); });
    if (m_exportable)
        menu->addAction(tr("Export…"), this, &CalmTable::exportRequested);
    menu->popup(event->globalPos());
}

void CalmTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        adoptFont();
}

} // namespace antiphon
