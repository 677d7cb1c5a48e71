#include "ui/models/dialoguelistmodel.h"

#include <QLocale>

namespace antiphon {

namespace {

DialogueSort sortOf(int column, bool searching)
{
    switch (column) {
    case DialogueListModel::IdColumn:
        return DialogueSort::ExternalId;
    case DialogueListModel::SourceColumn:
        return DialogueSort::Place;
    case DialogueListModel::TurnsColumn:
        return DialogueSort::Turns;
    case DialogueListModel::TracksColumn:
        return DialogueSort::Tracks;
    default:
        return searching ? DialogueSort::Relevance : DialogueSort::Place;
    }
}

bool isNumber(int column)
{
    return column == DialogueListModel::TurnsColumn || column == DialogueListModel::TracksColumn;
}

} // namespace

DialogueListModel::DialogueListModel(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
    connect(&session, &ProjectSession::changed, this, [this] { reload(Asked::AfterChange); });
    reload(Asked::Anew);
}

void DialogueListModel::setSource(std::optional<SourceId> source)
{
    if (m_source == source)
        return;
    m_source = source;
    reload(Asked::Anew);
}

void DialogueListModel::setSearch(const QString& search)
{
    if (m_search == search)
        return;
    m_search = search;
    reload(Asked::Anew);
}

void DialogueListModel::sort(int column, Qt::SortOrder order)
{
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    reload(Asked::Anew);
}

DialogueQuery DialogueListModel::query() const
{
    DialogueQuery query;
    query.source = m_source;
    query.search = m_search.trimmed().isEmpty() ? QString() : m_search;
    query.sort = sortOf(m_sortColumn, !query.search.isEmpty());
    query.descending = m_sortColumn != notSorted && m_sortOrder == Qt::DescendingOrder;
    return query;
}

Result<DialogueListModel::Answer> DialogueListModel::askOrder(const Connection& connection,
                                                              const DialogueQuery& query, Part part,
                                                              const QStringList& known)
{
    Answer answer;
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    for (const Source& source : sources) {
        answer.signature << source.id.toText() + QString::number(source.published) + source.name;
        answer.sourceNames.insert(source.id, source.name);
    }
    answer.unchanged = !known.isEmpty() && known == answer.signature;
    if (answer.unchanged)
        return answer;
    if (part == Part::Whole) {
        ANTIPHON_TRY_ASSIGN(answer.order, dialogueOrder(connection, query));
        return answer;
    }
    ANTIPHON_TRY_ASSIGN(answer.firstPage, dialoguePage(connection, query, 0, pageSize));
    for (const DialogueSummary& row : std::as_const(answer.firstPage))
        answer.order << row.id;
    answer.hasMore = answer.order.size() == pageSize;
    return answer;
}

void DialogueListModel::reload(Asked asked)
{
    // A question that is still open is asked anew in full: the answer to it will be dropped.
    const QStringList known = asked == Asked::AfterChange && !m_loading ? m_signature : QStringList();
    if (asked == Asked::Anew && !m_loading) {
        m_loading = true;
        Q_EMIT loadingChanged(true);
    }
    // The hits of a search are ranked all together, so that their first page takes as long as the whole.
    const bool pageFirst = asked == Asked::Anew && query().search.isEmpty();
    ask(pageFirst ? Part::FirstPage : Part::Whole, known);
}

void DialogueListModel::ask(Part part, const QStringList& known)
{
    const int question = ++m_question;
    m_session.read<Answer>(
        this,
        [query = query(), part, known](const Connection& db) { return askOrder(db, query, part, known); },
        [this, question](Result<Answer> answer) {
            if (question == m_question)
                answered(std::move(answer));
        },
        QStringLiteral("dialogue-order/%1").arg(quintptr(this)));
}

void DialogueListModel::answered(Result<Answer> answer)
{
    const bool hasMore = answer && answer->hasMore;
    const bool isNew = answer && !answer->unchanged;
    const bool wasLoading = std::exchange(m_loading, hasMore);
    if (isNew)
        take(std::move(*answer));
    else if (!answer)
        Q_EMIT failed(answer.error());
    if (hasMore) {
        Q_EMIT firstPageShown();
        // What the views ask because of the first page goes before the long question.
        QMetaObject::invokeMethod(
            this,
            [this, question = m_question] {
                if (question == m_question)
                    ask(Part::Whole, {});
            },
            Qt::QueuedConnection);
        return;
    }
    if (wasLoading)
        Q_EMIT loadingChanged(false);
    if (isNew)
        Q_EMIT loaded();
}

void DialogueListModel::take(Answer answer)
{
    m_signature = std::move(answer.signature);
    m_sourceNames = std::move(answer.sourceNames);
    if (std::exchange(m_restMissing, answer.hasMore) && beginsLikeShown(answer.order)) {
        takeRest(answer.order);
        return;
    }
    beginResetModel();
    ++m_orderNumber;
    m_order = std::move(answer.order);
    m_pages.clear();
    if (!answer.firstPage.isEmpty())
        m_pages.insert(0, new Page(std::move(answer.firstPage)));
    m_wanted.clear();
    endResetModel();
}

bool DialogueListModel::beginsLikeShown(const QList<DialogueId>& order) const
{
    return order.size() >= m_order.size() && std::equal(m_order.cbegin(), m_order.cend(), order.cbegin());
}

void DialogueListModel::takeRest(const QList<DialogueId>& order)
{
    if (order.size() == m_order.size())
        return;
    beginInsertRows({}, static_cast<int>(m_order.size()), static_cast<int>(order.size()) - 1);
    m_order = order;
    endInsertRows();
}

int DialogueListModel::keptRows() const
{
    int rows = 0;
    for (const int page : m_pages.keys())
        rows += static_cast<int>(m_pages.object(page)->size());
    return rows;
}

DialogueId DialogueListModel::dialogueAt(int row) const
{
    return m_order.value(row);
}

int DialogueListModel::rowOf(DialogueId dialogue) const
{
    return dialogue.isNull() ? -1 : static_cast<int>(m_order.indexOf(dialogue));
}

const DialogueSummary* DialogueListModel::summaryAt(int row) const
{
    if (row < 0 || row >= m_order.size())
        return nullptr;
    const Page* page = m_pages.object(row / pageSize);
    if (page)
        return row % pageSize < page->size() ? &(*page)[row % pageSize] : nullptr;
    wantPage(row / pageSize);
    return nullptr;
}

// Rows are asked for one by one while a view paints; what it wants is fetched in one question afterwards.
void DialogueListModel::wantPage(int page) const
{
    constexpr int most = keptPages / 2; // what was passed by while scrolling is forgotten
    m_wanted.removeOne(page);
    m_wanted << page;
    if (m_wanted.size() > most)
        m_wanted.removeFirst();
    if (m_fetching || m_fetchPosted)
        return;
    m_fetchPosted = true;
    auto* self = const_cast<DialogueListModel*>(this);
    QMetaObject::invokeMethod(
        self, [self] { self->fetchWanted(); }, Qt::QueuedConnection);
}

void DialogueListModel::fetchWanted()
{
    m_fetchPosted = false;
    const QList<int> numbers = std::exchange(m_wanted, {});
    if (numbers.isEmpty())
        return;
    QList<DialogueId> ids;
    for (const int page : numbers)
        ids << m_order.mid(qsizetype(page) * pageSize, pageSize);
    m_fetching = true;
    m_session.read<QList<DialogueSummary>>(
        this, [ids](const Connection& db) { return dialogueSummaries(db, ids); },
        [this, numbers, order = m_orderNumber](Result<QList<DialogueSummary>> rows) {
            m_fetching = false;
            if (!rows)
                Q_EMIT failed(rows.error());
            else if (order == m_orderNumber)
                takePages(numbers, *rows);
            fetchWanted();
        });
}

void DialogueListModel::takePages(const QList<int>& numbers, const QList<DialogueSummary>& rows)
{
    qsizetype begin = 0;
    for (const int number : numbers) {
        const qsizetype first = qsizetype(number) * pageSize;
        const qsizetype count = std::min<qsizetype>(pageSize, m_order.size() - first);
        m_pages.insert(number, new Page(rows.mid(begin, count)));
        begin += count;
        Q_EMIT dataChanged(index(static_cast<int>(first), 0),
                           index(static_cast<int>(first + count) - 1, ColumnCount - 1));
    }
}

int DialogueListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int DialogueListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DialogueListModel::text(const DialogueSummary& row, int column) const
{
    switch (column) {
    case IdColumn:
        return row.externalId.isEmpty() ? QStringLiteral("%1").arg(row.ordinal + 1) : row.externalId;
    case SourceColumn:
        return m_sourceNames.value(row.source);
    case TurnsColumn:
        return QLocale().toString(row.turns);
    case TracksColumn:
        return QLocale().toString(row.tracks);
    case FirstWordsColumn:
        return row.preview;
    default:
        return {};
    }
}

QVariant DialogueListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return int(isNumber(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                            : Qt::AlignLeft | Qt::AlignVCenter);
    case DialogueIdRole:
        return dialogueAt(index.row()).toText();
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        const DialogueSummary* row = summaryAt(index.row());
        return row ? text(*row, index.column()) : QVariant();
    }
    default:
        return {};
    }
}

QVariant DialogueListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(isNumber(section) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Dialogue");
    case SourceColumn:
        return tr("Source");
    case TurnsColumn:
        return tr("Turns");
    case TracksColumn:
        return tr("Tracks");
    default:
        return m_search.trimmed().isEmpty() ? tr("First words") : tr("First words, best hits first");
    }
}

} // namespace antiphon
