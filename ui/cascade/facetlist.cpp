#include "ui/cascade/facetlist.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

constexpr int rowHeight = 26;
constexpr int headingHeight = 30;
constexpr int valuesOfAType = 6;
constexpr int valuesFound = 200; // of a type that is open or searched

class FacetDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool heading = rowOf(index).kind == FacetRow::Kind::Heading;
        return {100, std::max(heading ? headingHeight : rowHeight, option.fontMetrics.height() + 6)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const FacetRow& row = rowOf(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (row.kind == FacetRow::Kind::Heading)
            paintHeading(*painter, option, index, row);
        else
            paintValue(*painter, option, index, row);
        painter->restore();
    }

private:
    static const FacetRow& rowOf(const QModelIndex& index)
    {
        return static_cast<const FacetModel*>(index.model())->rows()[index.row()];
    }
    // The type at the left and its family at the right.
    static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                             const FacetRow& row)
    {
        const QRect rect = option.rect.adjusted(8, 6, -8, 0);
        const QColor muted = tokensOf(option.palette).muted;
        paintQuiet(painter, rect, index, muted);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, familyWord(row.family));
    }
    static void paintQuiet(QPainter& painter, const QRect& rect, const QModelIndex& index,
                           const QColor& colour)
    {
        painter.setFont(fontOf(TextSize::Caption));
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignVCenter, index.data().toString());
    }
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& t)
    {
        const bool isCurrent = option.state & QStyle::State_Selected && option.state & QStyle::State_Active;
        if (!isCurrent && !(option.state & QStyle::State_MouseOver))
            return;
        painter.setPen(Qt::NoPen);
        painter.setBrush(isCurrent ? t.selection : t.fill);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), 6, 6);
    }
    static void paintValue(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                           const FacetRow& row)
    {
        const Tokens& t = tokensOf(option.palette);
        paintGround(painter, option, t);
        const QRect inner = option.rect.adjusted(8, 0, -8, 0);
        if (row.kind == FacetRow::Kind::More)
            return paintQuiet(painter, inner, index, t.accent);
        painter.setFont(fontOf(row.held ? TextSize::Heading : TextSize::Body));
        const int countWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("888,888"));
        const int barWidth = inner.width() / 7;
        const QRect name = inner.adjusted(0, 0, -countWidth - barWidth - 16, 0);
        painter.setPen(row.held == Sense::Exclude ? t.danger : row.held ? t.accent : t.text);
        painter.drawText(
            name, Qt::AlignVCenter,
            painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, name.width()));
        const QRect bar(name.right() + 8, inner.center().y() - 2, barWidth, 5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.hairline);
        painter.drawRoundedRect(bar, 2.5, 2.5);
        painter.setBrush(t.accent);
        if (row.count > 0)
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(3.0, barWidth * row.share), 5),
                                    2.5, 2.5);
        painter.setFont(fontOf(TextSize::Body));
        painter.setPen(t.muted);
        painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, countText(row.count));
    }
};

TypeFamily familyAt(const CatalogueIndex& index, int type)
{
    return index.types()[static_cast<std::size_t>(type)].family;
}

std::optional<Sense> senseOf(const FilterState& state, const AttributeValue& value)
{
    for (const Filter& filter : state.filters)
        if (filter.type == value.type && filter.value == value.value)
            return filter.sense;
    return std::nullopt;
}

bool matches(const AttributeValue& value, const QStringList& words)
{
    const QString text = value.type + QLatin1Char(' ') + value.value;
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

// The filters of the type that name one of its values, whether or not a track is left that has it.
QList<FacetRow> heldRows(const CatalogueIndex& index, const TypeFacet& facet, const FilterState& state)
{
    QList<FacetRow> rows;
    for (const Filter& filter : state.filters) {
        const auto value = index.findValue(facet.type, filter.value);
        if (!value || index.types()[static_cast<std::size_t>(facet.type)].name != filter.type)
            continue;
        const auto found = std::find_if(facet.values.begin(), facet.values.end(),
                                        [&](const FacetValue& each) { return each.value == *value; });
        rows << FacetRow{FacetRow::Kind::Value,
                         {filter.type, filter.value},
                         found == facet.values.end() ? 0 : found->count,
                         0,
                         filter.sense};
    }
    return rows;
}

} // namespace

QList<FacetRow> facetRows(const CatalogueIndex& index, const std::vector<TypeFacet>& facets, quint64 pool,
                          const FilterState& state, const QString& search, const QSet<QString>& open)
{
    const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<FacetRow> all;
    for (const TypeFacet& facet : facets) {
        const QString& type = index.types()[static_cast<std::size_t>(facet.type)].name;
        const int limit = words.isEmpty() && !open.contains(type) ? valuesOfAType : valuesFound;
        QList<FacetRow> rows = heldRows(index, facet, state);
        quint32 hidden = 0;
        for (const FacetValue& each : facet.values) {
            const AttributeValue value = index.attributeValue(each.value);
            if (senseOf(state, value) || !matches(value, words))
                continue;
            if (rows.size() < limit)
                rows << FacetRow{FacetRow::Kind::Value, value, each.count, 0, {}};
            else
                ++hidden;
        }
        if (rows.isEmpty())
            continue;
        for (FacetRow& row : rows)
            row.share = pool == 0 ? 0 : static_cast<double>(row.count) / static_cast<double>(pool);
        all << FacetRow{FacetRow::Kind::Heading, {type, {}}, 0, 0, {}, familyAt(index, facet.type)};
        all += rows;
        if (hidden > 0)
            all << FacetRow{FacetRow::Kind::More, {type, {}}, hidden, 0, {}};
    }
    return all;
}

void FacetModel::setRows(QList<FacetRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const FacetRow& row = m_rows[index.row()];
    const bool isValue = row.kind == FacetRow::Kind::Value;
    if (role == Qt::DisplayRole && row.kind == FacetRow::Kind::More)
        return tr("%1 more…").arg(countText(row.count));
    if (role == Qt::DisplayRole && !isValue)
        return row.value.type.left(1).toUpper() + row.value.type.mid(1);
    if (role == Qt::DisplayRole)
        return row.held == Sense::Exclude ? tr("not %1").arg(row.value.value) : row.value.value;
    if (row.kind == FacetRow::Kind::Heading && role == Qt::AccessibleTextRole)
        return tr("%1, %2").arg(row.value.type, familyWord(row.family));
    if (isValue && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole))
        return tr("%1 %2: %3 tracks, %4 % of those in sight. Click includes, Shift+click excludes.")
            .arg(row.value.type, row.value.value, countText(row.count),
                 QLocale().toString(100 * row.share, 'f', 1));
    return {};
}

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || m_rows[index.row()].kind == FacetRow::Kind::Heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

FacetList::FacetList(QWidget* parent) : QListView(parent), m_model(new FacetModel(this))
{
    setModel(m_model);
    setItemDelegate(new FacetDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Values of the tracks in sight"));
    viewport()->setAutoFillBackground(false);
}

void FacetList::setRows(QList<FacetRow> rows)
{
    const AttributeValue current = m_model->rows().value(currentIndex().row()).value;
    m_model->setRows(std::move(rows));
    int place = -1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const FacetRow& each = m_model->rows()[row];
        if (each.kind == FacetRow::Kind::Value && (place < 0 || each.value == current))
            place = row;
    }
    setCurrentIndex(m_model->index(place));
}

void FacetList::choose(const QModelIndex& index, Sense sense)
{
    if (!index.isValid())
        return;
    const FacetRow row = m_model->rows()[index.row()];
    if (row.kind == FacetRow::Kind::More)
        Q_EMIT moreAsked(row.value.type);
    else if (row.kind == FacetRow::Kind::Value)
        Q_EMIT chosen({row.value.type, row.value.value, sense});
}

void FacetList::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose(currentIndex(), event->modifiers() & Qt::ShiftModifier ? Sense::Exclude : Sense::Include);
    else if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
             key == Qt::Key_Home || key == Qt::Key_End)
        QListView::keyPressEvent(event);
    else
        event->ignore(); // letters are the station's
}

void FacetList::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const bool excludes = event->button() == Qt::RightButton || event->modifiers() & Qt::ShiftModifier;
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        choose(indexAt(event->pos()), excludes ? Sense::Exclude : Sense::Include);
}

} // namespace antiphon
