#include "ui/rating/noteeditor.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace antiphon {

NoteEditor::NoteEditor(QWidget* parent) : Card(parent)
{
    m_title = new SectionHeader({}, tr("Enter keeps, Esc leaves"), this);
    m_edit = new QPlainTextEdit(this);
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(QFontMetrics(m_edit->font()).lineSpacing() * 4);
    m_edit->setToolTip(tr("Shift+Enter begins a new line"));
    m_edit->installEventFilter(this);
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    auto* keepButton = new QPushButton(tr("Keep"), this);
    keepButton->setToolTip(tr("Enter"));
    makePrimary(keepButton);
    auto* leave = new QPushButton(tr("Leave"), this);
    leave->setToolTip(tr("Goes back without keeping anything (Esc)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(keepButton);
    row->addWidget(leave);
    row->addWidget(m_problem, 1);
    column()->setSpacing(metrics::gap);
    column()->addWidget(m_title);
    column()->addWidget(m_edit);
    column()->addLayout(row);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(keepButton, &QPushButton::clicked, this, &NoteEditor::keep);
    connect(leave, &QPushButton::clicked, this, &NoteEditor::left);
}

void NoteEditor::begin(const QString& title, const QString& placeholder, const QString& text, bool needed)
{
    m_needed = needed;
    m_title->setTitle(title);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setAccessibleName(title);
    m_edit->setAccessibleDescription(placeholder);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_problem->setText({});
    m_edit->setFocus();
}

QString NoteEditor::text() const
{
    return m_edit->toPlainText().trimmed();
}

void NoteEditor::keep()
{
    if (m_needed && text().isEmpty()) {
        m_problem->setText(tr("A reason is needed."));
        m_edit->setFocus();
        return;
    }
    Q_EMIT kept(text());
}

bool NoteEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return Card::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
        if (!key->isAutoRepeat())
            keep();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return false;
}

} // namespace antiphon
