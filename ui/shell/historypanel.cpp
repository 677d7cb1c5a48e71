#include "ui/shell/historypanel.h"

#include "ui/shell/historymodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

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
      m_toHere(new QPushButton(tr("Undo to here"), this)),
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
    for (QPushButton* button : {m_undo, m_redo, close})
        head->addWidget(button);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::gap);
    foot->addWidget(m_toHere);
    foot->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
    setFocusProxy(m_list);
    connect(close, &QPushButton::clicked, this, &HistoryPanel::closeRequested);
    connect(m_undo, &QPushButton::clicked, this, [this] { m_session ? m_session->undo() : void(); });
    connect(m_redo, &QPushButton::clicked, this, [this] { m_session ? m_session->redo() : void(); });
    connect(m_toHere, &QPushButton::clicked, this, &HistoryPanel::undoToSelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistoryPanel::updateButtons);
    connect(m_list, &QListView::activated, this, &HistoryPanel::undoToSelected);
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
    m_session->read<QList<HistoryEntry>>(
        this,
        [limit = m_limit](const Connection& connection) { return EditHistory(connection).entries(limit); },
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
    const QModelIndex current = m_list->currentIndex();
    const qint64 sequence = current.data(HistoryModel::SequenceRole).toLongLong();
    const bool inEffect =
        current.data(HistoryModel::IsEditRole).toBool() && !current.data(HistoryModel::UndoneRole).toBool();
    const int steps = inEffect ? undosTo(m_model->entries(), sequence) : 0;
    m_toHere->setEnabled(steps > 0);
    m_toHere->setText(steps > 0 ? tr("Undo %1 to here").arg(countedText(steps, tr("act"), tr("acts")))
                                : tr("Undo to here"));
    m_empty->setVisible(m_model->rowCount() == 0);
}

void HistoryPanel::undoToSelected()
{
    if (!m_session || !m_toHere->isEnabled())
        return;
    const qint64 sequence = m_list->currentIndex().data(HistoryModel::SequenceRole).toLongLong();
    for (int steps = undosTo(m_model->entries(), sequence); steps > 0; --steps)
        m_session->undo();
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
        undoToSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
