#include "ui/coding/codebookpane.h"

#include "ui/coding/codefinder.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/codingdesk.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

CodebookPane::CodebookPane(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_acts(desk.tree())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    makeHead(column);
    m_stack = new QStackedWidget(this);
    m_tree = new CodeTree(m_stack);
    m_tree->setAccessibleName(tr("Codebook"));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    auto* none = new EmptyView(QStringLiteral("code"), tr("The codebook is empty."), m_stack);
    connect(none->setButton(tr("Add the starting codebook")), &QPushButton::clicked, &m_desk,
            &CodingDesk::addStartingCodes);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(none);
    column->addWidget(m_stack, 1); // from edge to edge, so that its selection is
    makeFoot(column);
    m_places = new CodeFinder(this);
    setFocusProxy(m_tree);
    setMinimumWidth(200);
    connectTree();
    showCodebook();
}

void CodebookPane::makeHead(QLayout* column)
{
    auto* head = new QWidget(this);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(metrics::padding, metrics::padding - 4, metrics::padding, metrics::unit);
    rows->setSpacing(metrics::gap);
    m_title = new SectionHeader(tr("Codebook"), {}, head);
    m_filter = new SearchField(tr("Filter codes"), head);
    m_filter->setToolTip(tr("Looks at names, definitions and examples. Down goes to the first that fits."));
    m_filter->installEventFilter(this);
    rows->addWidget(m_title);
    rows->addWidget(m_filter);
    column->addWidget(head);
}

void CodebookPane::makeFoot(QLayout* column)
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding - 4);
    row->setSpacing(metrics::gap);
    auto* add = new QPushButton(tr("New code"), foot);
    add->setIcon(themeIcon(QStringLiteral("add")));
    add->setToolTip(tr("Add a code to the codebook (Insert)"));
    m_merge = new QPushButton(tr("Merge"), foot);
    m_split = new QPushButton(tr("Split"), foot);
    m_merge->setFlat(true);
    m_split->setFlat(true);
    row->addWidget(add);
    row->addStretch();
    row->addWidget(m_merge);
    row->addWidget(m_split);
    connect(add, &QPushButton::clicked, this, &CodebookPane::newCodeRequested);
    connect(m_merge, &QPushButton::clicked, this, &CodebookPane::merge);
    connect(m_split, &QPushButton::clicked, this, &CodebookPane::split);
    column->addWidget(foot);
}

void CodebookPane::connectTree()
{
    connect(&m_acts, &CodeTreeDesk::codebookChanged, this, &CodebookPane::showCodebook);
    connect(&m_acts, &CodeTreeDesk::cutChanged, this, [this] { m_tree->rows()->setCut(m_acts.cutNodes()); });
    connect(m_filter, &SearchField::searchChanged, this, [this](const QString& typed) {
        m_tree->setFilter(typed);
        showCodebook();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CodebookPane::updateButtons);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &CodebookPane::showMenu);
    connect(m_tree->rows(), &CodeTreeModel::dropped, this,
            [this](const QList<CodeNode>& nodes, const CodePlace& place, Qt::DropAction action) {
                if (action == Qt::CopyAction)
                    m_acts.showUnder(nodes, place);
                else
                    m_acts.move(nodes, place);
            });
}

void CodebookPane::showCodebook()
{
    const Codebook codebook = m_acts.codebook();
    QHash<CodeId, qint64> counts;
    int codable = 0;
    for (const Code& code : codebook.codes) {
        counts.insert(code.id, m_desk.codingCount(code.id));
        codable += code.codable ? 1 : 0;
    }
    m_stack->setCurrentIndex(codebook.codes.isEmpty() && m_desk.isLoaded() ? 1 : 0);
    m_tree->showCodebook(codebook, counts);
    if (codebook.codes.isEmpty())
        m_title->setRemark({});
    else if (m_tree->isFiltered())
        m_title->setRemark(
            tr("%1 of %2 fit")
                .arg(countText(m_tree->rows()->rows().found), countText(codebook.codes.size())));
    else
        m_title->setRemark(countedText(codable, tr("code"), tr("codes")));
    updateButtons();
}

void CodebookPane::filterCodes()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool CodebookPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_filter->setSearch(m_filter->text()); // what was typed last, too
            m_tree->goToBest();
            m_tree->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QList<CodeNode> CodebookPane::chosen() const
{
    return m_tree->chosenNodes();
}

QList<CodeId> CodebookPane::chosenCodes() const
{
    QList<CodeId> codes;
    for (const CodeNode& node : chosen()) {
        if (!codes.contains(node.code))
            codes << node.code;
    }
    return codes;
}

void CodebookPane::updateButtons()
{
    const QList<CodeId> codes = chosenCodes();
    m_merge->setEnabled(!codes.isEmpty());
    m_merge->setToolTip(codes.size() > 1 ? tr("Make one code of the codes chosen (Ctrl+M)")
                                         : tr("Merge the code in hand into another (Ctrl+M)"));
    m_split->setEnabled(codes.size() == 1 && m_desk.codingCount(codes.first()) > 0);
    m_split->setToolTip(codes.size() == 1 ? tr("Give some codings of this code to a new one (Ctrl+Shift+M)")
                                          : tr("Choose one code to split it"));
}

void CodebookPane::step(TreeStep way)
{
    if (const QList<CodeNode> nodes = chosen(); !nodes.isEmpty())
        m_acts.step(nodes, way);
}

// In the code that is current and has something in it or only groups; else behind it.
CodePlace CodebookPane::placeBehindCurrent() const
{
    const QModelIndex current = m_tree->currentIndex();
    const CodebookRow row = m_tree->rows()->rowAt(current);
    if (row.depth == 0 || (row.node.reference.isNull() && (!row.code.codable || row.hasRows)))
        return m_tree->rows()->placeFor(-1, current).value_or(CodePlace());
    return m_tree->rows()->placeFor(current.row() + 1, current.parent()).value_or(CodePlace());
}

void CodebookPane::paste(Qt::DropAction action)
{
    const QList<CodeNode> nodes = m_acts.cutNodes();
    if (nodes.isEmpty() || !m_tree->currentIndex().isValid())
        return;
    if (action == Qt::CopyAction)
        m_acts.showUnder(nodes, placeBehindCurrent());
    else
        m_acts.move(nodes, placeBehindCurrent());
}

void CodebookPane::moveElsewhere(Qt::DropAction action)
{
    const QList<CodeNode> nodes = chosen();
    if (nodes.isEmpty())
        return;
    const Codebook codebook = m_acts.codebook();
    QList<Code> places;
    if (action == Qt::MoveAction) {
        for (const Facet facet : allFacets) {
            Code top;
            top.facet = facet;
            top.name = tr("Top of %1").arg(facetTitle(facet));
            top.colour = codeColours - 1;
            places << top;
        }
    }
    for (const Code& code : codebook.codes) {
        const bool isInside = std::any_of(nodes.begin(), nodes.end(), [&](const CodeNode& node) {
            return isWithin(codebook, code.id, node.code);
        });
        if (!isInside)
            places << code;
    }
    m_places->choose(action == Qt::MoveAction ? tr("Move to") : tr("Show under, too"), places,
                     m_tree->geometry().adjusted(0, 0, 0, 40 - m_tree->height()),
                     [this, nodes, action](const Code& place) {
                         const CodePlace to{place.facet, place.id, -1};
                         if (action == Qt::MoveAction)
                             m_acts.move(nodes, to);
                         else
                             m_acts.showUnder(nodes, to);
                     });
}

void CodebookPane::merge()
{
    if (const QList<CodeId> codes = chosenCodes(); !codes.isEmpty())
        Q_EMIT mergeRequested(codes);
}

void CodebookPane::split()
{
    if (const QList<CodeId> codes = chosenCodes(); codes.size() == 1)
        m_acts.beginSplit(codes.first());
}

QJsonObject CodebookPane::saveState() const
{
    return {{QStringLiteral("folded"), QJsonArray::fromStringList(m_tree->folded())}};
}

void CodebookPane::restoreState(const QJsonObject& state)
{
    QStringList keys;
    const auto saved = state[QLatin1String("folded")].toArray();
    for (const QJsonValue& key : saved)
        keys << key.toString();
    m_tree->setFolded(keys);
}

} // namespace antiphon
