#include "ui/generation/samplelistmodel.h"

#include "core/generation/samplestore.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QApplication>

namespace antiphon {

namespace {

using Standing = SampleColumns::Standing;

bool isNumber(int column)
{
    return column >= SampleListModel::Turns && column < SampleListModel::Preview;
}

std::optional<CheckKind> kindOf(int column)
{
    return column >= SampleListModel::FirstKind && column < SampleListModel::Preview
               ? std::optional(static_cast<CheckKind>(column - SampleListModel::FirstKind))
               : std::nullopt;
}

SampleKey keyOf(int column)
{
    using What = SampleKey::What;
    switch (column) {
    case SampleListModel::State:
        return {What::Decision};
    case SampleListModel::Turns:
        return {What::Turns};
    case SampleListModel::WordCount:
        return {What::Words};
    case SampleListModel::Recall:
        return {What::Recall};
    default:
        break;
    }
    const auto kind = kindOf(column);
    return kind ? SampleKey{What::OneKind, *kind} : SampleKey{What::Plan};
}

bool isGrave(CheckKind kind)
{
    return kind == CheckKind::FutureLeak || kind == CheckKind::Contradiction;
}

} // namespace

SampleListModel::SampleListModel(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
}

void SampleListModel::setRun(const std::optional<Run>& run)
{
    if (!run || !m_run || run->id != m_run->id) {
        beginResetModel();
        m_view.reset();
        m_pages.clear();
        m_asked.clear();
        ++m_generation;
        endResetModel();
    }
    m_run = run;
    ++m_question;
    refresh(Ask::Again);
}

void SampleListModel::setFilter(const SampleFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    refresh(Ask::Order);
}

void SampleListModel::sort(int column, Qt::SortOrder order)
{
    const SampleOrder wanted{keyOf(column), order == Qt::DescendingOrder};
    if (wanted == m_order)
        return;
    m_order = wanted;
    refresh(Ask::Order);
}

// Sorting and filtering touch the file only for a search; columns are read again only where something of the
// run changed.
Result<std::shared_ptr<const SampleListModel::View>>
SampleListModel::look(const Connection& connection, const Run& run, const std::shared_ptr<const View>& before,
                      bool again, const SampleFilter& filter, const SampleOrder& order)
{
    auto view = std::make_shared<View>();
    if (before)
        *view = View{before->columns, before->stamp, before->verdicts, {}};
    if (again || !before) {
        ANTIPHON_TRY_ASSIGN(view->stamp, sampleStamp(connection, run));
        ANTIPHON_TRY_ASSIGN(view->verdicts, sampleVerdicts(connection, run.id));
    }
    if (!before || before->stamp != view->stamp) {
        ANTIPHON_TRY_ASSIGN(SampleColumns columns, sampleColumns(connection, run.id));
        view->columns = std::make_shared<const SampleColumns>(std::move(columns));
    }
    std::vector<qint64> found;
    if (!filter.search.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(found, samplesThatSay(connection, run, filter.search));
    }
    view->rows = chooseSamples(*view->columns, view->verdicts, filter, order, found);
    return std::shared_ptr<const View>(std::move(view));
}

void SampleListModel::refresh(Ask what)
{
    if (!m_run)
        return;
    m_again = m_again || what == Ask::Again;
    m_asking = true;
    m_session.readAside<std::shared_ptr<const View>>(
        this,
        [run = *m_run, before = m_view, again = m_again, filter = m_filter, order = m_order](
            const Connection& connection) { return look(connection, run, before, again, filter, order); },
        [this, number = ++m_question](Result<std::shared_ptr<const View>> view) {
            if (number != m_question)
                return; // a newer question is under way
            m_asking = false;
            m_again = false;
            if (view)
                adopt(std::move(*view));
            else
                Q_EMIT failed(view.error());
        },
        QStringLiteral("generation.samples.list"));
}

void SampleListModel::adopt(std::shared_ptr<const View> view)
{
    const bool sameTexts = m_view && m_view->stamp == view->stamp;
    if (sameTexts && m_view->rows == view->rows) {
        m_view = std::move(view);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else {
        ++m_generation;
        beginResetModel();
        m_view = std::move(view);
        m_pages.clear();
        m_asked.clear();
        endResetModel();
    }
    Q_EMIT refreshed();
}

qint64 SampleListModel::planOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    return m_view->columns->plans[m_view->rows[static_cast<size_t>(row)]];
}

int SampleListModel::rowOfPlan(qint64 planOrdinal) const
{
    const qint64 at = m_view ? m_view->columns->rowOf(planOrdinal) : -1;
    if (at < 0)
        return -1;
    const auto found = std::find(m_view->rows.begin(), m_view->rows.end(), static_cast<quint32>(at));
    return found == m_view->rows.end() ? -1 : static_cast<int>(found - m_view->rows.begin());
}

const SampleVerdicts& SampleListModel::verdicts() const
{
    static const SampleVerdicts none;
    return m_view ? m_view->verdicts : none;
}

std::optional<SampleRow> SampleListModel::row(int row) const
{
    if (row < 0)
        return std::nullopt;
    const auto page = m_pages.constFind(row / pageRows);
    if (page == m_pages.cend() || row % pageRows >= page->size())
        return std::nullopt;
    return page->at(row % pageRows);
}

std::vector<qint64> SampleListModel::plansOfPage(int page) const
{
    std::vector<qint64> plans;
    for (int row = page * pageRows; row < std::min(rowCount(), (page + 1) * pageRows); ++row)
        plans.push_back(planOf(row));
    return plans;
}

void SampleListModel::ask(int page) const
{
    if (m_asked.contains(page) || !m_run)
        return;
    m_asked.insert(page);
    auto* self = const_cast<SampleListModel*>(this);
    m_session.read<QList<SampleRow>>(
        self,
        [run = *m_run, plans = plansOfPage(page)](const Connection& connection) {
            return sampleRows(connection, run, plans);
        },
        [self, page, generation = m_generation](Result<QList<SampleRow>> rows) {
            if (generation != self->m_generation)
                return;
            if (!rows) {
                Q_EMIT self->failed(rows.error());
                return;
            }
            self->m_pages.insert(page, std::move(*rows));
            const int last = std::min(self->rowCount(), (page + 1) * pageRows) - 1;
            Q_EMIT self->dataChanged(self->index(page * pageRows, 0), self->index(last, ColumnCount - 1));
        });
}

int SampleListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_view ? 0 : static_cast<int>(m_view->rows.size());
}

int SampleListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SampleListModel::stateText(size_t at, int row) const
{
    const SampleColumns& columns = *m_view->columns;
    if (columns.standing[at] == Standing::Failed)
        return tr("not written");
    switch (m_view->verdicts.value(columns.plans[at]).decision) {
    case SampleDecision::Accepted:
        return tr("accepted");
    case SampleDecision::SetAside:
        return tr("set aside");
    case SampleDecision::Open:
        break;
    }
    if (columns.standing[at] == Standing::Checked)
        return std::all_of(columns.findings.begin(), columns.findings.end(),
                           [at](const auto& counts) { return counts[at] == 0; })
                   ? tr("ok")
                   : tr("look");
    const auto read = this->row(row);
    return !read || !read->check ? QString() : read->check->isClean() ? tr("ok") : tr("look");
}

QString SampleListModel::numberText(int column, size_t at) const
{
    const auto value = sampleValue(*m_view->columns, m_view->verdicts, keyOf(column), at);
    if (!value)
        return QStringLiteral("–");
    return column == Recall ? QString::number(*value, 'f', 2) : countText(static_cast<qint64>(*value));
}

QVariant SampleListModel::colour(int column, size_t at) const
{
    const QPalette palette = QApplication::palette();
    const SampleColumns& columns = *m_view->columns;
    const auto kind = kindOf(column);
    if (kind && columns.findings[static_cast<size_t>(*kind)][at] > 0)
        return toneColour(isGrave(*kind) ? Tone::Danger : Tone::Warn, palette);
    if (kind || column == Preview)
        return toneColour(Tone::Muted, palette);
    if (column != State)
        return {};
    const SampleDecision decision = m_view->verdicts.value(columns.plans[at]).decision;
    if (decision == SampleDecision::SetAside || columns.standing[at] == Standing::Failed)
        return toneColour(Tone::Warn, palette);
    return decision == SampleDecision::Accepted ? toneColour(Tone::Ok, palette) : QVariant();
}

// Counts of an unchecked sample come with the page that was read of it.
QVariant SampleListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_view)
        return {};
    const size_t at = m_view->rows[static_cast<size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole)
        return colour(column, at);
    if (role == Qt::ToolTipRole && column == State)
        return m_view->verdicts.value(m_view->columns->plans[at]).comment;
    if (role != Qt::DisplayRole)
        return {};
    if (column == Number)
        return countText(m_view->columns->plans[at]);
    const bool unchecked = m_view->columns->standing[at] == Standing::Unchecked;
    const auto read = row(index.row());
    if (!read && (column == Preview || unchecked)) {
        ask(index.row() / pageRows);
        if (column != State)
            return {};
    }
    if (column == Preview)
        return read->preview;
    if (column == State)
        return stateText(at, index.row());
    if (!unchecked || !read->check)
        return numberText(column, at);
    const KeptCheck& check = *read->check;
    if (const auto kind = kindOf(column))
        return countText(check.count(*kind));
    return column == Recall ? QString::number(check.recall(), 'f', 2)
                            : countText(column == Turns ? check.turns : check.words);
}

QVariant SampleListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (const auto kind = kindOf(section))
        return role == Qt::DisplayRole   ? QVariant(checkName(*kind))
               : role == Qt::ToolTipRole ? QVariant(checkMethod(*kind))
                                         : QVariant();
    static const char* const titles[] = {QT_TR_NOOP("Sample"), QT_TR_NOOP("State"), QT_TR_NOOP("Turns"),
                                         QT_TR_NOOP("Words"), QT_TR_NOOP("Recall")};
    static const char* const hints[] = {
        QT_TR_NOOP("The number of the plan"),
        QT_TR_NOOP("What a person decided; else ok where no check found anything, or look"),
        QT_TR_NOOP("Turns of the dialogue"), QT_TR_NOOP("Words of all turns"),
        QT_TR_NOOP("Share of the planned values that the user's turns name")};
    const bool last = section == Preview;
    if (role == Qt::DisplayRole)
        return last ? tr("First words") : tr(titles[section]);
    if (role == Qt::ToolTipRole)
        return last ? tr("The beginning of the dialogue, or why there is none") : tr(hints[section]);
    return {};
}

} // namespace antiphon
