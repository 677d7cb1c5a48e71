#include "ui/corpus/dialoguelist.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace antiphon {

namespace {

CalmTable* makeTable(DialogueListModel* model, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->horizontalHeader()->setSortIndicator(DialogueListModel::notSorted, Qt::AscendingOrder);
    table->horizontalHeader()->setSortIndicatorClearable(true);
    table->setModel(model);
    table->setExportable(true);
    table->setAccessibleName(DialogueList::tr("Dialogues"));
    const QFontMetrics font(table->font());
    const int digits = font.horizontalAdvance(QStringLiteral("Tracks  "));
    table->setColumnWidth(DialogueListModel::IdColumn, font.averageCharWidth() * 12);
    table->setColumnWidth(DialogueListModel::SourceColumn, font.averageCharWidth() * 13);
    table->setColumnWidth(DialogueListModel::TurnsColumn, digits);
    table->setColumnWidth(DialogueListModel::TracksColumn, digits + metrics::unit);
    return table;
}

} // namespace

DialogueList::DialogueList(ProjectSession& session, QWidget* parent)
    : QWidget(parent),
      m_model(new DialogueListModel(session, this)),
      m_search(new SearchField(tr("Search the words of all turns"), this)),
      m_count(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_chips(new ChipBar(this)),
      m_busy(new BusyBar(this)),
      m_table(makeTable(m_model, this))
{
    m_search->setToolTip(tr("Words in any order; \"words in quotes\" stand together (Ctrl+F)"));
    auto* first = new QHBoxLayout;
    first->setSpacing(metrics::gap);
    first->addWidget(m_search, 1);
    first->addWidget(m_count);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::gap);
    head->setSpacing(metrics::gap);
    head->addLayout(first);
    head->addWidget(m_chips);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_busy);
    column->addWidget(m_table, 1);
    auto* keys = new KeyLine(this);
    keys->setHints({{tr("Ctrl F"), tr("search")},
                    {QStringLiteral("F3"), tr("next hit")},
                    {tr("Enter"), tr("read")},
                    {tr("Esc"), tr("back")},
                    {tr("Ctrl I"), tr("import")}});
    column->addWidget(keys);
    m_chips->hide();
    setFocusProxy(m_table);

    m_search->installEventFilter(this);
    connect(m_search, &SearchField::searchChanged, this, &DialogueList::searchChanged);
    connect(m_chips, &ChipBar::closeRequested, this, &DialogueList::sourceCleared);
    connect(m_table, &CalmTable::exportRequested, this, &DialogueList::exportRequested);
    connect(m_table, &CalmTable::rowActivated, this, &DialogueList::dialogueActivated);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                if (row.isValid())
                    Q_EMIT dialogueSelected(m_model->dialogueAt(row.row()));
            });
    connect(m_model, &DialogueListModel::loadingChanged, this,
            [this](bool loading) { loading ? m_busy->begin() : m_busy->end(); });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (m_wanted.isNull())
            m_wanted = selected();
    });
    connect(m_model, &DialogueListModel::firstPageShown, this, [this] {
        if (m_fromTop || m_wanted.isNull() || m_model->rowOf(m_wanted) >= 0)
            selectWanted();
    });
    connect(m_model, &DialogueListModel::loaded, this, &DialogueList::orderLoaded);
    connect(m_model, &DialogueListModel::failed, this, &DialogueList::failed);
    if (m_model->isLoading())
        m_busy->begin();
    updateCount();
}

void DialogueList::setSource(const std::optional<Source>& source)
{
    m_sourceName = source ? source->name : QString();
    QList<DialogueChip> chips;
    if (source)
        chips << DialogueChip{tr("Source is %1").arg(source->name), -1, ChipStyle::Solid,
                              tr("Show the dialogues of all sources again (Delete)")};
    m_chips->setChips(chips, ChipClose::Button);
    m_chips->setVisible(source.has_value());
    m_table->setColumnHidden(DialogueListModel::SourceColumn, source.has_value());
    m_model->setSource(source ? std::optional(source->id) : std::nullopt);
}

void DialogueList::setSearch(const QString& text)
{
    m_search->setSearch(text);
}

void DialogueList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void DialogueList::step(int rows)
{
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() + rows : 0;
    if (row >= 0 && row < m_model->rowCount())
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void DialogueList::select(DialogueId dialogue)
{
    m_wanted = dialogue;
    m_fromTop = false;
    if (!m_model->isLoading())
        selectWanted();
}

DialogueId DialogueList::selected() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model->dialogueAt(current.row()) : DialogueId();
}

// What was selected on the first page stays so when the rest of the order has come.
void DialogueList::orderLoaded()
{
    if (m_wanted.isNull() && !m_fromTop && m_table->currentIndex().isValid()) {
        updateCount();
        updateEmptyText();
    } else {
        selectWanted();
    }
}

// After a new order: the dialogue in hand stays selected where it is still there, else the first one is.
void DialogueList::selectWanted()
{
    const DialogueId wanted = std::exchange(m_wanted, {});
    const int row = std::exchange(m_fromTop, false) ? 0 : m_model->rowOf(wanted);
    const QModelIndex index = m_model->index(std::max(row, 0), 0);
    updateCount();
    updateEmptyText();
    if (!index.isValid()) {
        Q_EMIT dialogueSelected({});
        return;
    }
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

void DialogueList::searchChanged(const QString& text)
{
    if (!text.trimmed().isEmpty()) {
        // A new search shows its best hits first, whatever the list was sorted by.
        m_table->horizontalHeader()->setSortIndicator(DialogueListModel::notSorted, Qt::AscendingOrder);
        m_fromTop = true;
    }
    m_model->setSearch(text);
}

QString DialogueList::countText() const
{
    return m_count->text();
}

void DialogueList::updateCount()
{
    const int rows = m_model->rowCount();
    if (m_model->isLoading())
        m_count->clear(); // not known yet
    else if (m_model->search().trimmed().isEmpty())
        m_count->setText(rows == 1 ? tr("1 dialogue") : tr("%1 dialogues").arg(antiphon::countText(rows)));
    else
        m_count->setText(tr("%1 found").arg(antiphon::countText(rows)));
}

void DialogueList::updateEmptyText()
{
    const QString search = m_model->search().trimmed();
    if (search.isEmpty())
        m_table->setEmptyText(tr("No dialogues here."));
    else if (m_sourceName.isEmpty())
        m_table->setEmptyText(tr("No turn holds “%1”.").arg(search));
    else
        m_table->setEmptyText(tr("No turn of %1 holds “%2”.").arg(m_sourceName, search));
}

bool DialogueList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_PageDown) {
            m_table->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
