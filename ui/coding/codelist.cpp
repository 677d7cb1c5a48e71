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

int rowHeight(const QFontMetrics& metrics)
{
    return std::max(28, metrics.height() + 10);
}

void paintHeading(QPainter& painter, const QRect& rect, const QString& text, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.muted);
    painter.drawText(rect.adjusted(metrics::padding, 0, -metrics::padding, -4),
                     Qt::AlignBottom | Qt::AlignLeft, text);
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

void paintCode(QPainter& painter, const QRect& rect, const CodebookRow& row, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QRect room = rect.adjusted(metrics::padding, 0, -metrics::padding, 0);
    const QRect swatch(room.left(), room.center().y() - swatchSize / 2 + 1, swatchSize, swatchSize);
    painter.setPen(Qt::NoPen);
    painter.setBrush(codeColour(row.code.colour, palette));
    painter.drawRoundedRect(swatch, 3, 3);
    if (!row.code.shortcut.isEmpty())
        paintKey(painter, room, row.code.shortcut, t);
    painter.setFont(fontOf(TextSize::Body));
    const QFontMetrics metrics(painter.font());
    const QString count = countText(row.codings);
    QRect text = room.adjusted(swatchSize + metrics::gap, 0, -capRoom - 4, 0);
    painter.setPen(t.muted);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
    text.setRight(text.right() - metrics.horizontalAdvance(count) - metrics::gap);
    painter.setPen(t.text);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(row.code.name, Qt::ElideRight, text.width()));
}

} // namespace

void CodeRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto row = index.data(CodebookModel::RowRole).value<CodebookRow>();
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!row.heading.isEmpty()) {
        paintHeading(*painter, option.rect, row.heading, t);
    } else {
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.selection);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, t.fill);
        paintCode(*painter, option.rect, row, option.palette);
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected))
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                              t.accent);
    }
    painter->restore();
}

QSize CodeRowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const bool heading = !(index.flags() & Qt::ItemIsSelectable);
    const QFontMetrics metrics(fontOf(heading ? TextSize::Caption : TextSize::Body));
    return {120, heading ? metrics.height() + (index.row() == 0 ? 10 : 20) : rowHeight(metrics)};
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
    const int step = steps < 0 ? -1 : 1;
    int row = currentIndex().row();
    for (int left = std::abs(steps); left > 0; --left) {
        int next = row + step;
        while (next >= 0 && next < m_model->rowCount() && !m_model->rows()[next].heading.isEmpty())
            next += step;
        if (next < 0 || next >= m_model->rowCount())
            break;
        row = next;
    }
    if (row >= 0)
        setCurrentIndex(m_model->index(row));
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
