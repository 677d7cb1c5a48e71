#include "ui/coding/codingview.h"

#include "core/coding/memostore.h"
#include "ui/coding/codebookpane.h"
#include "ui/coding/codeeditor.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codepanel.h"
#include "ui/coding/coderbar.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/comparisondesk.h"
#include "ui/coding/dialoguefind.h"
#include "ui/coding/exchangefiles.h"
#include "ui/coding/memopanel.h"
#include "ui/coding/mergefiles.h"
#include "ui/coding/mergepanel.h"
#include "ui/coding/propositions/propositionfinder.h"
#include "ui/coding/recentcodes.h"
#include "ui/coding/saturationhint.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/coding/targetacts.h"
#include "ui/coding/targetdesk.h"
#include "ui/coding/textcorrector.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int codebookWidth = 262;
constexpr int sideWidth = 300;
enum PageIndex { EmptyPage, CodePage }; // the others behind them, as they are made

QVBoxLayout* paneColumn(QWidget* pane)
{
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(metrics::padding, metrics::padding - 4, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    return column;
}

} // namespace

CodingView::CodingView(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_desk(new CodingDesk(context, this)),
      m_suggestions(new SuggestionDesk(*m_desk, m_desk))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTopBar());
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyView(QStringLiteral("code"), tr("There is no dialogue to code yet."), m_pages);
    connect(m_empty->setButton(tr("Import dialogues")), &QPushButton::clicked, this,
            [this] { m_desk->context().navigate(QStringLiteral("corpus"), QStringLiteral("import")); });
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeCodePage());
    column->addWidget(m_pages, 1);
    setFocusProxy(m_dialogue);
    connectDesk();
    connectPanels();
    m_pages->hide(); // until the first answer: neither page is true before
    m_desk->refresh();
}

QWidget* CodingView::makeTopBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding - 4, 6, metrics::padding, 6);
    row->setSpacing(metrics::gap);
    m_tabs = new TabStrip(bar);
    m_tabs->addPage(tr("Code"));
    for (const CodingPage& page : std::as_const(m_others)) {
        m_tabs->addPage(page.title);
        m_tabs->setTabVisible(m_tabs->count() - 1, !page.isAside);
    }
    m_tabs->setAccessibleName(tr("Pages"));
    m_source = new QComboBox(bar);
    m_source->setAccessibleName(tr("Source"));
    m_source->setToolTip(tr("The source whose dialogues are coded"));
    m_coders = new CoderBar(*m_desk, bar);
    auto* more = new QToolButton(bar);
    more->setIcon(themeIcon(QStringLiteral("more")));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setAccessibleName(tr("Import and export"));
    more->setToolTip(tr("Import and export codings, codebook and projects"));
    auto* menu = new QMenu(more);
    const QList<FileAct> files =
        codingFileActs(*m_desk, this) + exchangeFileActs(*m_desk, this) + mergeFileActs(*m_desk, this);
    for (const FileAct& act : files)
        connect(menu->addAction(act.title), &QAction::triggered, this, act.run);
    more->setMenu(menu);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_source);
    row->addWidget(m_coders);
    row->addWidget(more);
    return bar;
}

QWidget* CodingView::makeCodePage()
{
    m_splitter = new QSplitter(m_pages);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeCodebookPane());
    m_splitter->addWidget(makeDialoguePane());
    m_splitter->addWidget(makeCodePane());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({codebookWidth, 640, sideWidth});
    return m_splitter;
}

QWidget* CodingView::makeCodebookPane()
{
    m_codebook = new CodebookPane(*m_desk, m_splitter);
    connect(m_codebook, &CodebookPane::newCodeRequested, this, &CodingView::newCode);
    connect(m_codebook, &CodebookPane::editRequested, this, &CodingView::editCode);
    connect(m_codebook, &CodebookPane::mergeRequested, this, &CodingView::openMerge);
    connect(m_codebook->tree(), &CodeTree::codeActivated, this, &CodingView::apply);
    connect(m_codebook->tree(), &CodeTree::currentCodeChanged, this, [this] {
        if (const auto code = m_codebook->tree()->currentCode())
            m_desk->tree().takeInHand(code->id);
    });
    connect(&m_desk->tree(), &CodeTreeDesk::splitBegun, this, [this] {
        setPage(QStringLiteral("incidents"));
        focusProxy()->setFocus();
    });
    connect(&m_desk->tree(), &CodeTreeDesk::inHandChanged, this, [this] {
        m_codebook->tree()->setCurrentCode(inHand());
        showCodeInHand();
    });
    return m_codebook;
}

QWidget* CodingView::makeDialoguePane()
{
    auto* pane = new QWidget(m_splitter);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_dialogueTitle = new SectionHeader({}, {}, pane);
    m_dialogueTitle->setContentsMargins(metrics::padding, metrics::padding - 4, metrics::padding,
                                        metrics::gap);
    m_dialogue = new DialogueView(pane);
    m_dialogue->setEnterOpensTracks(false);
    m_find = new DialogueFind(*m_desk, *m_dialogue, pane);
    m_targets = new TargetDesk(*m_desk, *m_dialogue, this);
    m_recent = new RecentCodes([this](CodeId id) { return m_desk->codeById(id); },
                               [this](int place) {
                                   const TargetAct act = recentAct(place);
                                   return keyText(keysOf({act.id, act.title, act.keys}));
                               },
                               pane);
    m_keys = new KeyLine(pane);
    m_finder = new CodeFinder(pane);
    m_propositions = new PropositionFinder(*m_desk, pane);
    m_corrector = new TextCorrector(pane);
    column->addWidget(m_dialogueTitle);
    column->addWidget(new SaturationHint(*m_desk, pane));
    column->addWidget(m_find);
    column->addWidget(m_dialogue, 1);
    column->addWidget(m_recent);
    column->addWidget(m_keys);
    pane->setMinimumWidth(320);
    return pane;
}

QWidget* CodingView::makeCodePane()
{
    m_side = new QScrollArea(m_splitter);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setMinimumWidth(240);
    auto* content = new QWidget(m_side);
    auto* column = paneColumn(content);
    m_codePanel = new CodePanel(content);
    m_editor = new CodeEditor(
        [this](const QString& key) {
            const auto& actOf = m_desk->context().commandOfKeys;
            return actOf ? actOf(QStringLiteral("code"), QKeySequence(key)) : QString();
        },
        content);
    m_memos = new MemoPanel(*m_desk, content);
    m_merge = new MergePanel(*m_desk, content);
    m_merge->hide();
    auto* compare = new ComparePanel(content);
    m_comparison = new ComparisonDesk(*m_desk, compare, this);
    m_editor->hide();
    column->addWidget(compare);
    column->addSpacing(metrics::padding);
    column->addWidget(m_codePanel);
    column->addWidget(m_editor);
    column->addWidget(m_merge);
    column->addSpacing(metrics::padding);
    column->addWidget(m_memos);
    column->addStretch();
    m_side->setWidget(content);
    return m_side;
}

void CodingView::connectDesk()
{
    connect(m_desk, &CodingDesk::codebookChanged, this, &CodingView::showCodebook);
    connect(m_desk, &CodingDesk::codersChanged, this, &CodingView::showChoices);
    connect(m_desk, &CodingDesk::sourcesChanged, this, &CodingView::showChoices);
    connect(m_desk, &CodingDesk::dialogueShown, this, &CodingView::showDialogue);
    connect(m_desk, &CodingDesk::codingsChanged, this, &CodingView::showCodings);
    connect(m_suggestions, &SuggestionDesk::said, this, &CodingView::say);
    connect(m_suggestions, &SuggestionDesk::changed, this, [this] {
        if (m_dialogue->property("dialogue").toString() == m_desk->dialogue().id.toText())
            m_dialogue->updateDocument(document());
        updateHints();
    });
    connect(m_desk, &CodingDesk::said, this, &CodingView::say);
    connect(m_find, &DialogueFind::said, this, &CodingView::say);
    connect(m_targets, &TargetDesk::said, this, &CodingView::say);
    connect(m_targets, &TargetDesk::gave, this, &CodingView::showGiven);
    connect(m_targets, &TargetDesk::aimChanged, this, [this] {
        showCodings();
        if (const QString aim = m_targets->aimText(); !aim.isEmpty())
            say(aim);
    });
    connect(m_corrector, &TextCorrector::corrected, m_desk, &CodingDesk::correctText);
    connect(m_corrector, &TextCorrector::closed, m_dialogue, [this] { m_dialogue->setFocus(); });
}

void CodingView::connectPanels()
{
    connect(m_tabs, &QTabBar::currentChanged, this, &CodingView::showPage);
    connect(m_source, &QComboBox::activated, this, [this] {
        m_desk->chooseSource(SourceId::fromText(m_source->currentData().toString()).value_or(SourceId()));
        m_dialogue->setFocus();
    });
    connect(m_coders, &CoderBar::finished, m_dialogue, [this] { m_dialogue->setFocus(); });
    connect(m_dialogue, &DialogueView::currentTurnChanged, this, &CodingView::showTurn);
    connect(m_dialogue, &DialogueView::selectionChanged, this, &CodingView::updateHints);
    connect(m_dialogue, &DialogueView::turnActivated, this, &CodingView::findCode);
    connect(m_dialogue, &DialogueView::chipClicked, this, [this](int turn, int chip) {
        if (m_suggestions->acceptChip(turn, chip))
            return;
        if (const QList<Code> codes = m_desk->codesOn(turn); chip < codes.size())
            m_desk->tree().takeInHand(codes[chip].id);
    });
    connect(m_finder, &CodeFinder::chosen, this, &CodingView::apply);
    connect(m_finder, &CodeFinder::closed, m_dialogue, [this] { m_dialogue->setFocus(); });
    connect(m_propositions, &PropositionFinder::closed, m_dialogue, [this] { m_dialogue->setFocus(); });
    connect(m_propositions, &PropositionFinder::said, this, &CodingView::say);
    connect(m_codePanel, &CodePanel::editRequested, this, &CodingView::editCode);
    connect(m_codePanel, &CodePanel::incidentsRequested, this,
            [this] { setPage(QStringLiteral("incidents")); });
    connect(&m_desk->tree(), &CodeTreeDesk::useRead, m_codePanel,
            [this](const CodeUse& use) { m_codePanel->showUse(use, m_desk->codes()); });
    connect(&m_desk->tree(), &CodeTreeDesk::recipesRead, m_codePanel, &CodePanel::showRecipes);
    connect(m_comparison, &ComparisonDesk::goTo, this,
            [this](const TurnPlace& place) { m_desk->showDialogue(place.dialogue, place.position); });
    connect(m_comparison, &ComparisonDesk::splitRequested, this,
            [this](const Code& code) { m_desk->tree().beginSplit(code.id); });
    connect(m_comparison, &ComparisonDesk::left, m_dialogue, [this] { m_dialogue->setFocus(); });
    connect(m_comparison, &ComparisonDesk::listRequested, this,
            [this] { setPage(QStringLiteral("comparisons")); });
    connect(m_editor, &CodeEditor::cancelled, this, &CodingView::closeEditor);
    connect(m_editor, &CodeEditor::saved, this, &CodingView::saveCode);
    connect(m_editor, &CodeEditor::deleted, this, [this](const Code& code) {
        closeEditor();
        m_desk->tree().remove({{code.id, {}}}, CodesBelow::Keep);
    });
    connect(m_merge, &MergePanel::closed, this, [this] {
        showInSide(m_codePanel);
        m_codebook->tree()->setFocus();
    });
    connect(m_memos, &MemoPanel::finished, m_dialogue, [this] { m_dialogue->setFocus(); });
}

int CodingView::turn() const
{
    return m_dialogue->currentTurn();
}

CodeId CodingView::inHand() const
{
    return m_desk->tree().inHand();
}

void CodingView::setPage(const QString& id)
{
    const auto found =
        std::find_if(m_others.begin(), m_others.end(), [&](const CodingPage& page) { return page.id == id; });
    const int tab = found == m_others.end() ? 0 : static_cast<int>(found - m_others.begin()) + 1;
    m_tabs->setTabVisible(tab, true);
    m_tabs->setCurrentIndex(tab);
}

QWidget* CodingView::madePage(const CodingPage& page)
{
    QWidget*& made = m_madePages[page.id];
    if (!made) {
        made = page.create(*m_desk, m_pages);
        m_pages->addWidget(made);
    }
    return made;
}

void CodingView::showPage()
{
    if (!m_desk->isLoaded())
        return;
    m_pages->show();
    const bool nothing = m_desk->sources().isEmpty();
    const bool hadFocus = focusProxy() && focusProxy()->hasFocus();
    const int tab = m_tabs->currentIndex();
    for (int other = 1; other < m_tabs->count(); ++other)
        m_tabs->setTabVisible(other, other == tab || !m_others[other - 1].isAside);
    QWidget* proxy = m_dialogue;
    if (nothing) {
        proxy = m_empty;
        m_pages->setCurrentIndex(EmptyPage);
    } else if (tab == 0) {
        m_pages->setCurrentIndex(CodePage);
    } else {
        proxy = madePage(m_others[tab - 1]);
        m_pages->setCurrentWidget(proxy);
    }
    setFocusProxy(proxy);
    if (hadFocus)
        proxy->setFocus();
}

void CodingView::showChoices()
{
    const QSignalBlocker quietSource(m_source);
    m_source->clear();
    for (const Source& source : m_desk->sources())
        m_source->addItem(source.name, source.id.toText());
    m_source->setCurrentIndex(m_source->findData(m_desk->source().toText()));
    m_source->setEnabled(m_source->count() > 1);
    showPage();
}

void CodingView::showCodebook()
{
    const bool isGone = !m_desk->codeById(inHand());
    const QList<Code>& codes = m_desk->codes();
    const auto first =
        std::find_if(codes.begin(), codes.end(), [](const Code& code) { return code.codable; });
    if (isGone && first != codes.end())
        m_desk->tree().takeInHand(first->id);
    m_codebook->tree()->setCurrentCode(inHand());
    showCodeInHand();
    m_recent->refresh();
    updateHints();
}

void CodingView::showDialogue(int at)
{
    if (m_desk->dialogue().id.isNull()) {
        m_dialogue->setDocument({});
        m_dialogueTitle->setTitle(tr("No dialogue"));
        m_dialogueTitle->setRemark({});
        return;
    }
    const DialogueDocument shown = document();
    if (m_dialogue->property("dialogue").toString() != m_desk->dialogue().id.toText()) {
        m_dialogue->setProperty("dialogue", m_desk->dialogue().id.toText());
        m_dialogue->setDocument(shown);
        m_desk->context().showPlace(tr("Dialogue %1").arg(m_desk->dialogueNumber()));
    }
    m_dialogue->setCurrentTurn(at);
    showCodings();
    showTurn();
}

void CodingView::showCodings()
{
    if (m_desk->dialogue().id.isNull() ||
        m_dialogue->property("dialogue").toString() != m_desk->dialogue().id.toText())
        return;
    m_dialogue->updateDocument(document());
    m_dialogueTitle->setTitle(
        tr("Dialogue %1 of %2").arg(countText(m_desk->dialogueNumber()), countText(m_desk->dialogueCount())));
    m_dialogueTitle->setRemark(tr("%1 of %2 turns coded · %3")
                                   .arg(m_desk->codedTurns())
                                   .arg(m_dialogue->turnCount())
                                   .arg(m_desk->coder()));
    m_dialogueTitle->setToolTip(m_desk->dialogue().externalId);
    updateHints();
    m_memos->showTurn(turn());
}

DialogueDocument CodingView::document()
{
    DialogueDocument document = m_desk->document();
    m_suggestions->addGhosts(document);
    return document;
}

void CodingView::showTurn()
{
    QStringList names;
    for (const Code& code : m_desk->codesOn(turn()))
        names << code.name;
    m_dialogue->setAccessibleDescription(
        names.isEmpty() ? tr("Turn %1, not coded").arg(turn() + 1)
                        : tr("Turn %1, coded with %2").arg(turn() + 1).arg(names.join(QLatin1String(", "))));
    updateHints();
    m_comparison->setTurn(turn());
    m_suggestions->setTurn(turn());
    m_memos->showTurn(turn());
}

void CodingView::showCodeInHand()
{
    const Code* code = m_desk->codeById(inHand());
    m_codePanel->showCode(code ? std::optional(*code) : std::nullopt);
    m_desk->tree().readUse();
    m_memos->setCodeInHand(code ? std::optional(*code) : std::nullopt);
    m_comparison->setInHand(code ? std::optional(*code) : std::nullopt, turn());
}

} // namespace antiphon
