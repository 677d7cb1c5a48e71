#include "ui/coding/memopanel.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int fieldHeight = 96;

QPushButton* flatButton(const QString& title, QWidget* parent)
{
    auto* button = new QPushButton(title, parent);
    button->setFlat(true);
    return button;
}

} // namespace

MemoPanel::MemoPanel(QWidget* parent)
    : QWidget(parent),
      m_title(new SectionHeader(tr("Memos"), {}, this)),
      m_cards(new QVBoxLayout),
      m_new(new QPushButton(tr("New memo"), this)),
      m_form(new QWidget(this)),
      m_text(new QPlainTextEdit(m_form))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_cards->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addLayout(m_cards);
    column->addWidget(m_form);
    column->addWidget(m_new, 0, Qt::AlignLeft);
    m_new->setToolTip(tr("Write a memo on the current turn (M)"));
    connect(m_new, &QPushButton::clicked, this, &MemoPanel::startWriting);

    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins({});
    form->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    auto* save = new QPushButton(tr("Save memo"), m_form);
    makePrimary(save);
    save->setToolTip(tr("Save (Ctrl+Enter)"));
    auto* cancel = flatButton(tr("Cancel"), m_form);
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    form->addLayout(buttons);
    m_text->setFixedHeight(fieldHeight);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Memo"));
    m_text->setPlaceholderText(tr("What do you notice here?"));
    m_text->installEventFilter(this);
    connect(save, &QPushButton::clicked, this, [this] { finish(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { finish(false); });
    m_form->hide();
}

void MemoPanel::showMemos(const QList<Memo>& memos)
{
    if (memos == m_memos && m_cards->count() == memos.size())
        return;
    m_memos = memos;
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Memo& memo : memos)
        m_cards->addWidget(cardOf(memo));
    m_title->setRemark(memos.isEmpty() ? QString() : countText(memos.size()));
}

QWidget* MemoPanel::cardOf(const Memo& memo)
{
    auto* card = new Card(this);
    card->column()->setContentsMargins(12, 10, 12, 6);
    card->column()->setSpacing(2);
    auto* text = new TextLabel(memo.text, TextSize::Body, Tone::Normal, card);
    text->setWordWrap(true);
    card->column()->addWidget(text);
    auto* row = new QHBoxLayout;
    row->addWidget(new TextLabel(timeText(memo.changedAt, now()), TextSize::Caption, Tone::Muted, card), 1);
    auto* edit = flatButton(tr("Edit"), card);
    edit->setAccessibleName(tr("Edit memo: %1").arg(memo.text));
    auto* remove = flatButton(tr("Delete"), card);
    remove->setAccessibleName(tr("Delete memo: %1").arg(memo.text));
    row->addWidget(edit);
    row->addWidget(remove);
    card->column()->addLayout(row);
    connect(edit, &QPushButton::clicked, this, [this, memo] { write(memo.id, memo.text); });
    connect(remove, &QPushButton::clicked, this, [this, id = memo.id] { Q_EMIT deleted(id); });
    return card;
}

void MemoPanel::startWriting()
{
    write({}, {});
}

bool MemoPanel::isWriting() const
{
    return !m_form->isHidden();
}

void MemoPanel::write(MemoId memo, const QString& text)
{
    m_edited = memo;
    m_text->setPlainText(text);
    m_text->moveCursor(QTextCursor::End);
    m_form->show();
    m_new->hide();
    m_text->setFocus(Qt::OtherFocusReason);
}

void MemoPanel::finish(bool save)
{
    const QString text = m_text->toPlainText().trimmed();
    if (save && !text.isEmpty())
        Q_EMIT saved(m_edited, text);
    m_form->hide();
    m_new->show();
    Q_EMIT finished();
}

bool MemoPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape || (enter && (key->modifiers() & Qt::ControlModifier))) {
        finish(enter);
        return true;
    }
    return false;
}

} // namespace antiphon
