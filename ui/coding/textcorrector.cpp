#include "ui/coding/textcorrector.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/popupframe.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int smallestHeight = 96;
constexpr int narrowest = 320;
constexpr int widest = 640;
} // namespace

TextCorrector::TextCorrector(QWidget* parent) : QFrame(parent), m_text(new QPlainTextEdit(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(metrics::gap);
    auto* why = new TextLabel(tr("Mend what was written wrongly. Codings stay on their words."),
                              TextSize::Caption, Tone::Muted, this);
    why->setWordWrap(true);
    column->addWidget(why);
    column->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    auto* save = new QPushButton(tr("Correct the text"), this);
    makePrimary(save);
    save->setToolTip(tr("Save (Ctrl+Enter)"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setFlat(true);
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text of the turn"));
    m_text->installEventFilter(this);
    connect(save, &QPushButton::clicked, this, [this] { finish(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { finish(false); });
    hide();
}

void TextCorrector::open(int turn, const QString& text, const QRect& near)
{
    m_turn = turn;
    m_before = text;
    m_text->setPlainText(text);
    m_text->moveCursor(QTextCursor::Start);
    m_text->setFixedHeight(std::clamp(near.height() + 24, smallestHeight, parentWidget()->height() / 2));
    const int room = parentWidget()->width() - near.left() - metrics::padding;
    setFixedWidth(std::clamp(room, narrowest, widest));
    adjustSize();
    QRect place(near.topLeft(), size());
    place.moveRight(std::min(place.right(), parentWidget()->width() - metrics::padding));
    place.moveBottom(std::min(place.bottom(), parentWidget()->height() - metrics::padding));
    place.moveTop(std::max(place.top(), metrics::padding));
    move(place.topLeft());
    show();
    raise();
    m_text->setFocus(Qt::PopupFocusReason);
}

void TextCorrector::finish(bool save)
{
    hide();
    // toPlainText() would make blanks of blanks that do not break.
    QString text = m_text->document()->toRawText();
    text.replace(QChar(QChar::ParagraphSeparator), QLatin1Char('\n'));
    if (save && text != m_before)
        Q_EMIT corrected(m_turn, text);
    Q_EMIT closed();
}

bool TextCorrector::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape || (enter && (key->modifiers() & Qt::ControlModifier))) {
        finish(enter);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void TextCorrector::paintEvent(QPaintEvent*)
{
    paintPopupFrame(*this);
}

} // namespace antiphon
