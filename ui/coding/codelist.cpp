#include "ui/coding/codelist.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QKeyEvent>
#include <QPainter>

namespace antiphon {

namespace {

constexpr int swatchSize = 10;
constexpr int capRoom = 26;
constexpr int step = 16; // what a row is further in than its parent
constexpr double halved = 0.45;

int rowHeight(const QFontMetrics& metrics)
{
    return std::max(28, metrics.height() + 10);
}

int insetOf(const CodebookRow& row)
{
    return metrics::padding + std::max(0, row.depth - 1) * step;
}

void paintFold(QPainter& painter, const QRect& rect, bool isOpen, const QColor& colour)
{
    const QPointF middle = QRectF(rect).center();
    QPolygonF mark{{-1.8, -3.4}, {1.8, 0}, {-1.8, 3.4}};
    if (isOpen)
        mark = QPolygonF{{-3.4, -1.8}, {0, 1.8}, {3.4, -1.8}};
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(mark.translated(middle));
}

void paintHeading(QPainter& painter, const QRect& rect, const CodebookRow& row, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.muted);
    painter.drawText(rect.adjusted(metrics::padding, 0, -metrics::padding, -4),
                     Qt::AlignBottom | Qt::AlignLeft, row.heading);
}

void paintKey(QPainter& painter, const QRect& room, const QString& key, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    const QFontMetrics metrics(painter.font());
    const int width = std::max(metrics.horizontalAdvance(key) + 10, metrics.height() + 2);
    const int height = metrics.height() + 3;
    const QRect cap(room.right() - width + 1, room.center().y() - height / 2 + 1, width, height);
    painter.setPen(t.hairline);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(t.muted);
    painter.drawText(cap, Qt::AlignCenter, key);
}

// A filled mark for a code; a hollow one for a category that only groups; an arrow on it at a second place.
void paintMark(QPainter& painter, const QRect& rect, const CodebookRow& row, const QPalette& palette)
{
    const QColor colour = codeColour(row.code.colour, palette);
    const QRectF mark = QRectF(rect);
    painter.setPen(row.code.codable ? QPen(Qt::NoPen) : QPen(colour, 1.6));
    painter.setBrush(row.code.codable ? QBrush(colour) : QBrush(Qt::NoBrush));
    if (!row.code.codable)
        painter.drawRoundedRect(mark.adjusted(0.8, 0.8, -0.8, -0.8), 3, 3);
    else
        painter.drawRoundedRect(mark, 3, 3);
    if (row.node.reference.isNull())
        return;
    painter.setPen(QPen(tokensOf(palette).panel, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(mark.bottomLeft() + QPointF(3, -3), mark.topRight() + QPointF(-3, 3));
    painter.drawPolyline(QPolygonF{mark.topRight() + QPointF(-6.5, 3), mark.topRight() + QPointF(-3, 3),
                                   mark.topRight() + QPointF(-3, 6.5)});
}

void paintCode(QPainter& painter, const QRect& rect, const CodebookRow& row, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QRect room = rect.adjusted(insetOf(row), 0, -metrics::padding, 0);
    paintMark(painter, {room.left(), room.center().y() - swatchSize / 2 + 1, swatchSize, swatchSize}, row,
              palette);
    if (!row.code.shortcut.isEmpty())
        paintKey(painter, room, row.code.shortcut, t);
    painter.setFont(fontOf(TextSize::Body));
    const QFontMetrics metrics(painter.font());
    // A category, or a code whose tree is folded, counts what lies in it.
    const bool counts = !row.code.codable || !row.isOpen;
    const QString count = countText(row.codings + (counts ? row.below : 0));
    QRect text = room.adjusted(swatchSize + metrics::gap, 0, -capRoom - 4, 0);
    painter.setPen(t.muted);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
    text.setRight(text.right() - metrics.horizontalAdvance(count) - metrics::gap);
    painter.setPen(row.code.codable ? t.text : t.muted);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(row.code.name, Qt::ElideRight, text.width()));
}

} // namespace

QRect foldRect(const QRect& rect, const CodebookRow& row)
{
    return {rect.left() + insetOf(row) - 14, rect.top(), 13, rect.height()};
}

void CodeRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    auto row = index.data(CodebookModel::RowRole).value<CodebookRow>();
    row.isOpen = !row.hasRows || (option.state & QStyle::State_Open);
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, t.fill);
    painter->setOpacity(row.isCut ? halved : 1);
    if (row.heading.isEmpty())
        paintCode(*painter, option.rect, row, option.palette);
    else
        paintHeading(*painter, option.rect, row, t);
    if (row.hasRows) {
        QRect fold = foldRect(option.rect, row);
        if (!row.heading.isEmpty())
            fold.setTop(fold.bottom() - QFontMetrics(fontOf(TextSize::Caption)).height() - 4);
        paintFold(*painter, fold, row.isOpen, t.muted);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected))
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
    painter->restore();
}

QSize CodeRowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto row = index.data(CodebookModel::RowRole).value<CodebookRow>();
    const QFontMetrics metrics(fontOf(row.heading.isEmpty() ? TextSize::Body : TextSize::Caption));
    const bool isFirst = index.row() == 0 && !index.parent().isValid();
    return {120, row.heading.isEmpty() ? rowHeight(metrics) : metrics.height() + (isFirst ? 10 : 20)};
}

CodeList::CodeList(QWidget* parent) : QListView(parent), m_model(new CodebookModel(this))
{
    setModel(m_model);
    setItemDelegate(new CodeRowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListView::doubleClicked, this, [this] {
        if (const auto code = currentCode())
            Q_EMIT codeActivated(*code);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &CodeList::currentCodeChanged);
}

std::optional<Code> CodeList::currentCode() const
{
    const int row = currentIndex().row();
    if (row < 0 || row >= m_model->rows().size() || !m_model->rows()[row].heading.isEmpty())
        return std::nullopt;
    return m_model->rows()[row].code;
}

void CodeList::setCurrentCode(CodeId code)
{
    const int row = m_model->rowOf(code);
    setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
}

void CodeList::moveCurrent(int steps)
{
    if (m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(std::clamp(currentIndex().row() + steps, 0, m_model->rowCount() - 1)));
}

void CodeList::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!plain)
            break;
        moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto code = currentCode(); plain && code) {
            Q_EMIT codeActivated(*code);
            return;
        }
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        if (plain) {
            QListView::keyPressEvent(event);
            return;
        }
        break;
    default:
        break;
    }
    event->ignore();
}

void CodeList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentCodeChanged();
}

} // namespace antiphon
