#include "ui/cascade/nextvalueslist.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

constexpr int rowHeight = 28;
constexpr int headingHeight = 32;
constexpr int figuresWidth = 178; // bar, count, lift

class NextValueDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& row = rowOf(index);
        const int text = option.fontMetrics.height() + 8;
        return {100, std::max(row.heading.isEmpty() ? rowHeight : headingHeight, text)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const NextRow& row = rowOf(index);
        const Tokens& t = tokensOf(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        row.heading.isEmpty() ? paintValue(*painter, option, row, t) : paintHeading(*painter, option, row, t);
        painter->restore();
    }

private:
    static const NextRow& rowOf(const QModelIndex& index)
    {
        return static_cast<const NextValuesModel*>(index.model())->rows()[index.row()];
    }
    static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const NextRow& row,
                             const Tokens& t)
    {
        painter.setFont(fontOf(TextSize::Caption));
        painter.setPen(t.muted);
        QString heading = row.heading;
        heading[0] = heading[0].toUpper();
        painter.drawText(option.rect.adjusted(8, 6, -8, 0), Qt::AlignVCenter, heading);
    }
    static void paintValue(QPainter& painter, const QStyleOptionViewItem& option, const NextRow& row,
                           const Tokens& t)
    {
        const bool isCurrent = option.state & QStyle::State_Selected;
        const bool isHovered = option.state & QStyle::State_MouseOver;
        if (isCurrent || isHovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isCurrent ? t.selection : t.fill);
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), 6, 6);
        }
        const QRect inner = option.rect.adjusted(8, 0, -8, 0);
        const int figures = std::min(figuresWidth, inner.width() * 3 / 5);
        painter.setFont(fontOf(TextSize::Body));
        painter.setPen(t.text);
        const QRect name(inner.left(), inner.top(), inner.width() - figures - 8, inner.height());
        painter.drawText(name, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.value.value, Qt::ElideRight, name.width()));
        const int liftWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("×888.8"));
        const int countWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("888,888"));
        const QRect bar(name.right() + 8, inner.center().y() - 2, figures - liftWidth - countWidth - 6, 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isCurrent ? t.panel : t.fill);
        painter.drawRoundedRect(bar, 3, 3);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(3.0, bar.width() * row.share), 6), 3,
                                3);
        painter.setPen(t.muted);
        painter.drawText(
            QRect(inner.right() - liftWidth - countWidth + 1, inner.top(), countWidth, inner.height()),
            Qt::AlignRight | Qt::AlignVCenter, countText(row.count));
        painter.drawText(QRect(inner.right() - liftWidth + 1, inner.top(), liftWidth, inner.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("×") + QLocale().toString(row.lift, 'f', row.lift < 100 ? 1 : 0));
    }
};

bool matches(const AttributeValue& value, const QStringList& words)
{
    const QString text = value.type + QLatin1Char(' ') + value.value;
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

QList<NextRow> nextRows(const CatalogueIndex& index, const std::vector<std::vector<NextValue>>& next,
                        const QString& search, std::size_t perType)
{
    const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<NextRow> rows;
    for (const auto& type : next) {
        std::size_t shown = 0;
        for (const NextValue& value : type) {
            const AttributeValue attribute = index.attributeValue(value.value);
            if (shown == perType || !matches(attribute, words))
                continue;
            if (shown++ == 0)
                rows << NextRow{attribute.type, {}};
            rows << NextRow{{}, attribute, value.count, value.share, value.lift, value.gain};
        }
    }
    return rows;
}

void NextValuesModel::setRows(QList<NextRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int NextValuesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant NextValuesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const NextRow& row = m_rows[index.row()];
    if (role == Qt::DisplayRole)
        return row.heading.isEmpty() ? row.value.value : row.heading;
    if (row.heading.isEmpty() && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole))
        return tr("%1 %2: %3 tracks, %4 % of the pool, %5 times as often as in the whole catalogue; asking "
                  "for it gains %6 bits")
            .arg(row.value.type, row.value.value, countText(row.count),
                 QLocale().toString(100 * row.share, 'f', 1), QLocale().toString(row.lift, 'f', 1),
                 QLocale().toString(row.gain, 'f', 2));
    return {};
}

Qt::ItemFlags NextValuesModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || !m_rows[index.row()].heading.isEmpty())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

NextValuesList::NextValuesList(QWidget* parent) : QListView(parent), m_model(new NextValuesModel(this))
{
    setModel(m_model);
    setItemDelegate(new NextValueDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Best next values"));
    viewport()->setAutoFillBackground(false);
}

void NextValuesList::setRows(QList<NextRow> rows)
{
    m_model->setRows(std::move(rows));
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->rows()[row].heading.isEmpty())
            return setCurrentIndex(m_model->index(row));
}

void NextValuesList::choose(const QModelIndex& index, Sense sense)
{
    if (!index.isValid() || !m_model->rows()[index.row()].heading.isEmpty())
        return;
    const AttributeValue value = m_model->rows()[index.row()].value;
    Q_EMIT chosen({value.type, value.value, sense});
}

void NextValuesList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentIndex(), event->modifiers() & Qt::ShiftModifier ? Sense::Exclude : Sense::Include);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_PageUp ||
             event->key() == Qt::Key_PageDown || event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
        QListView::keyPressEvent(event);
    else
        event->ignore(); // letters are the station's
}

void NextValuesList::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        choose(indexAt(event->pos()), event->button() == Qt::RightButton ? Sense::Exclude : Sense::Include);
}

} // namespace antiphon
