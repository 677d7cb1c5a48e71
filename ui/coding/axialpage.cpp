#include "ui/coding/axialpage.h"

#include "core/base/linereader.h"
#include "core/base/tablefile.h"
#include "ui/coding/axialcanvas.h"
#include "ui/coding/propertypane.h"
#include "ui/coding/relationfinder.h"
#include "ui/coding/theorydesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr quint64 layoutSeed = 1;
constexpr int sideWidth = 320;
enum StackPage { CanvasPage, TablePage, EmptyPage };
enum Scope { TheoryScope, CategoryScope, AllScope };

} // namespace

AxialPage::AxialPage(TheoryDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_stack = new QStackedWidget(splitter);
    m_canvas = new AxialCanvas(m_stack);
    m_table = new TablePane(
        desk.context(),
        {tr("Relations"), tr("Filter relations"),
         tr("No code relates to another yet. Press R to relate two."), QStringLiteral("relations.csv")},
        {{tr("From")}, {tr("Relation")}, {tr("To")}, {tr("Note")}}, 3, TextTableModel::Boxes::None, m_stack);
    m_table->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    m_table->setExport([this] { return relationsCsv(m_desk.theory().relations, m_desk.codes()); });
    for (const int column : {0, 1, 2})
        m_table->table()->horizontalHeader()->resizeSection(column, 170);
    m_empty = new EmptyView(QStringLiteral("code"),
                            tr("Relate two codes: one is a condition of the other, or its "
                               "context, an answer to it, its consequence."),
                            m_stack);
    connect(m_empty->setButton(tr("Relate two codes")), &QPushButton::clicked, this,
            &AxialPage::startRelation);
    for (QWidget* page : QList<QWidget*>{m_canvas, m_table, m_empty})
        m_stack->addWidget(page);
    splitter->addWidget(m_stack);
    splitter->addWidget(makeSide());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({880, sideWidth});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(splitter, 1);
    m_finder = new RelationFinder(this);
    setFocusProxy(m_canvas);
    connectParts();
    showGraph();
}

QWidget* AxialPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::gap);
    row->setSpacing(metrics::gap);
    m_view = new TabStrip(bar);
    m_view->addPage(tr("Canvas"));
    m_view->addPage(tr("Table"));
    m_view->setAccessibleName(tr("Canvas or table"));
    m_scope = new QComboBox(bar);
    m_scope->addItem(tr("Categories and related codes"));
    m_scope->addItem(tr("Related codes only"));
    m_scope->addItem(tr("All codes"));
    m_scope->setObjectName(QStringLiteral("shownCodes"));
    m_scope->setAccessibleName(tr("Which codes are shown"));
    auto* find = new QPushButton(tr("Find code"), bar);
    find->setToolTip(tr("Go to a code on the canvas (Ctrl+F)"));
    auto* fit = new QPushButton(tr("Show all"), bar);
    fit->setToolTip(tr("Fit everything into the view (F)"));
    auto* relate = new QPushButton(tr("Relate"), bar);
    makePrimary(relate);
    relate->setToolTip(tr("Relate the code in hand to another (R)"));
    auto* write = new QPushButton(tr("Export"), bar);
    write->setToolTip(tr("Write the canvas as PNG or SVG, the relations as CSV"));
    row->addWidget(m_view);
    row->addWidget(m_scope);
    row->addWidget(find);
    row->addWidget(fit);
    row->addStretch();
    row->addWidget(relate);
    row->addWidget(write);
    connect(find, &QPushButton::clicked, this, &AxialPage::findCode);
    connect(fit, &QPushButton::clicked, m_canvas, &AxialCanvas::showAll);
    connect(relate, &QPushButton::clicked, this, &AxialPage::startRelation);
    connect(write, &QPushButton::clicked, this, &AxialPage::exportCanvas);
    connect(m_view, &QTabBar::currentChanged, this, &AxialPage::showGraph);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &AxialPage::showGraph);
    return bar;
}

QWidget* AxialPage::makeSide()
{
    auto* side = new QWidget(this);
    side->setMinimumWidth(240);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    m_codeTitle = new SectionHeader({}, {}, side);
    m_facts = new TextLabel({}, TextSize::Caption, Tone::Muted, side);
    m_facts->setWordWrap(true);
    m_core = new QPushButton(side);
    m_core->setToolTip(tr("The category that the others are about (C)"));
    m_memo = new QPushButton(tr("Memo"), side);
    m_memo->setToolTip(tr("Write a memo on this code (M)"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_core);
    row->addWidget(m_memo);
    row->addStretch();
    m_properties = new PropertyPane(m_desk, side);
    column->addWidget(m_codeTitle);
    column->addWidget(m_facts);
    column->addLayout(row);
    column->addWidget(makeRelationCard());
    column->addSpacing(metrics::gap);
    column->addWidget(m_properties, 1);
    return side;
}

QWidget* AxialPage::makeRelationCard()
{
    auto* card = new Card(this);
    m_relation = card;
    card->column()->setContentsMargins(12, 10, 12, 10);
    card->column()->setSpacing(metrics::gap);
    m_sentence = new TextLabel({}, TextSize::Body, Tone::Normal, card);
    m_sentence->setWordWrap(true);
    m_kind = new QComboBox(card);
    m_kind->setAccessibleName(tr("Kind of relation"));
    for (const RelationKind kind : allRelationKinds)
        m_kind->addItem(relationTitle(kind), static_cast<int>(kind));
    m_note = new QLineEdit(card);
    m_note->setPlaceholderText(tr("Note on the relation"));
    m_note->setAccessibleName(tr("Note on the relation"));
    m_note->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    auto* remove = new QPushButton(tr("Delete"), card);
    remove->setToolTip(tr("Delete the relation (Delete); undo brings it back"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_kind, 1);
    row->addWidget(remove);
    card->column()->addWidget(m_sentence);
    card->column()->addLayout(row);
    card->column()->addWidget(m_note);
    connect(remove, &QPushButton::clicked, this, &AxialPage::deleteRelation);
    connect(m_kind, &QComboBox::activated, this, [this](int chosen) {
        if (const CodeRelation* relation = relationInHand()) {
            CodeRelation changed = *relation;
            changed.kind = allRelationKinds[chosen];
            m_desk.changeRelation(changed);
        }
    });
    connect(m_note, &QLineEdit::editingFinished, this, [this] {
        const CodeRelation* relation = relationInHand();
        if (!relation || relation->note == m_note->text().trimmed())
            return;
        CodeRelation changed = *relation;
        changed.note = m_note->text().trimmed();
        m_desk.changeRelation(changed);
    });
    return card;
}

void AxialPage::connectParts()
{
    connect(&m_desk, &TheoryDesk::changed, this, &AxialPage::showGraph);
    connect(&m_desk, &TheoryDesk::densitiesChanged, this, &AxialPage::showGraph);
    connect(m_canvas, &AxialCanvas::currentChanged, this, &AxialPage::showInHand);
    connect(m_canvas, &AxialCanvas::moved, &m_desk, &TheoryDesk::pin);
    connect(m_canvas, &AxialCanvas::deleteRequested, this, &AxialPage::deleteRelation);
    connect(m_canvas, &AxialCanvas::arrowDrawn, this, [this](CodeId source, CodeId target) {
        const QRect near = m_canvas->boxRect(target);
        m_finder->open(m_desk.codes(), source, target,
                       m_canvas->viewport()->mapTo(this, near.bottomLeft() + QPoint(0, metrics::gap)));
    });
    connect(m_finder, &RelationFinder::related, &m_desk, &TheoryDesk::relate);
    connect(m_finder, &RelationFinder::related, this, [this](CodeId source) { showCode(source); });
    connect(m_finder, &RelationFinder::codeFound, this, &AxialPage::showCode);
    connect(m_finder, &RelationFinder::closed, this, [this] { m_stack->currentWidget()->setFocus(); });
    connect(m_table, &TablePane::activated, this, [this](int row) {
        m_view->setCurrentIndex(0);
        m_canvas->setCurrentRelation(m_desk.theory().relations[row].id);
        m_canvas->setFocus();
    });
    connect(m_core, &QPushButton::clicked, this, [this] {
        if (const auto code = m_canvas->currentCode())
            actOnCode(Qt::Key_C, *code);
    });
    connect(m_memo, &QPushButton::clicked, this, [this] {
        if (const auto code = m_canvas->currentCode())
            actOnCode(Qt::Key_M, *code);
    });
}

bool AxialPage::isShown(CodeId code) const
{
    switch (m_scope->currentIndex()) {
    case AllScope:
        return true;
    case CategoryScope:
        return std::any_of(m_desk.theory().relations.begin(), m_desk.theory().relations.end(),
                           [code](const CodeRelation& relation) {
                               return relation.source == code || relation.target == code;
                           }) ||
               m_desk.theory().core == code || code == m_wanted;
    default:
        return m_desk.belongsToTheory(code) || code == m_wanted;
    }
}

void AxialPage::showGraph()
{
    QSet<CodeId> pinned;
    for (const CanvasPlace& place : m_desk.theory().places)
        pinned << place.code;
    QList<AxialNode> nodes;
    for (const Code& code : m_desk.codes()) {
        if (isShown(code.id))
            nodes << AxialNode{code.id,
                               code.name,
                               code.colour,
                               !code.codable,
                               m_desk.density(code.id).incidents,
                               m_desk.theory().core == code.id,
                               pinned.contains(code.id)};
    }
    m_canvas->setGraph(nodes, m_desk.theory().relations);
    showTable();
    const bool table = m_view->currentIndex() == 1;
    const bool hadFocus = m_stack->currentWidget()->hasFocus() || m_canvas->hasFocus();
    m_stack->setCurrentIndex(table                                  ? TablePage
                             : nodes.isEmpty() && m_desk.isLoaded() ? EmptyPage
                                                                    : CanvasPage);
    if (hadFocus)
        m_stack->currentWidget()->setFocus();
    layOutGraph();
    showInHand();
}

void AxialPage::layOutGraph()
{
    m_desk.context().session.read<QList<CanvasPlace>>(
        this,
        [nodes = m_canvas->layoutNodes(m_desk.theory().places), edges = m_canvas->layoutEdges()](
            const Connection&) -> Result<QList<CanvasPlace>> { return layOut(nodes, edges, layoutSeed); },
        [this](const Result<QList<CanvasPlace>>& places) {
            if (!places)
                return;
            m_canvas->place(*places);
            if (m_wanted.isNull() || m_canvas->boxRect(m_wanted).isNull())
                return;
            m_canvas->setCurrentCode(std::exchange(m_wanted, CodeId()));
            if (std::exchange(m_writesProperty, false))
                m_properties->beginProperty();
        },
        QStringLiteral("coding.layout"));
}

void AxialPage::showTable()
{
    QList<QList<TextCell>> rows;
    for (const CodeRelation& relation : m_desk.theory().relations)
        rows << QList<TextCell>{{m_desk.nameOf(relation.source)},
                                {relationPhrase(relation.kind)},
                                {m_desk.nameOf(relation.target)},
                                {relation.note, {}, relation.note}};
    const auto count = rows.size();
    m_table->setRows(std::move(rows));
    m_table->setRemark(count == 0 ? QString() : countedText(count, tr("relation"), tr("relations")));
}

const CodeRelation* AxialPage::relationInHand() const
{
    const auto wanted = m_canvas->currentRelation();
    for (const CodeRelation& relation : m_desk.theory().relations) {
        if (wanted && relation.id == *wanted)
            return &relation;
    }
    return nullptr;
}

void AxialPage::showInHand()
{
    const auto current = m_canvas->currentCode();
    const Code* code = current ? m_desk.code(*current) : nullptr;
    m_codeTitle->setTitle(code ? code->name : tr("No code in hand"));
    m_core->setVisible(code);
    m_memo->setVisible(code);
    m_properties->showCode(code ? code->id : CodeId());
    if (code) {
        const CodeDensity density = m_desk.density(code->id);
        m_facts->setText(tr("%1 in %2 · %3 · %4")
                             .arg(countedText(density.incidents, tr("incident"), tr("incidents")),
                                  countedText(density.dialogues, tr("dialogue"), tr("dialogues")),
                                  countedText(density.relations, tr("relation"), tr("relations")),
                                  countedText(density.memos, tr("memo"), tr("memos"))));
        m_core->setText(m_desk.theory().core == code->id ? tr("Core category") : tr("Make core"));
        m_core->setCheckable(true);
        m_core->setChecked(m_desk.theory().core == code->id);
        m_canvas->setAccessibleDescription(tr("%1, %2").arg(code->name, m_facts->text()));
    } else {
        m_facts->setText(tr("Click a code, or press an arrow key on the canvas."));
    }
    showRelation();
}

void AxialPage::showRelation()
{
    const CodeRelation* relation = relationInHand();
    m_relation->setVisible(relation);
    if (!relation)
        return;
    const QString sentence = QStringLiteral("%1 %2 %3")
                                 .arg(m_desk.nameOf(relation->source), relationPhrase(relation->kind),
                                      m_desk.nameOf(relation->target));
    m_sentence->setText(sentence);
    m_canvas->setAccessibleDescription(sentence);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(relation->kind)));
    if (!m_note->hasFocus())
        m_note->setText(relation->note);
}

void AxialPage::showCode(CodeId code)
{
    m_wanted = code;
    m_view->setCurrentIndex(0);
    showGraph();
    m_canvas->setFocus();
}

void AxialPage::writeProperty(CodeId code)
{
    m_writesProperty = true;
    showCode(code);
}

void AxialPage::startRelation()
{
    if (!m_desk.isLoaded())
        return;
    const auto current = m_canvas->currentCode();
    const QRect near = current ? m_canvas->boxRect(*current) : QRect(40, 40, 1, 1);
    m_finder->open(m_desk.codes(), current, std::nullopt,
                   m_canvas->viewport()->mapTo(this, near.bottomLeft() + QPoint(0, metrics::gap)));
}

void AxialPage::findCode()
{
    m_finder->openForCode(m_desk.codes(), tr("Show which code?"), QPoint(metrics::padding, 48));
}

void AxialPage::deleteRelation()
{
    if (const CodeRelation* relation = relationInHand())
        m_desk.unrelate(*relation);
}

void AxialPage::exportCanvas()
{
    const FileQuestion question{tr("Export relations"), QStringLiteral("relations.svg"),
                                tr("Drawing (*.svg);;Picture (*.png);;Table (*.csv);;Excel (*.xlsx)")};
    m_desk.context().files.save(this, question, [this](const QString& path) {
        const auto ends = [&path](const char* ending) {
            return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
        };
        const auto written =
            ends(".csv") || ends(".xlsx")
                ? writeTableFile(path, relationsCsv(m_desk.theory().relations, m_desk.codes()))
                : writeWholeFile(path, ends(".png") ? m_canvas->png() : m_canvas->svg());
        if (!written)
            m_desk.context().notify(noticeOf(written.error()));
        else
            m_desk.context().notify({NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())});
    });
}

bool AxialPage::actOnCode(int key, CodeId code)
{
    switch (key) {
    case Qt::Key_A:
        m_properties->beginProperty();
        return true;
    case Qt::Key_M:
        m_desk.context().navigate(QStringLiteral("code"),
                                  QStringLiteral("memos/new/code/%1").arg(code.toText()));
        return true;
    case Qt::Key_C:
        m_desk.setCore(m_desk.theory().core == code ? std::nullopt : std::optional(code));
        return true;
    case Qt::Key_P:
        m_desk.unpin(code);
        return true;
    default:
        return false;
    }
}

void AxialPage::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const auto code = m_canvas->currentCode();
    const bool onCanvas = m_canvas->hasFocus() || m_stack->currentWidget() == m_empty;
    if (event->matches(QKeySequence::Find))
        findCode();
    else if (plain && event->key() == Qt::Key_R)
        startRelation();
    else if (plain && event->key() == Qt::Key_T)
        m_view->setCurrentIndex(1 - m_view->currentIndex());
    else if (plain && onCanvas && event->key() == Qt::Key_N && relationInHand())
        m_note->setFocus(Qt::ShortcutFocusReason);
    else if (!(plain && onCanvas && code && actOnCode(event->key(), *code)))
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
