#include "ui/coding/incidentpage.h"

#include "core/base/tablefile.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/incidentmodel.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QString tsvOf(const QList<IncidentRow>& incidents)
{
    QStringList lines;
    for (const IncidentRow& incident : incidents) {
        QStringList cells{incident.dialogue,
                          incident.target.turn ? QString::number(incident.place.position + 1) : QString(),
                          incident.before, incident.words, incident.after};
        for (QString& cell : cells)
            cell = cell.simplified();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

QString codingsText(qint64 count)
{
    return countedText(count, IncidentPage::tr("coding"), IncidentPage::tr("codings"));
}

} // namespace

// These keys are the table's own while it has the focus, whatever the station uses them for.
bool IncidentTable::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* press = static_cast<QKeyEvent*>(event);
        const bool isPlain = press->modifiers() == Qt::NoModifier;
        if (press->matches(QKeySequence::Copy) ||
            (isPlain && (press->key() == Qt::Key_Space || press->key() == Qt::Key_Delete))) {
            event->accept();
            return true;
        }
    }
    return CalmTable::event(event);
}

void IncidentTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else if (event->key() == Qt::Key_Space)
        Q_EMIT tickRequested();
    else if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::NoModifier)
        Q_EMIT takeOffRequested();
    else
        CalmTable::keyPressEvent(event);
}

IncidentPage::IncidentPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_model(new IncidentModel(desk.context().session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    makeHead(column);
    makeFoot(column);
    m_finder = new CodeFinder(this);
    setFocusProxy(m_table);
    connectParts();
    showTitle();
    showTicks();
}

void IncidentPage::makeHead(QLayout* column)
{
    auto* head = new QWidget(this);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    rows->setSpacing(metrics::gap);
    m_title = new SectionHeader({}, {}, head);
    m_filter = new SearchField(tr("Filter by words or dialogue"), head);
    m_filter->setMaximumWidth(280);
    auto* copyAll = new QPushButton(tr("Copy"), head);
    copyAll->setToolTip(tr("Copy the rows ticked or chosen, else all"));
    auto* write = new QPushButton(tr("Export table"), head);
    m_table = new IncidentTable(head);
    m_table->setModel(m_model);
    m_table->setEmptyText(
        tr("You have put this code on nothing that fits. Codings appear here as you code."));
    m_table->setExportable(true);
    m_table->setAccessibleName(tr("Codings of the code in hand"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicator(IncidentModel::DialogueColumn, Qt::AscendingOrder);
    header->setStretchLastSection(false);
    for (const int prose :
         {IncidentModel::BeforeColumn, IncidentModel::WordsColumn, IncidentModel::AfterColumn})
        header->setSectionResizeMode(prose, QHeaderView::Stretch);
    header->resizeSection(IncidentModel::DialogueColumn, 150);
    header->resizeSection(IncidentModel::TurnColumn, 84);
    header->resizeSection(IncidentModel::MadeColumn, 130);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(metrics::gap);
    bar->addWidget(m_filter, 1);
    bar->addStretch();
    bar->addWidget(copyAll);
    bar->addWidget(write);
    rows->addWidget(m_title);
    rows->addLayout(bar);
    rows->addWidget(m_table, 1);
    column->addWidget(head);
    connect(copyAll, &QPushButton::clicked, this, &IncidentPage::copy);
    connect(write, &QPushButton::clicked, this, &IncidentPage::exportCsv);
}

void IncidentPage::makeFoot(QLayout* column)
{
    column->addWidget(new Hairline(Qt::Horizontal, this));
    auto* foot = new QWidget(this);
    foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::gap);
    row->setSpacing(metrics::gap);
    m_ticks = new TextLabel({}, TextSize::Body, Tone::Muted, foot);
    m_name = new QLineEdit(foot);
    m_name->setPlaceholderText(tr("Name of the new code"));
    m_name->setAccessibleName(tr("Name of the new code"));
    m_name->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_name->setFixedWidth(220);
    m_split = new QPushButton(tr("Split off"), foot);
    m_split->setToolTip(tr("Give these codings to a new code beside this one"));
    makePrimary(m_split);
    m_recode = new QPushButton(tr("Re-code …"), foot);
    m_recode->setToolTip(tr("Give these codings another code"));
    m_takeOff = new QPushButton(tr("Take off"), foot);
    m_takeOff->setToolTip(tr("Take these codings off their turns (Delete); undo brings them back"));
    row->addWidget(m_ticks, 1);
    row->addWidget(m_takeOff);
    row->addWidget(m_recode);
    row->addSpacing(metrics::gap);
    row->addWidget(m_name);
    row->addWidget(m_split);
    column->addWidget(foot);
}

void IncidentPage::connectParts()
{
    connect(&m_desk.tree(), &CodeTreeDesk::inHandChanged, this, &IncidentPage::refresh);
    connect(&m_desk.tree(), &CodeTreeDesk::splitBegun, this, &IncidentPage::beginSplit);
    connect(&m_desk.context().session, &ProjectSession::changed, this, &IncidentPage::refresh);
    connect(&m_desk, &CodingDesk::codersChanged, this, &IncidentPage::refresh);
    connect(&m_desk, &CodingDesk::codebookChanged, this, &IncidentPage::showTitle);
    connect(m_model, &IncidentModel::listed, this, &IncidentPage::showTitle);
    connect(m_model, &IncidentModel::listed, this, &IncidentPage::showTicks);
    connect(m_model, &IncidentModel::ticksChanged, this, &IncidentPage::showTicks);
    connect(m_model, &IncidentModel::broken, this,
            [this](const Error& error) { m_desk.context().notify(noticeOf(error)); });
    connect(m_filter, &SearchField::searchChanged, this, &IncidentPage::read);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &IncidentPage::showTicks);
    connect(m_table, &CalmTable::rowActivated, this, &IncidentPage::goTo);
    connect(m_table, &CalmTable::exportRequested, this, &IncidentPage::exportCsv);
    connect(m_table, &IncidentTable::tickRequested, this, &IncidentPage::tickChosen);
    connect(m_table, &IncidentTable::takeOffRequested, this, &IncidentPage::takeOff);
    connect(m_table, &IncidentTable::copyRequested, this, &IncidentPage::copy);
    connect(m_recode, &QPushButton::clicked, this, &IncidentPage::recode);
    connect(m_takeOff, &QPushButton::clicked, this, &IncidentPage::takeOff);
    connect(m_split, &QPushButton::clicked, this, &IncidentPage::split);
    connect(m_name, &QLineEdit::returnPressed, this, &IncidentPage::split);
    connect(m_name, &QLineEdit::textChanged, this, &IncidentPage::showTicks);
}

void IncidentPage::refresh()
{
    m_stale = true;
    if (isVisible())
        read();
}

void IncidentPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

void IncidentPage::read()
{
    m_stale = false;
    IncidentQuery query = m_model->query();
    query.code = m_desk.tree().inHand();
    query.coder = m_desk.coderId();
    query.typed = m_filter->text();
    m_model->setQuery(query);
}

void IncidentPage::beginSplit()
{
    refresh();
    m_name->clear();
    m_table->setFocus(Qt::OtherFocusReason);
}

void IncidentPage::showTitle()
{
    const Code* code = m_desk.codeById(m_desk.tree().inHand());
    m_title->setTitle(code ? tr("Incidents of %1").arg(code->name) : tr("No code is in hand"));
    m_title->setRemark(codingsText(m_model->rowCount()));
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
}

std::optional<Code> IncidentPage::newCode() const
{
    const Code* from = m_desk.codeById(m_desk.tree().inHand());
    if (!from)
        return std::nullopt;
    Code code;
    code.name = m_name->text().trimmed();
    code.facet = from->facet;
    code.parent = from->parent;
    code.colour = from->colour;
    return checkCode(m_desk.codes(), code) ? std::optional(code) : std::nullopt;
}

void IncidentPage::showTicks()
{
    const qsizetype go = concerned().size();
    const qsizetype ticked = m_model->ticked().size();
    if (ticked > 0)
        m_ticks->setText(tr("%1 of %2 ticked, %3 stay")
                             .arg(countText(ticked), countText(m_model->rowCount()),
                                  countText(m_model->rowCount() - ticked)));
    else
        m_ticks->setText(go > 0 ? tr("%1 chosen. Space ticks, Shift chooses several.").arg(countText(go))
                                : tr("Space ticks a row, Ctrl+A chooses all."));
    for (QPushButton* button : {m_recode, m_takeOff})
        button->setEnabled(go > 0);
    m_split->setEnabled(go > 0 && newCode().has_value());
}

QList<CodingId> IncidentPage::chosen() const
{
    QList<CodingId> codings;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& index : rows)
        codings << m_model->ids()[index.row()];
    return codings;
}

QList<CodingId> IncidentPage::concerned() const
{
    const QList<CodingId> ticked = m_model->ticked();
    return ticked.isEmpty() ? chosen() : ticked;
}

void IncidentPage::tickChosen()
{
    QList<CodingId> rows = chosen();
    if (rows.isEmpty() && m_table->currentIndex().isValid())
        rows << m_model->ids()[m_table->currentIndex().row()];
    const QList<CodingId> ticked = m_model->ticked();
    const bool all = std::all_of(rows.begin(), rows.end(), [&](CodingId id) { return ticked.contains(id); });
    m_model->setTicked(rows, all ? Qt::Unchecked : Qt::Checked);
}

void IncidentPage::goTo(int row)
{
    const IncidentRow* incident = m_model->incidentAt(row);
    if (!incident)
        return;
    m_desk.context().navigate(QStringLiteral("code"), QStringLiteral("dialogue/%1/turn/%2")
                                                          .arg(incident->place.dialogue.toText())
                                                          .arg(incident->place.position + 1));
}

void IncidentPage::copy()
{
    const QList<CodingId> rows = concerned();
    m_desk.context().session.read<QList<IncidentRow>>(
        this,
        [ids = rows.isEmpty() ? m_model->ids() : rows](const Connection& connection) {
            return readIncidentRows(connection, ids);
        },
        [](const Result<QList<IncidentRow>>& incidents) {
            if (incidents)
                QApplication::clipboard()->setText(tsvOf(*incidents));
        },
        QStringLiteral("coding.incidentcopy"));
}

void IncidentPage::exportCsv()
{
    const Code* code = m_desk.codeById(m_desk.tree().inHand());
    const FileQuestion question{tr("Export incidents"),
                                QStringLiteral("%1.csv").arg(code ? code->name : QStringLiteral("incidents")),
                                tr("Table (*.csv);;Excel (*.xlsx)")};
    m_desk.context().files.save(this, question, [this](const QString& path) {
        m_desk.context().session.read<bool>(
            this,
            [ids = m_model->ids(), path](const Connection& connection) -> Result<bool> {
                ANTIPHON_TRY_ASSIGN(const QList<IncidentRow> incidents, readIncidentRows(connection, ids));
                ANTIPHON_TRY(writeTableFile(path, incidentCsv(incidents)));
                return true;
            },
            [this, path](const Result<bool>& written) {
                m_desk.context().notify(written ? Notice{NoticeKind::Done, tr("Wrote %1").arg(path)}
                                                : noticeOf(written.error()));
            });
    });
}

void IncidentPage::recode()
{
    const QList<CodingId> codings = concerned();
    QList<Code> others = m_desk.codes();
    others.removeIf([this](const Code& code) { return !code.codable || code.id == m_desk.tree().inHand(); });
    const QRect near(m_recode->mapTo(this, QPoint(0, -metrics::gap)), m_recode->size());
    m_finder->choose(tr("Re-code %1 with").arg(codingsText(codings.size())), others, near,
                     [this, codings](const Code& code) { m_desk.tree().recode(codings, code); });
}

void IncidentPage::takeOff()
{
    if (const QList<CodingId> codings = concerned(); !codings.isEmpty())
        m_desk.tree().takeOff(codings);
}

void IncidentPage::split()
{
    const auto code = newCode();
    const QList<CodingId> codings = concerned();
    if (!code || codings.isEmpty())
        return;
    m_name->clear();
    m_desk.tree().split(m_desk.tree().inHand(), {{*code, codings}});
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace antiphon
