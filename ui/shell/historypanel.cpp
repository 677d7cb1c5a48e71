#include "ui/shell/historypanel.h"

#include "ui/shell/historymodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace antiphon {

namespace {

constexpr int panelWidth = 288;
constexpr int pageSize = 200;

class HistoryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int caption = QFontMetrics(fontOf(TextSize::Caption)).height();
        if (index.data(HistoryModel::IsDayRole).toBool())
            return {100, caption + 16};
        return {100, QFontMetrics(fontOf(TextSize::Body)).height() + caption + 14};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokensOf(option.palette);
        painter->save();
        const QRect text = option.rect.adjusted(metrics::padding, 6, -metrics::padding, -6);
        if (index.data(HistoryModel::IsDayRole).toBool()) {
            painter->setFont(fontOf(TextSize::Caption));
            painter->setPen(t.muted);
            painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
            painter->restore();
            return;
        }
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.selection);
        const bool undone = index.data(HistoryModel::UndoneRole).toBool();
        QFont font = fontOf(TextSize::Body);
        font.setStrikeOut(undone);
        painter->setFont(font);
        painter->setPen(undone || !index.data(HistoryModel::IsEditRole).toBool() ? t.muted : t.text);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignTop,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->setFont(fontOf(TextSize::Caption));
        painter->setPen(t.muted);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                          index.data(HistoryModel::WhoWhenRole).toString());
        painter->restore();
    }
};

QPushButton* iconButton(const QString& icon, const QString& name, QWidget* parent)
{
    auto* button = new QPushButton(themeIcon(icon), {}, parent);
    button->setFlat(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent),
      m_model(new HistoryModel(this)),
      m_list(new QListView(this)),
      m_undo(iconButton(QStringLiteral("undo"), tr("Undo"), this)),
      m_redo(iconButton(QStringLiteral("redo"), tr("Redo"), this)),
      m_toHere(new QPushButton(tr("Go to here"), this)),
      m_empty(new TextLabel(tr("What is done in this project will stand here, and can be taken back."),
                            TextSize::Body, Tone::Muted, this)),
      m_limit(pageSize)
{
    setFixedWidth(panelWidth);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HistoryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setAccessibleName(tr("History"));
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(metrics::padding, 0, metrics::padding, 0);
    auto* close = iconButton(QStringLiteral("close"), tr("Close the history (F9)"), this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics::padding, metrics::gap, metrics::gap, metrics::unit);
    head->setSpacing(metrics::unit);
    head->addWidget(new TextLabel(tr("History"), TextSize::Heading, Tone::Normal, this), 1);
    m_filterButton = iconButton(QStringLiteral("filter"), tr("Filter by actor, object and act"), this);
    m_filterButton->setCheckable(true);
    m_words = new SearchField(tr("Filter the history"), this);
    m_filters = makeFilters();
    for (QPushButton* button : {m_undo, m_redo, m_filterButton, close})
        head->addWidget(button);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::gap);
    foot->addWidget(m_toHere);
    foot->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto* words = new QHBoxLayout;
    words->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::gap);
    words->addWidget(m_words);
    column->addLayout(head);
    column->addLayout(words);
    column->addWidget(m_filters);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
    setFocusProxy(m_list);
    connect(close, &QPushButton::clicked, this, &HistoryPanel::closeRequested);
    connect(m_undo, &QPushButton::clicked, this, [this] { m_session ? m_session->undo() : void(); });
    connect(m_redo, &QPushButton::clicked, this, [this] { m_session ? m_session->redo() : void(); });
    connect(m_toHere, &QPushButton::clicked, this, &HistoryPanel::goToSelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistoryPanel::updateButtons);
    connect(m_list, &QListView::activated, this, &HistoryPanel::goToSelected);
    connect(m_words, &SearchField::searchChanged, this, &HistoryPanel::reload);
    connect(m_filterButton, &QPushButton::toggled, m_filters, &QWidget::setVisible);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == m_list->verticalScrollBar()->maximum() && m_model->entries().size() == m_limit) {
            m_limit += pageSize;
            reload();
        }
    });
}

void HistoryPanel::setSession(ProjectSession* session)
{
    m_session = session;
    m_limit = pageSize;
    if (session)
        connect(session, &ProjectSession::historyChanged, this, &HistoryPanel::reload);
    else
        m_model->setEntries({}, now());
    reload();
}

void HistoryPanel::reload()
{
    updateButtons();
    if (!m_session || !isVisible())
        return;
    readChoices();
    m_session->read<QList<HistoryEntry>>(
        this,
        [query = query()](const Connection& connection) { return EditHistory(connection).entries(query); },
        [this](Result<QList<HistoryEntry>> entries) {
            if (!entries)
                return;
            const qint64 selected = m_list->currentIndex().data(HistoryModel::SequenceRole).toLongLong();
            const int scroll = m_list->verticalScrollBar()->value();
            m_model->setEntries(*entries, now());
            m_list->setCurrentIndex(m_model->indexOf(selected));
            m_list->verticalScrollBar()->setValue(scroll);
            updateButtons();
        },
        QStringLiteral("shell.history"));
}

void HistoryPanel::updateButtons()
{
    const HistoryState state = m_session ? m_session->historyState() : HistoryState{};
    m_undo->setEnabled(state.undoSequence != 0);
    m_redo->setEnabled(state.redoSequence != 0);
    m_undo->setToolTip(actionLabel(tr("Undo"), state.undoLabel) + QStringLiteral(" (Ctrl+Z)"));
    m_redo->setToolTip(actionLabel(tr("Redo"), state.redoLabel) + QStringLiteral(" (Ctrl+Shift+Z)"));
    m_empty->setText(isFiltered()
                         ? tr("Nothing in the history fits the filter.")
                         : tr("What is done in this project will stand here, and can be taken back."));
    m_empty->setVisible(m_model->rowCount() == 0);
    const QModelIndex current = m_list->currentIndex();
    if (!m_session || !current.data(HistoryModel::IsReachableRole).toBool()) {
        showSteps(0);
        return;
    }
    const qint64 sequence = current.data(HistoryModel::SequenceRole).toLongLong();
    m_session->read<int>(
        this, [sequence](const Connection& connection) { return EditHistory(connection).stepsTo(sequence); },
        [this](Result<int> steps) { showSteps(steps.value_or(0)); }, QStringLiteral("shell.history.steps"));
}

void HistoryPanel::showSteps(int steps)
{
    const QString acts = countedText(std::abs(steps), tr("act"), tr("acts"));
    m_toHere->setEnabled(steps != 0);
    m_toHere->setText(steps < 0   ? tr("Undo %1 to here").arg(acts)
                      : steps > 0 ? tr("Redo %1 to here").arg(acts)
                                  : tr("Go to here"));
}

void HistoryPanel::goToSelected()
{
    const QModelIndex current = m_list->currentIndex();
    if (m_session && current.data(HistoryModel::IsReachableRole).toBool())
        m_session->stepTo(current.data(HistoryModel::SequenceRole).toLongLong());
}

QWidget* HistoryPanel::makeFilters()
{
    auto* filters = new QWidget(this);
    auto* column = new QVBoxLayout(filters);
    column->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::gap);
    column->setSpacing(metrics::unit);
    const auto choice = [&](const QString& name, const QString& any) {
        auto* box = new QComboBox(filters);
        box->setAccessibleName(name);
        box->setToolTip(name);
        box->addItem(any, QString());
        column->addWidget(box);
        connect(box, &QComboBox::activated, this, &HistoryPanel::reload);
        return box;
    };
    m_actor = choice(tr("Who did it"), tr("By anybody"));
    m_object = choice(tr("What it concerns"), tr("About anything"));
    m_change = choice(tr("What was done"), tr("Whatever was done"));
    m_change->addItem(tr("Added"), QStringLiteral("+"));
    m_change->addItem(tr("Changed"), QStringLiteral("~"));
    m_change->addItem(tr("Removed"), QStringLiteral("-"));
    m_change->addItem(tr("Undone"), QStringLiteral("undo"));
    m_change->addItem(tr("Redone"), QStringLiteral("redo"));
    filters->hide();
    return filters;
}

HistoryQuery HistoryPanel::query() const
{
    HistoryQuery query{m_limit};
    query.text = m_words->text().trimmed();
    query.actor = m_actor->currentData().toString();
    query.object = m_object->currentData().toString();
    const QString change = m_change->currentData().toString();
    if (change == QLatin1String("undo"))
        query.kind = HistoryKind::Undo;
    else if (change == QLatin1String("redo"))
        query.kind = HistoryKind::Redo;
    else if (!change.isEmpty()) {
        query.kind = HistoryKind::Edit;
        query.change = change == QLatin1String("+")   ? HistoryChange::Added
                       : change == QLatin1String("-") ? HistoryChange::Removed
                                                      : HistoryChange::Changed;
    }
    return query;
}

bool HistoryPanel::isFiltered() const
{
    return !m_words->text().trimmed().isEmpty() || m_actor->currentIndex() > 0 ||
           m_object->currentIndex() > 0 || m_change->currentIndex() > 0;
}

// Actors and objects that the history knows; what is chosen stays chosen.
void HistoryPanel::readChoices()
{
    using Choices = std::pair<QStringList, QStringList>;
    const auto fill = [](QComboBox* box, const QStringList& values, const auto& nameOf) {
        const QString chosen = box->currentData().toString();
        while (box->count() > 1)
            box->removeItem(1);
        for (const QString& value : values)
            box->addItem(nameOf(value), value);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    m_session->read<Choices>(
        this,
        [](const Connection& connection) -> Result<Choices> {
            const EditHistory history(connection);
            ANTIPHON_TRY_ASSIGN(auto actors, history.actors());
            ANTIPHON_TRY_ASSIGN(auto objects, history.objects());
            return Choices(actors, objects);
        },
        [this, fill](Result<Choices> choices) {
            if (!choices)
                return;
            fill(m_actor, choices->first, [](const QString& name) { return name; });
            fill(m_object, choices->second, historyObjectName);
        },
        QStringLiteral("shell.history.choices"));
}

void HistoryPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, 1, height()), tokensOf(palette()).hairline);
}

void HistoryPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
}

bool HistoryPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return true;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return) {
        goToSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
