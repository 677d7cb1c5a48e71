#include "ui/corpus/corpusview.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "ui/corpus/dialoguelist.h"
#include "ui/corpus/dialoguepane.h"
#include "ui/corpus/importjob.h"
#include "ui/corpus/importpanel.h"
#include "ui/corpus/sourcepanel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QDropEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// Local files of a drop; projects and packets are the window's.
QStringList droppedFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        const QString file = url.toLocalFile();
        if (file.endsWith(QLatin1String(".antiphon")) || file.endsWith(QLatin1String(".antiphon-packet")))
            return {};
        if (!file.isEmpty())
            files << file;
    }
    return files;
}

struct ExportChoice
{
    ExportFormat format;
    const char* ending;
    const char* title;
};
constexpr ExportChoice exportChoices[] = {
    {ExportFormat::Native, "jsonl", QT_TRANSLATE_NOOP("CorpusView", "Antiphon JSON lines…")},
    {ExportFormat::LpList, "json", QT_TRANSLATE_NOOP("CorpusView", "LP-MusicDialog records…")},
    {ExportFormat::Chat, "jsonl", QT_TRANSLATE_NOOP("CorpusView", "Chat JSON lines…")},
    {ExportFormat::Csv, "csv", QT_TRANSLATE_NOOP("CorpusView", "CSV of turns…")},
};

} // namespace

CorpusView::CorpusView(WorkspaceContext context, QWidget* parent)
    : QWidget(parent),
      m_context(std::move(context)),
      m_import(new ImportPanel(m_context, this)),
      m_sources(new SourcePanel(this)),
      m_list(new DialogueList(m_context.session, this)),
      m_pane(new DialoguePane(m_context.session, this)),
      m_empty(new EmptyView(QStringLiteral("corpus"),
                            tr("Dialogues about music are read and searched here. "
                               "Drop a file of them, or choose one."),
                            this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_stack(new QStackedWidget(this))
{
    compose();
    connectParts();
    setAcceptDrops(true);
    reloadSources();
}

void CorpusView::compose()
{
    constexpr int sourcesWidth = 216;
    constexpr int listWidth = 560;
    constexpr int paneWidth = 440;
    m_splitter->addWidget(m_sources);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_pane);
    m_splitter->setSizes({sourcesWidth, listWidth, paneWidth});
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(new QWidget(m_stack)); // nothing is known yet
    m_stack->setCurrentIndex(2);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_import);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_list);
}

void CorpusView::connectParts()
{
    connect(m_empty->setButton(tr("Import a corpus")), &QPushButton::clicked, this, &CorpusView::importFiles);
    connect(m_empty->setLink(tr("Open the sample project")), &QPushButton::clicked, this,
            [this] { m_context.navigate(QStringLiteral("shell"), QStringLiteral("sample")); });
    connect(m_sources, &SourcePanel::importRequested, this, &CorpusView::importFiles);
    connect(m_sources, &SourcePanel::removeRequested, this, &CorpusView::removeSource);
    connect(m_sources, &SourcePanel::menuRequested, this, &CorpusView::showSourceMenu);
    connect(m_sources, &SourcePanel::sourceSelected, this,
            [this] { m_list->setSource(m_sources->current()); });
    connect(m_list, &DialogueList::sourceCleared, this, [this] { m_sources->select({}); });
    connect(m_list, &DialogueList::exportRequested, this, &CorpusView::exportList);
    connect(m_list, &DialogueList::dialogueActivated, this, [this] { m_pane->setFocus(); });
    connect(m_list, &DialogueList::dialogueSelected, this,
            [this](const DialogueId& dialogue) { m_pane->show(dialogue, m_list->model().search()); });
    connect(m_pane, &DialoguePane::backRequested, this, [this] { m_list->setFocus(); });
    connect(m_pane, &DialoguePane::shown, this, m_context.showPlace);
    connect(m_import, &ImportPanel::imported, this, [this](const SourceId& source) {
        m_wantedSource = source;
        reloadSources();
    });
    connect(m_import, &ImportPanel::opened, m_empty, &QWidget::hide); // one next step at a time
    connect(m_import, &ImportPanel::closed, this, [this] {
        m_empty->setVisible(isEmpty());
        isEmpty() ? m_empty->setFocus() : m_list->setFocus();
    });
    const auto tell = [this](const Error& error) { m_context.notify(noticeOf(error)); };
    connect(m_list, &DialogueList::failed, this, tell);
    connect(m_pane, &DialoguePane::failed, this, tell);
    connect(&m_context.session, &ProjectSession::changed, this, &CorpusView::reloadSources);
}

bool CorpusView::isEmpty() const
{
    return m_stack->currentWidget() == m_empty;
}

void CorpusView::reloadSources()
{
    m_context.session.read<QList<Source>>(
        this, [](const Connection& db) { return readySources(db); },
        [this](Result<QList<Source>> sources) {
            if (sources)
                takeSources(*sources);
            else
                m_context.notify(noticeOf(sources.error()));
        },
        QStringLiteral("corpus-sources"));
}

void CorpusView::takeSources(const QList<Source>& sources)
{
    m_sources->setSources(sources);
    if (m_wantedSource && m_sources->model().indexOf(m_wantedSource).isValid())
        m_sources->select(std::exchange(m_wantedSource, std::nullopt));
    showPage(sources.isEmpty() ? static_cast<QWidget*>(m_empty) : m_splitter);
}

// Takes the focus along, where it is here and nobody types into the panel.
void CorpusView::showPage(QWidget* page)
{
    if (m_stack->currentWidget() == page)
        return;
    const QWidget* focus = QApplication::focusWidget();
    const bool ours = !focus || focus == this || isAncestorOf(focus);
    m_stack->setCurrentWidget(page);
    m_empty->setVisible(isEmpty() && !m_import->isVisible());
    setFocusProxy(isEmpty() ? static_cast<QWidget*>(m_empty) : m_list);
    if (ours && isVisible() && !m_import->isVisible())
        focusProxy()->setFocus();
}

bool CorpusView::hasSource() const
{
    return m_sources->current().has_value();
}

void CorpusView::importFiles()
{
    m_import->askForFiles();
}

void CorpusView::focusSearch()
{
    m_list->focusSearch();
}

// The dialogue may be outside of what is shown: all sources are shown then, without the search.
void CorpusView::showDialogue(DialogueId dialogue)
{
    m_wantedSource.reset();
    if (m_list->model().isLoading() || m_list->model().rowOf(dialogue) < 0) {
        m_list->setSearch({});
        m_sources->select({});
        m_list->setSource({});
    }
    m_list->select(dialogue);
}

void CorpusView::removeSource()
{
    const auto source = m_sources->current();
    if (!source)
        return;
    m_context.session.edit(
        tr("Remove %1").arg(source->name),
        [id = source->id](const Connection& db) { return setSourceState(db, id, SourceState::Removed); },
        this,
        [this, source](const Result<void>& removed) {
            if (removed)
                m_context.notify(Notice{NoticeKind::Done,
                                        tr("%1 and its %2 dialogues are removed.")
                                            .arg(source->name, countText(source->dialogues)),
                                        {},
                                        tr("Undo"),
                                        [&session = m_context.session] { session.undo(); }});
        });
}

void CorpusView::exportList()
{
    const FileQuestion question{tr("Export the list of dialogues"), tr("dialogues.csv"), tr("CSV (*.csv)")};
    m_context.files.save(this, question, [this](const QString& path) {
        startListExport(m_context, this, m_list->model().query(), path);
    });
}

void CorpusView::exportDialogues(ExportFormat format)
{
    const auto source = m_sources->current();
    if (!source)
        return;
    QString ending;
    for (const ExportChoice& choice : exportChoices) {
        if (choice.format == format)
            ending = QLatin1String(choice.ending);
    }
    const FileQuestion question{tr("Export the dialogues of %1").arg(source->name),
                                source->name + u'.' + ending, QStringLiteral("*.") + ending};
    m_context.files.save(this, question, [this, source, format](const QString& path) {
        startExport(m_context, this, *source, format, path);
    });
}

void CorpusView::showSourceMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu* exports = menu->addMenu(themeIcon(QStringLiteral("export")), tr("Export dialogues"));
    for (const ExportChoice& choice : exportChoices)
        exports->addAction(tr(choice.title), this,
                           [this, format = choice.format] { exportDialogues(format); });
    menu->addAction(themeIcon(QStringLiteral("trash")), tr("Remove"), QKeySequence::Delete, this,
                    &CorpusView::removeSource);
    menu->popup(position);
}

QJsonObject CorpusView::saveState() const
{
    QJsonArray sizes;
    for (const int size : m_splitter->sizes())
        sizes << size;
    const auto source = m_sources->current();
    const QHeaderView* header = m_list->table()->horizontalHeader();
    return QJsonObject{
        {QStringLiteral("sizes"), sizes},
        {QStringLiteral("source"), source ? source->id.toText() : QString()},
        {QStringLiteral("search"), m_list->model().search()},
        {QStringLiteral("dialogue"), m_list->selected().isNull() ? QString() : m_list->selected().toText()},
        {QStringLiteral("columns"), QString::fromLatin1(header->saveState().toBase64())},
    };
}

void CorpusView::restoreState(const QJsonObject& state)
{
    QList<int> sizes;
    const auto savedSizes = state[QStringLiteral("sizes")].toArray();
    for (const QJsonValue& size : savedSizes)
        sizes << size.toInt();
    if (sizes.size() == m_splitter->count())
        m_splitter->setSizes(sizes);
    const QByteArray columns = QByteArray::fromBase64(state[QStringLiteral("columns")].toString().toLatin1());
    m_list->table()->horizontalHeader()->restoreState(columns);
    m_wantedSource = SourceId::fromText(state[QStringLiteral("source")].toString());
    reloadSources();
    m_list->setSearch(state[QStringLiteral("search")].toString());
    if (const auto dialogue = DialogueId::fromText(state[QStringLiteral("dialogue")].toString()))
        m_list->select(*dialogue);
}

void CorpusView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CorpusView::dropEvent(QDropEvent* event)
{
    const QStringList files = droppedFiles(*event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    m_import->offer(files);
}

void CorpusView::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), tokensOf(palette()).window);
}

} // namespace antiphon
