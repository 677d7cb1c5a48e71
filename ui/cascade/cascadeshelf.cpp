#include "ui/cascade/cascadeshelf.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace antiphon {

CascadeShelf::CascadeShelf(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_field(new QLineEdit(this)),
      m_save(new QPushButton(tr("Save"), this)),
      m_list(new QListWidget(this))
{
    setAccessibleName(tr("Named cascades"));
    m_field->setPlaceholderText(tr("Name for this cascade"));
    m_field->setAccessibleName(tr("Name for this cascade"));
    m_list->setAccessibleName(tr("Named cascades"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, metrics::gap);
    column->setSpacing(metrics::gap);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_field, 1);
    row->addWidget(m_save);
    column->addLayout(row);
    column->addWidget(m_list, 1);
    auto* hint = new TextLabel(tr("Enter opens, Shift+Enter compares, F2 renames, Delete takes away"),
                               TextSize::Caption, Tone::Muted, this);
    column->addWidget(hint);
    resize(420, 320);
    m_list->installEventFilter(this);
    m_field->installEventFilter(this);
    connect(m_save, &QPushButton::clicked, this, &CascadeShelf::save);
    connect(m_field, &QLineEdit::textChanged, this, &CascadeShelf::showSaving);
    connect(m_list, &QListWidget::itemChanged, this, &CascadeShelf::rename);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { listKey(Qt::Key_Return, false); });
    showSaving();
}

void CascadeShelf::setCascades(const QList<Cascade>& cascades)
{
    const QSignalBlocker quiet(m_list);
    const int row = m_list->currentRow();
    m_cascades = cascades;
    m_list->clear();
    for (const Cascade& cascade : m_cascades) {
        auto* item = new QListWidgetItem(cascade.name, m_list);
        item->setToolTip(wholeStateSentence(cascade.state));
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    if (!m_cascades.isEmpty())
        m_list->setCurrentRow(std::clamp(row, 0, static_cast<int>(m_cascades.size()) - 1));
    showSaving();
}

void CascadeShelf::showSaving()
{
    const QString name = m_field->text().trimmed();
    const bool isTaken = std::any_of(m_cascades.begin(), m_cascades.end(),
                                     [&](const Cascade& cascade) { return cascade.name == name; });
    m_save->setText(isTaken ? tr("Replace") : tr("Save"));
    m_save->setEnabled(!name.isEmpty());
}

void CascadeShelf::open(const QString& inHand, const QPoint& globalPlace)
{
    m_field->clear();
    m_field->setToolTip(inHand);
    move(globalPlace);
    show();
    m_field->setFocus();
}

std::optional<Cascade> CascadeShelf::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_cascades.size() ? std::optional(m_cascades[row]) : std::nullopt;
}

void CascadeShelf::save()
{
    const QString name = m_field->text().trimmed();
    if (name.isEmpty())
        return;
    hide();
    Q_EMIT saveRequested(name);
}

void CascadeShelf::rename(QListWidgetItem* item)
{
    const Cascade cascade = m_cascades.value(m_list->row(item));
    if (item->text().trimmed() != cascade.name)
        Q_EMIT renameRequested(cascade.id, item->text());
}

bool CascadeShelf::listKey(int key, bool isShifted)
{
    const auto cascade = current();
    if (!cascade)
        return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        hide();
        if (isShifted)
            Q_EMIT compareRequested(*cascade);
        else
            Q_EMIT opened(*cascade);
        return true;
    }
    if (key == Qt::Key_Delete)
        Q_EMIT removeRequested(*cascade);
    return key == Qt::Key_Delete;
}

bool CascadeShelf::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_list && listKey(key->key(), key->modifiers() & Qt::ShiftModifier))
        return true;
    if (watched == m_field && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        save();
        return true;
    }
    if (watched == m_field && key->key() == Qt::Key_Down && m_list->count() > 0) {
        m_list->setFocus();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void CascadeShelf::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.hairline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace antiphon
