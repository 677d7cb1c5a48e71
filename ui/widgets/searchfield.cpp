#include "ui/widgets/searchfield.h"

#include "ui/theme/icons.h"

#include <QKeyEvent>

namespace antiphon {

namespace {
constexpr int debounceMs = 150;
}

SearchField::SearchField(const QString& placeholder, QWidget* parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_timer.setSingleShot(true);
    m_timer.setInterval(debounceMs);
    connect(&m_timer, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, &m_timer, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
}

void SearchField::setSearch(const QString& text)
{
    setText(text);
    tell();
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        setSearch({});
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::tell()
{
    m_timer.stop();
    if (text() == m_told)
        return;
    m_told = text();
    Q_EMIT searchChanged(m_told);
}

} // namespace antiphon
