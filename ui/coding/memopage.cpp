#include "ui/coding/memopage.h"

#include "core/base/linereader.h"
#include "core/storage/project.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/memofilterbar.h"
#include "ui/coding/memopane.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { HeadingColumn, KindColumn, PlaceColumn, CoderColumn, EvidenceColumn, TimeColumn };

QList<TextCell> cellsOf(const ListedMemo& listed, TimePoint at)
{
    const QString heading = memoHeading(listed.memo.title, listed.memo.text);
    const QString place = memoPlaceText(listed.place);
    return {{heading, {}, listed.memo.text.left(600)},
            {listed.memo.kind == MemoKind::None ? QString() : memoKindTitle(listed.memo.kind)},
            {place, {}, place},
            {listed.coder},
            {listed.links > 0 ? countText(listed.links) : QString(), listed.links},
            {timeText(listed.memo.changedAt, at), listed.memo.changedAt}};
}

} // namespace

struct MemoPage::Answer
{
    QList<Coder> coders;
    QList<ListedMemo> memos;
};

MemoPage::MemoPage(CodingDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(makeList());
    m_side = new QStackedWidget(splitter);
    m_side->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    m_empty = new EmptyView(QStringLiteral("code"), {}, m_side);
    connect(m_empty->setButton(tr("New journal entry")), &QPushButton::clicked, this, &MemoPage::newEntry);
    m_sheet = new MemoPane(desk, m_side);
    m_side->addWidget(m_empty);
    m_side->addWidget(m_sheet);
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({720, 460});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(splitter, 1);
    setFocusProxy(m_table);
    connect(m_filters, &MemoFilterBar::changed, this, &MemoPage::read);
    connect(m_sheet, &MemoPane::saved, this, [this](MemoId memo) {
        m_wanted = memo;
        m_writing = false;
    });
    connect(m_sheet, &MemoPane::closed, this, [this] {
        m_writing = false;
        m_side->setCurrentWidget(m_empty);
        openCurrent();
        m_table->setFocus();
    });
    connect(&desk, &CodingDesk::codersChanged, this, &MemoPage::read);
    connect(&desk, &CodingDesk::codebookChanged, this, [this] { m_filters->setCodes(m_desk.codes()); });
    connect(&desk.context().session, &ProjectSession::changed, this, &MemoPage::read);
    m_filters->setCodes(desk.codes());
    m_side->setCurrentWidget(m_empty);
}

QWidget* MemoPage::makeHead()
{
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::gap);
    column->setSpacing(metrics::gap);
    m_title = new SectionHeader(tr("Memos"), {}, head);
    m_filters = new MemoFilterBar(head);
    auto* add = new QPushButton(tr("New journal entry"), head);
    add->setIcon(themeIcon(QStringLiteral("add")));
    add->setToolTip(tr("Write down what you think now (Alt+J)"));
    connect(add, &QPushButton::clicked, this, &MemoPage::newEntry);
    auto* write = new QPushButton(tr("Export"), head);
    write->setToolTip(tr("Write the memos shown to a file"));
    auto* menu = new QMenu(write);
    connect(menu->addAction(tr("For a word processor (ODT)")), &QAction::triggered, this,
            [this] { askForFile(QStringLiteral("memos.odt"), tr("OpenDocument text (*.odt)")); });
    connect(menu->addAction(tr("Markdown")), &QAction::triggered, this,
            [this] { askForFile(QStringLiteral("memos.md"), tr("Markdown (*.md)")); });
    write->setMenu(menu);
    auto* row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(add);
    row->addWidget(write);
    column->addLayout(row);
    column->addWidget(m_filters);
    return head;
}

QWidget* MemoPage::makeList()
{
    m_model = new TextTableModel({{tr("Memo")},
                                  {tr("Kind")},
                                  {tr("On")},
                                  {tr("Coder")},
                                  {tr("Evidence"), Qt::AlignRight},
                                  {tr("Changed")}},
                                 TextTableModel::Boxes::None, this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(TextTableModel::sortRole);
    m_table = new CalmTable(this);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Memos"));
    m_table->setExportable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(HeadingColumn, QHeaderView::Stretch);
    header->resizeSection(KindColumn, 128);
    header->resizeSection(PlaceColumn, 160);
    header->resizeSection(CoderColumn, 72);
    header->resizeSection(EvidenceColumn, 80);
    header->resizeSection(TimeColumn, 104);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MemoPage::openCurrent);
    connect(m_table, &CalmTable::exportRequested, this,
            [this] { askForFile(QStringLiteral("memos.odt"), tr("Document (*.odt *.md)")); });
    connect(m_table, &CalmTable::rowActivated, this, [this] { m_sheet->setFocus(); });
    return m_table;
}

// Keys that the station has another use for beside the dialogue.
bool MemoPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Find) || (key->key() == Qt::Key_Delete && m_table->hasFocus())) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void MemoPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void MemoPage::read()
{
    if (!isVisible())
        return;
    m_desk.context().session.read<Answer>(
        this,
        [query = m_filters->query()](const Connection& connection) -> Result<Answer> {
            Answer answer;
            ANTIPHON_TRY_ASSIGN(answer.coders, memoCoders(connection));
            ANTIPHON_TRY_ASSIGN(answer.memos, listMemos(connection, query));
            return answer;
        },
        [this](const Result<Answer>& answer) {
            if (answer)
                adopt(*answer);
            else
                m_desk.context().notify(noticeOf(answer.error()));
        },
        QStringLiteral("coding.memolist"));
}

void MemoPage::adopt(const Answer& answer)
{
    m_filters->setCoders(answer.coders);
    m_rows = answer.memos;
    m_sheet->setOthers(m_rows);
    showRows();
    m_title->setRemark(m_rows.isEmpty() ? QString() : countedText(m_rows.size(), tr("memo"), tr("memos")));
    m_table->setEmptyText(m_filters->filters()
                              ? tr("No memo fits the filter.")
                              : tr("Memos on turns (M), codes, dialogues and the project are listed here."));
    m_empty->setSentence(m_rows.isEmpty() ? tr("Write down what you think while you code.")
                                          : tr("Choose a memo, or write a new one."));
    m_sheet->refresh();
}

void MemoPage::showRows()
{
    const MemoId kept = m_wanted.isNull() ? m_sheet->memo() : m_wanted;
    const TimePoint at = now();
    QList<QList<TextCell>> cells;
    for (const ListedMemo& listed : std::as_const(m_rows))
        cells << cellsOf(listed, at);
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_model->setRows(std::move(cells));
    }
    if (!m_writing)
        select(kept);
}

void MemoPage::select(MemoId memo)
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].memo.id != memo)
            continue;
        m_wanted = {};
        m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
        m_table->viewport()->update();
        openCurrent();
        return;
    }
    if (m_wanted.isNull())
        m_table->setCurrentIndex(m_sorted->index(0, 0));
}

void MemoPage::openCurrent()
{
    const int row = m_sorted->mapToSource(m_table->currentIndex()).row();
    if (row < 0 || row >= m_rows.size())
        return;
    m_writing = false;
    m_sheet->open(m_rows[row].memo.id);
    m_side->setCurrentWidget(m_sheet);
}

void MemoPage::beginOn(const MemoAnchor& anchor)
{
    m_writing = true;
    m_side->setCurrentWidget(m_sheet);
    m_sheet->begin(memoOn(anchor, {}));
}

void MemoPage::newEntry()
{
    beginOn({MemoTarget::Journal, {}, {}});
}

void MemoPage::navigate(const QString& target)
{
    const QStringList parts = target.split(u'/');
    const auto id = idFromText(parts.value(parts.size() > 2 ? 2 : 0));
    if (parts.first() == QLatin1String("new")) {
        const bool onCode = parts.value(1) == QLatin1String("code") && id;
        const bool onProject = parts.value(1) == QLatin1String("project");
        beginOn(onCode ? MemoAnchor{MemoTarget::Code, *id, {}}
                       : MemoAnchor{onProject ? MemoTarget::Project : MemoTarget::Journal, {}, {}});
    } else if (id) {
        m_wanted = MemoId(*id);
        m_writing = false;
        m_filters->clear();
        read();
    }
}

void MemoPage::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const int row = m_sorted->mapToSource(m_table->currentIndex()).row();
    if (plain && event->key() == Qt::Key_Delete && m_table->hasFocus() && row >= 0) {
        m_desk.memos().remove(m_rows[row].memo);
    } else if (event->matches(QKeySequence::Find)) {
        m_filters->focusText();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void MemoPage::askForFile(const QString& name, const QString& filter)
{
    m_desk.context().files.save(this, {tr("Export memos"), name, filter},
                                [this](const QString& path) { exportTo(path); });
}

void MemoPage::exportTo(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    m_desk.context().jobs.start<int>(
        tr("Writing %1").arg(name), this,
        [path, project = m_desk.context().session.path(),
         query = m_filters->query()](const JobContext&) -> Result<int> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project, Access::ReadOnly));
            ANTIPHON_TRY_ASSIGN(const auto sheets, memoSheets(connection, query));
            const QString title = MemoPage::tr("Memos of %1").arg(QFileInfo(project).completeBaseName());
            QByteArray bytes = memosMarkdown(sheets, title);
            if (path.endsWith(QLatin1String(".odt"), Qt::CaseInsensitive)) {
                ANTIPHON_TRY_ASSIGN(bytes, memosOdt(sheets, title));
            }
            ANTIPHON_TRY(writeWholeFile(path, bytes));
            return static_cast<int>(sheets.size());
        },
        [this, name](const Result<int>& written) {
            if (written)
                m_desk.context().notify(
                    {NoticeKind::Done,
                     tr("Wrote %1 to %2.").arg(countedText(*written, tr("memo"), tr("memos")), name)});
        });
}

} // namespace antiphon
