#include "ui/coding/incidentmodel.h"

#include "ui/widgets/numbers.h"

namespace antiphon {

namespace {

constexpr int pageSize = 100;

std::optional<IncidentOrder> orderOf(int column)
{
    switch (column) {
    case IncidentModel::DialogueColumn:
    case IncidentModel::TurnColumn:
        return IncidentOrder::Place;
    case IncidentModel::WordsColumn:
        return IncidentOrder::Text;
    case IncidentModel::MadeColumn:
        return IncidentOrder::Made;
    default:
        return std::nullopt;
    }
}

} // namespace

IncidentModel::IncidentModel(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
}

void IncidentModel::setQuery(const IncidentQuery& query)
{
    if (query.code != m_query.code || query.coder != m_query.coder) {
        m_ticked.clear();
        Q_EMIT ticksChanged();
    }
    m_query = query;
    const int question = ++m_question;
    m_session.read<QList<CodingId>>(
        this,
        [query](const Connection& connection) -> Result<QList<CodingId>> {
            if (query.coder.isNull())
                return QList<CodingId>();
            return incidentIds(connection, query);
        },
        [this, question](const Result<QList<CodingId>>& ids) {
            if (question != m_question)
                return;
            if (ids)
                adopt(*ids);
            else
                Q_EMIT broken(ids.error());
        },
        QStringLiteral("coding.incidentlist"));
}

void IncidentModel::adopt(const QList<CodingId>& ids)
{
    const QSet<CodingId> there(ids.begin(), ids.end());
    const qsizetype ticks = m_ticked.size();
    m_ticked.intersect(there);
    m_requested.clear();
    if (ids == m_ids) {
        // The words around may be different.
        m_read.clear();
        if (!ids.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else {
        beginResetModel();
        m_read.clear();
        m_ids = ids;
        endResetModel();
    }
    if (ticks != m_ticked.size())
        Q_EMIT ticksChanged();
    Q_EMIT listed();
}

void IncidentModel::requestPage(int page) const
{
    if (m_requested.contains(page))
        return;
    m_requested.insert(page);
    auto* self = const_cast<IncidentModel*>(this);
    m_session.read<QList<IncidentRow>>(
        self,
        [ids = m_ids.mid(static_cast<qsizetype>(page) * pageSize, pageSize)](const Connection& connection) {
            return readIncidentRows(connection, ids);
        },
        [self, page, question = m_question](const Result<QList<IncidentRow>>& incidents) {
            if (question != self->m_question)
                return;
            if (incidents)
                self->adoptPage(page, *incidents);
            else
                Q_EMIT self->broken(incidents.error());
        });
}

void IncidentModel::adoptPage(int page, const QList<IncidentRow>& incidents)
{
    for (const IncidentRow& incident : incidents)
        m_read.insert(incident.id, incident);
    const int first = page * pageSize;
    const int last = std::min(first + pageSize, rowCount()) - 1;
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

const IncidentRow* IncidentModel::incidentAt(int row) const
{
    if (row < 0 || row >= m_ids.size())
        return nullptr;
    const auto found = m_read.constFind(m_ids[row]);
    return found == m_read.constEnd() ? nullptr : &*found;
}

QList<CodingId> IncidentModel::ticked() const
{
    QList<CodingId> codings;
    for (const CodingId id : m_ids) {
        if (m_ticked.contains(id))
            codings << id;
    }
    return codings;
}

void IncidentModel::setTicked(const QList<CodingId>& codings, Qt::CheckState state)
{
    for (const CodingId id : codings) {
        if (state == Qt::Checked)
            m_ticked.insert(id);
        else
            m_ticked.remove(id);
    }
    if (!m_ids.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT ticksChanged();
}

int IncidentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int IncidentModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IncidentModel::textAt(const IncidentRow& incident, int column) const
{
    switch (column) {
    case DialogueColumn:
        return incident.dialogue;
    case TurnColumn:
        if (!incident.target.turn)
            return tr("whole");
        return QStringLiteral("%1 %2")
            .arg(incident.place.position + 1)
            .arg(incident.place.role == Role::User ? tr("user") : tr("system"));
    case BeforeColumn:
        return incident.before;
    case WordsColumn:
        return incident.words.isEmpty() ? tr("(no words)") : incident.words;
    case AfterColumn:
        return incident.after;
    case MadeColumn:
        return timeText(incident.madeAt, now());
    default:
        return {};
    }
}

QVariant IncidentModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::CheckStateRole && index.column() == DialogueColumn)
        return static_cast<int>(m_ticked.contains(m_ids[index.row()]) ? Qt::Checked : Qt::Unchecked);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const IncidentRow* incident = incidentAt(index.row());
    if (!incident) {
        requestPage(index.row() / pageSize);
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    }
    const QVariant text = textAt(*incident, index.column());
    const bool isProse = index.column() >= BeforeColumn && index.column() <= AfterColumn;
    if (role == Qt::ToolTipRole)
        return isProse ? text : QVariant();
    return isProse ? QVariant(text.toString().simplified()) : text;
}

bool IncidentModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != DialogueColumn)
        return false;
    setTicked({m_ids[index.row()]}, static_cast<Qt::CheckState>(value.toInt()));
    return true;
}

Qt::ItemFlags IncidentModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == DialogueColumn)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant IncidentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const char* const titles[ColumnCount] = {QT_TR_NOOP("Dialogue"),  QT_TR_NOOP("Turn"),
                                                    QT_TR_NOOP("Before it"), QT_TR_NOOP("Words"),
                                                    QT_TR_NOOP("After it"),  QT_TR_NOOP("Made")};
    return tr(titles[section]);
}

void IncidentModel::sort(int column, Qt::SortOrder order)
{
    const auto by = orderOf(column);
    if (!by || m_query.code.isNull())
        return;
    IncidentQuery query = m_query;
    query.order = *by;
    query.isDescending = order == Qt::DescendingOrder;
    if (query != m_query)
        setQuery(query);
}

} // namespace antiphon
