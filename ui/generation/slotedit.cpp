#include "ui/generation/slotedit.h"

#include "ui/generation/slothighlighter.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>

namespace antiphon {

SlotEdit::SlotEdit(TextKind kind, QWidget* parent)
    : QPlainTextEdit(parent),
      m_highlighter(new SlotHighlighter(kind, document())),
      m_completer(new QCompleter(this)),
      m_names(new QStringListModel(this))
{
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_completer->setModel(m_names);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &SlotEdit::complete);
    adoptPalette();
}

void SlotEdit::setSlots(const QStringList& names)
{
    if (names == m_names->stringList())
        return;
    m_names->setStringList(names);
    QStringList known;
    for (const QString& name : names)
        known << name.section(QLatin1Char(' '), 0, 0);
    m_highlighter->setKnownSlots(known);
}

void SlotEdit::insertSlot(const QString& name)
{
    textCursor().insertText(QLatin1Char('{') + name + QLatin1Char('}'));
    setFocus(Qt::OtherFocusReason);
}

void SlotEdit::markLine(qint64 line)
{
    m_marked = line;
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block =
        line > 0 ? document()->findBlockByNumber(static_cast<int>(line) - 1) : QTextBlock();
    if (block.isValid()) {
        QTextEdit::ExtraSelection mark;
        QColor ground = tokensOf(palette()).danger;
        ground.setAlphaF(0.14F);
        mark.format.setBackground(ground);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(block);
        marks << mark;
    }
    setExtraSelections(marks);
}

void SlotEdit::goToLine(qint64 line)
{
    const QTextBlock block = document()->findBlockByNumber(static_cast<int>(line) - 1);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

std::optional<QString> SlotEdit::beginning() const
{
    static const QRegularExpression open(QStringLiteral("\\{([a-z_]*)$"));
    const QTextCursor caret = textCursor();
    const auto found = open.match(caret.block().text().left(caret.positionInBlock()));
    return found.hasMatch() ? std::optional(found.captured(1)) : std::nullopt;
}

void SlotEdit::complete(const QString& name)
{
    QTextCursor caret = textCursor();
    caret.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor,
                       static_cast<int>(beginning().value_or(QString()).size()));
    const bool closed = document()->characterAt(textCursor().position()) == QLatin1Char('}');
    caret.insertText(closed ? name : name + QLatin1Char('}'));
    setTextCursor(caret);
}

void SlotEdit::offer()
{
    const std::optional<QString> typed = beginning();
    m_completer->setCompletionPrefix(typed.value_or(QString()));
    if (!typed || m_completer->completionCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width() + 16);
    m_completer->complete(place);
}

void SlotEdit::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Enter:
        case Qt::Key_Return:
        case Qt::Key_Escape:
        case Qt::Key_Tab:
            event->ignore(); // they are the list's
            return;
        default:
            break;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
    const bool wrote = !event->text().isEmpty() && event->text().front().isPrint();
    if (wrote || m_completer->popup()->isVisible())
        offer();
}

void SlotEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        adoptPalette();
        markLine(m_marked);
    }
}

void SlotEdit::adoptPalette()
{
    m_highlighter->adoptPalette(palette());
}

} // namespace antiphon
