#include "ui/coding/memoeditor.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace antiphon {

MemoEditor::MemoEditor(QWidget* parent)
    : QWidget(parent),
      m_title(new QLineEdit(this)),
      m_kind(new QComboBox(this)),
      m_text(new QPlainTextEdit(this)),
      m_save(new QPushButton(tr("Save memo"), this)),
      m_choices(new QHBoxLayout),
      m_buttons(new QHBoxLayout)
{
    m_title->setPlaceholderText(tr("Title (may be left empty)"));
    m_title->setAccessibleName(tr("Title of the memo"));
    m_title->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Memo"));
    m_text->setPlaceholderText(tr("What do you notice here?"));
    m_kind->setAccessibleName(tr("Kind of the memo"));
    m_kind->setToolTip(tr("What kind of thought this is"));
    for (const MemoKind kind : allMemoKinds)
        m_kind->addItem(memoKindTitle(kind), static_cast<int>(kind));
    makePrimary(m_save);
    m_save->setToolTip(tr("Save (Ctrl+Enter)"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setFlat(true);
    cancel->setToolTip(tr("Drop what was written (Escape)"));
    m_choices->setSpacing(metrics::gap);
    m_choices->addWidget(m_kind);
    m_buttons->addWidget(m_save);
    m_buttons->addWidget(cancel);
    m_buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addLayout(m_choices);
    column->addWidget(m_text, 1);
    column->addLayout(m_buttons);
    const QList<QWidget*> inside{m_title, m_kind, m_text, m_save, cancel};
    for (QWidget* widget : inside)
        widget->installEventFilter(this);
    connect(m_save, &QPushButton::clicked, this, &MemoEditor::commit);
    connect(cancel, &QPushButton::clicked, this, &MemoEditor::dropped);
    connect(m_title, &QLineEdit::textChanged, this, &MemoEditor::updateButtons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &MemoEditor::updateButtons);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MemoEditor::updateButtons);
}

void MemoEditor::open(const MemoContent& content)
{
    m_opened = content;
    m_title->setText(content.title);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(content.kind)));
    m_text->setPlainText(content.text);
    m_text->moveCursor(QTextCursor::End);
    updateButtons();
}

MemoContent MemoEditor::content() const
{
    return {m_text->toPlainText().trimmed(), m_title->text().trimmed(),
            static_cast<MemoKind>(m_kind->currentData().toInt())};
}

bool MemoEditor::hasFocusInside() const
{
    const QWidget* focus = QApplication::focusWidget();
    return focus && isAncestorOf(focus);
}

void MemoEditor::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

void MemoEditor::focusTitle()
{
    m_title->setFocus(Qt::OtherFocusReason);
}

void MemoEditor::setTextHeight(int height)
{
    m_text->setFixedHeight(height);
}

void MemoEditor::setKindShown(bool shown)
{
    m_kind->setVisible(shown);
}

void MemoEditor::setPlaceholder(const QString& question)
{
    m_text->setPlaceholderText(question);
}

void MemoEditor::updateButtons()
{
    m_save->setEnabled(isChanged() && !content().text.isEmpty());
    Q_EMIT edited();
}

void MemoEditor::commit()
{
    const MemoContent written = content();
    if (written.text.isEmpty())
        return;
    m_opened = written;
    Q_EMIT committed(written);
}

void MemoEditor::commitIfChanged()
{
    if (isChanged())
        commit();
}

bool MemoEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        // A list that opens, and another program in front, are no leaving.
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            QTimer::singleShot(0, this, [this] {
                if (!hasFocusInside())
                    commitIfChanged();
            });
    } else if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier)) {
            commit();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT dropped();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
