#include "ui/cascade/trackpager.h"

#include "ui/cascade/trackmodel.h"

namespace antiphon {

namespace {
constexpr int rowsOfAPage = 200;
constexpr int pagesKept = 50;
} // namespace

TrackPager::TrackPager(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
}

void TrackPager::setQuery(const TrackQuery& query)
{
    m_query = query;
    const int question = ++m_question;
    m_session.read<qint64>(
        this,
        [query](const Connection& connection) -> Result<qint64> {
            if (query.catalogue.isNull())
                return qint64(0);
            return countTracks(connection, query);
        },
        [this, question](Result<qint64> total) {
            if (question != m_question || !total)
                return;
            beginResetModel();
            m_total = *total;
            m_pages.clear();
            m_requested.clear();
            endResetModel();
            Q_EMIT counted(m_total);
        },
        QStringLiteral("cascade.trackcount"));
}

int TrackPager::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_total);
}

int TrackPager::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : trackColumns;
}

QVariant TrackPager::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const int page = index.row() / rowsOfAPage;
    const auto found = m_pages.constFind(page);
    if (found == m_pages.constEnd()) {
        requestPage(page);
        return {};
    }
    const int row = index.row() % rowsOfAPage;
    return row < found->size() ? trackCell((*found)[row], static_cast<ShownColumn>(index.column()))
                               : QVariant();
}

QVariant TrackPager::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return trackHeader(static_cast<ShownColumn>(section));
}

void TrackPager::sort(int column, Qt::SortOrder order)
{
    TrackQuery query = m_query;
    query.sort = column == static_cast<int>(ShownColumn::Title)    ? TrackSort::Title
                 : column == static_cast<int>(ShownColumn::Artist) ? TrackSort::Artist
                                                                   : TrackSort::Place;
    query.descending = order == Qt::DescendingOrder;
    setQuery(query);
}

void TrackPager::requestPage(int page) const
{
    if (m_requested.contains(page))
        return;
    m_requested << page;
    auto* self = const_cast<TrackPager*>(this); // reading on is not a change that the view can see
    m_session.read<QList<Track>>(
        self,
        [query = m_query, page](const Connection& connection) {
            return trackPage(connection, query, qint64(page) * rowsOfAPage, rowsOfAPage);
        },
        [self, page, question = m_question](Result<QList<Track>> tracks) {
            if (question == self->m_question && tracks)
                self->adoptPage(page, *tracks);
        });
}

void TrackPager::adoptPage(int page, const QList<Track>& tracks)
{
    if (m_pages.size() > pagesKept) {
        m_pages.clear();
        m_requested = {page};
    }
    m_pages.insert(page, tracks);
    const int last = std::min((page + 1) * rowsOfAPage, static_cast<int>(m_total)) - 1;
    if (last >= page * rowsOfAPage)
        Q_EMIT dataChanged(index(page * rowsOfAPage, 0), index(last, trackColumns - 1));
}

} // namespace antiphon
