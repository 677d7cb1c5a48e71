#include "ui/coding/propositions/propositionpage.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/memodesk.h"
#include "ui/coding/propositions/propositionpane.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum ListColumn { TextColumnAt, ForColumn, AgainstColumn, OpenColumn };
enum CaseColumn { AboutColumn, WordsColumn, PlaceColumn, NoteColumn, CoderColumn };
enum Scope { AllScope, OpenScope };
enum Tab { EvidenceTab, CasesTab };

TextCell countCell(int count)
{
    return {countText(count), count};
}

QString withState(const Proposition& proposition)
{
    if (proposition.state == PropositionState::UnderTest)
        return propositionHeading(proposition.text);
    return PropositionPage::tr("%1 (%2)").arg(propositionHeading(proposition.text),
                                              propositionStateTitle(proposition.state).toLower());
}

} // namespace

PropositionPage::PropositionPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(new PropositionDesk(desk, this))
{
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({480, 720});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    setFocusProxy(m_list->table());
    connectParts();
}

QWidget* PropositionPage::makeLeft()
{
    auto* left = new QWidget(this);
    left->setMinimumWidth(300);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    m_new = new QLineEdit(left);
    m_new->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_new->setPlaceholderText(tr("Write a proposition, then Enter"));
    m_new->setAccessibleName(tr("New proposition"));
    m_new->setToolTip(tr("What you hold to be so (N)"));
    m_list = new TablePane(m_desk->context(),
                           {tr("Propositions"), tr("Filter"),
                            tr("What you hold to be so is listed here. Write it above, then gather what "
                               "speaks for it and against it."),
                            QStringLiteral("propositions.csv")},
                           {{tr("Proposition")},
                            {tr("For"), Qt::AlignRight},
                            {tr("Against"), Qt::AlignRight},
                            {tr("Open"), Qt::AlignRight}},
                           TextColumnAt, TextTableModel::Boxes::None, left);
    m_list->setObjectName(QStringLiteral("propositions"));
    m_scope = new QComboBox(left);
    m_scope->addItem(tr("All"));
    m_scope->addItem(tr("With open cases"));
    m_scope->setAccessibleName(tr("Which propositions are listed"));
    m_list->bar()->addWidget(m_scope);
    QHeaderView* header = m_list->table()->horizontalHeader();
    header->resizeSection(ForColumn, 56);
    header->resizeSection(AgainstColumn, 76);
    header->resizeSection(OpenColumn, 60);
    column->addWidget(m_new);
    column->addWidget(m_list, 1);
    return left;
}

QWidget* PropositionPage::makeRight()
{
    auto* right = new QWidget(this);
    m_tabs = new TabStrip(right);
    m_tabs->addPage(tr("Evidence"));
    m_tabs->addPage(tr("Open negative cases"));
    m_tabs->setAccessibleName(tr("Evidence or open negative cases"));
    m_stack = new QStackedWidget(right);
    m_pane = new PropositionPane(*m_desk, m_stack);
    m_empty =
        new EmptyView(QStringLiteral("memo"),
                      tr("A proposition is tested by what speaks against it. Write the first one."), m_stack);
    connect(m_empty->setButton(tr("New proposition")), &QPushButton::clicked, m_new,
            [this] { m_new->setFocus(); });
    m_stack->addWidget(m_pane);
    m_stack->addWidget(makeCases());
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(m_tabs, 0, Qt::AlignLeft);
    column->addWidget(m_stack, 1);
    return right;
}

QWidget* PropositionPage::makeCases()
{
    m_cases =
        new TablePane(m_desk->context(),
                      {tr("Open negative cases"), tr("Filter cases"),
                       tr("No negative case is open: what speaks against a proposition or, when comparing, "
                          "against a code, is listed here until it was dealt with."),
                       QStringLiteral("negative-cases.csv")},
                      {{tr("Speaks against")}, {tr("Words")}, {tr("Place")}, {tr("Note")}, {tr("Coder")}},
                      WordsColumn, TextTableModel::Boxes::None, m_stack);
    m_cases->setObjectName(QStringLiteral("negativeCases"));
    QHeaderView* header = m_cases->table()->horizontalHeader();
    header->resizeSection(AboutColumn, 190);
    header->resizeSection(PlaceColumn, 150);
    header->resizeSection(NoteColumn, 130);
    header->resizeSection(CoderColumn, 80);
    auto* answer = new QPushButton(tr("Answer"), m_cases);
    answer->setToolTip(tr("Say how the case was dealt with (W)"));
    auto* take = new QPushButton(tr("Take against"), m_cases);
    take->setToolTip(tr("Take the turn as evidence against the proposition chosen to the left (A)"));
    m_cases->bar()->addWidget(take);
    m_cases->bar()->addWidget(answer);
    m_cases->setExport([this] { return negativeCasesCsv(m_desk->cases()); });
    connect(answer, &QPushButton::clicked, this, &PropositionPage::answerCase);
    connect(take, &QPushButton::clicked, this, &PropositionPage::takeCase);
    return m_cases;
}

void PropositionPage::connectParts()
{
    for (QWidget* table : {m_list->table(), m_cases->table()})
        table->installEventFilter(this);
    connect(m_desk, &PropositionDesk::changed, this, &PropositionPage::show);
    connect(m_new, &QLineEdit::returnPressed, this, &PropositionPage::propose);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &PropositionPage::show);
    connect(m_tabs, &QTabBar::currentChanged, this, &PropositionPage::show);
    connect(m_list, &TablePane::activated, m_pane, &PropositionPane::focusText);
    connect(m_list->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const int row = m_list->currentRow(); !m_filling && row >= 0 && row < m_rows.size())
            m_desk->choose(m_rows[row]);
    });
    connect(m_cases, &TablePane::activated, this, [this](int row) {
        if (row < m_desk->cases().size())
            m_desk->desk().memos().goTo(m_desk->cases()[row].place);
    });
}

void PropositionPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void PropositionPage::refresh()
{
    if (isVisible())
        m_desk->refresh();
}

void PropositionPage::showCases()
{
    m_tabs->setCurrentIndex(CasesTab);
    m_cases->table()->setFocus();
}

void PropositionPage::show()
{
    fillPropositions();
    fillCases();
    const qsizetype open = m_desk->cases().size();
    m_tabs->setTabText(CasesTab, open == 0 ? tr("Open negative cases")
                                           : tr("Open negative cases (%1)").arg(countText(open)));
    m_pane->show(m_desk->chosen(), m_desk->evidence());
    QWidget* shown = m_tabs->currentIndex() == CasesTab                  ? static_cast<QWidget*>(m_cases)
                     : m_desk->isLoaded() && m_desk->chosen() == nullptr ? static_cast<QWidget*>(m_empty)
                                                                         : static_cast<QWidget*>(m_pane);
    m_stack->setCurrentWidget(shown);
}

void PropositionPage::fillPropositions()
{
    m_filling = true;
    m_rows.clear();
    QList<QList<TextCell>> rows;
    int chosen = -1;
    for (const ListedProposition& listed : m_desk->propositions()) {
        if (m_scope->currentIndex() == OpenScope && listed.counts.open == 0)
            continue;
        if (listed.proposition.id == m_desk->chosenId())
            chosen = static_cast<int>(m_rows.size());
        m_rows << listed.proposition.id;
        rows << QList<TextCell>{{withState(listed.proposition), {}, listed.proposition.text},
                                countCell(listed.counts.inFavour),
                                countCell(listed.counts.against),
                                countCell(listed.counts.open)};
    }
    m_list->setRemark(rows.isEmpty() ? QString()
                                     : countedText(rows.size(), tr("proposition"), tr("propositions")));
    m_list->setRows(std::move(rows));
    m_list->setCurrentRow(chosen);
    m_filling = false;
}

void PropositionPage::fillCases()
{
    QList<QList<TextCell>> rows;
    for (const NegativeCase& each : m_desk->cases()) {
        const QString about = each.evidence.isNull() ? tr("Code %1").arg(each.about) : each.about;
        const QString place = memoPlaceText(each.place);
        rows << QList<TextCell>{{about, {}, about},
                                {each.words.simplified(), {}, each.words},
                                {place, {}, place},
                                {each.note, {}, each.note},
                                {each.coderName}};
    }
    m_cases->setRemark(rows.isEmpty() ? QString() : countedText(rows.size(), tr("case"), tr("cases")));
    m_cases->setRows(std::move(rows));
}

void PropositionPage::propose()
{
    const QString text = m_new->text().trimmed();
    if (text.isEmpty())
        return;
    m_new->clear();
    m_desk->propose(text);
    m_tabs->setCurrentIndex(EvidenceTab);
    m_list->table()->setFocus();
}

void PropositionPage::takeCase()
{
    const int row = m_cases->currentRow();
    const ListedProposition* chosen = m_desk->chosen();
    if (chosen && row >= 0 && row < m_desk->cases().size())
        m_desk->take(*chosen, m_desk->cases()[row].place.anchor, Stance::Against);
}

void PropositionPage::answerCase()
{
    const int row = m_cases->currentRow();
    if (row < 0 || row >= m_desk->cases().size() || m_desk->cases()[row].evidence.isNull())
        return;
    const NegativeCase each = m_desk->cases()[row];
    m_tabs->setCurrentIndex(EvidenceTab);
    m_pane->answerWhenShown(each.evidence);
    if (each.proposition == m_desk->chosenId())
        show();
    else
        m_desk->choose(each.proposition);
}

bool PropositionPage::pressed(QObject* table, int key)
{
    const bool inList = table == m_list->table();
    switch (key) {
    case Qt::Key_N:
        m_new->setFocus();
        return true;
    case Qt::Key_Delete:
        if (const ListedProposition* chosen = m_desk->chosen(); inList && chosen)
            m_desk->remove(*chosen);
        return true;
    case Qt::Key_F:
    case Qt::Key_A:
        if (inList)
            m_pane->takeTurn(key == Qt::Key_F ? Stance::For : Stance::Against);
        else if (key == Qt::Key_A)
            takeCase();
        return true;
    case Qt::Key_W:
        if (!inList)
            answerCase();
        return true;
    default:
        return false;
    }
}

bool PropositionPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && pressed(watched, key->key()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
