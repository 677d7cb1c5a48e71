#include "ui/generation/samplelistmodel.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QApplication>

namespace antiphon {

namespace {

bool isNumber(int column)
{
    return column >= SampleListModel::Turns && column <= SampleListModel::Others;
}

} // namespace

SampleListModel::SampleListModel(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
}

void SampleListModel::setRun(const std::optional<Run>& run)
{
    const int rows = run ? static_cast<int>(run->samples + run->setAside) : 0;
    const bool same = run && m_run && run->id == m_run->id;
    if (same && rows == m_rows)
        return;
    ++m_generation;
    m_asked.clear();
    if (same && rows > m_rows && m_run->state == RunState::Running) {
        // Plans end in no certain order, so pages that were read may have moved.
        m_pages.clear();
        beginInsertRows({}, m_rows, rows - 1);
        m_run = run;
        m_rows = rows;
        endInsertRows();
        return;
    }
    beginResetModel();
    m_pages.clear();
    m_run = run;
    m_rows = rows;
    endResetModel();
}

std::optional<SampleRow> SampleListModel::row(int row) const
{
    const auto page = m_pages.constFind(row / pageRows);
    if (page == m_pages.cend() || row % pageRows >= page->size())
        return std::nullopt;
    return page->at(row % pageRows);
}

void SampleListModel::ask(int page) const
{
    if (m_asked.contains(page) || !m_run)
        return;
    m_asked.insert(page);
    auto* self = const_cast<SampleListModel*>(this);
    m_session.read<QList<SampleRow>>(
        self,
        [run = *m_run, page](const Connection& connection) {
            return sampleRows(connection, run, static_cast<qint64>(page) * pageRows, pageRows);
        },
        [self, page, generation = m_generation](Result<QList<SampleRow>> rows) {
            if (generation != self->m_generation)
                return;
            if (!rows) {
                Q_EMIT self->failed(rows.error());
                return;
            }
            self->m_pages.insert(page, std::move(*rows));
            const int last = std::min(self->m_rows, (page + 1) * pageRows) - 1;
            Q_EMIT self->dataChanged(self->index(page * pageRows, 0), self->index(last, ColumnCount - 1));
        });
}

int SampleListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int SampleListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SampleListModel::text(const SampleRow& sample, int column) const
{
    if (column == Number)
        return countText(sample.planOrdinal);
    if (column == Words)
        return sample.preview;
    if (column == State)
        return sample.dialogue.isNull() ? tr("set aside") : sample.isClean() ? tr("ok") : tr("look");
    if (sample.dialogue.isNull())
        return QStringLiteral("–");
    switch (column) {
    case Turns:
        return sample.turns;
    case Recall:
        return QString::number(sample.recall, 'f', 2);
    case Leaks:
        return sample.leaks;
    case Contradictions:
        return sample.contradictions;
    default:
        return sample.others;
    }
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ForegroundRole && role != Qt::ToolTipRole)
        return {};
    const auto sample = row(index.row());
    if (!sample) {
        if (role == Qt::DisplayRole)
            ask(index.row() / pageRows);
        return {};
    }
    if (role == Qt::DisplayRole)
        return text(*sample, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == Words ? QVariant(sample->preview) : QVariant();
    const QPalette palette = QApplication::palette();
    if (index.column() == State)
        return toneColour(sample->isClean() && !sample->dialogue.isNull() ? Tone::Ok : Tone::Warn, palette);
    if (index.column() == Leaks && sample->leaks > 0)
        return toneColour(Tone::Danger, palette);
    if (index.column() == Contradictions && sample->contradictions > 0)
        return toneColour(Tone::Danger, palette);
    return {};
}

QVariant SampleListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    static const char* const titles[] = {
        QT_TR_NOOP("Sample"),         QT_TR_NOOP("Turns"),  QT_TR_NOOP("Recall"), QT_TR_NOOP("Leaks"),
        QT_TR_NOOP("Contradictions"), QT_TR_NOOP("Others"), QT_TR_NOOP("State"),  QT_TR_NOOP("First words")};
    static const char* const hints[] = {QT_TR_NOOP("The number of the plan"),
                                        QT_TR_NOOP("Turns of the dialogue"),
                                        QT_TR_NOOP("Share of the planned values that the user's turns name"),
                                        QT_TR_NOOP("Turns that name a value before it is due"),
                                        QT_TR_NOOP("Turns that speak against the filters"),
                                        QT_TR_NOOP("Confused roles, repeated tracks and replaced genres"),
                                        QT_TR_NOOP("ok: no check found anything"),
                                        QT_TR_NOOP("The beginning of the dialogue")};
    if (role == Qt::DisplayRole)
        return tr(titles[section]);
    return role == Qt::ToolTipRole ? QVariant(tr(hints[section])) : QVariant();
}

} // namespace antiphon
