#include "ui/coding/codefinder.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/popupframe.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int finderWidth = 360;
constexpr int shownCodes = 7;
constexpr int shownExamples = 2;

// What the code means, and what it looks like.
QString meaningOf(const Code& code)
{
    QStringList lines{code.definition.isEmpty() ? CodeFinder::tr("This code has no definition yet.")
                                                : code.definition};
    for (const QString& example : code.examples.mid(0, shownExamples))
        lines << QStringLiteral("\u201c%1\u201d").arg(example);
    return lines.join(u'\n');
}

} // namespace

CodeFinder::CodeFinder(QWidget* parent)
    : QFrame(parent),
      m_field(new QLineEdit(this)),
      m_list(new CodeList(this)),
      m_meaning(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::unit);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_meaning);
    m_meaning->setWordWrap(true);
    m_meaning->setContentsMargins(metrics::gap, metrics::unit, metrics::gap, metrics::unit);
    m_field->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_field->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Codes found"));
    connect(m_field, &QLineEdit::textChanged, this, &CodeFinder::find);
    connect(m_list, &CodeList::codeActivated, this, &CodeFinder::take);
    connect(m_list, &CodeList::currentCodeChanged, this, &CodeFinder::explain);
    hide();
}

void CodeFinder::open(const QList<Code>& codes, const QHash<CodeId, qint64>& counts, std::optional<Role> role,
                      const QRect& near)
{
    m_codes = codes;
    m_counts = counts;
    m_role = role;
    m_answer = {};
    popUp(tr("Find a code"), near);
}

void CodeFinder::choose(const QString& title, const QList<Code>& codes, const QRect& near,
                        std::function<void(const Code&)> answer)
{
    m_codes = codes;
    for (Code& code : m_codes)
        code.codable = true; // any will do
    m_counts.clear();
    m_role = std::nullopt;
    m_answer = std::move(answer);
    popUp(title, near);
}

void CodeFinder::popUp(const QString& title, const QRect& near)
{
    m_field->setPlaceholderText(title);
    m_field->setAccessibleName(title);
    m_near = near;
    m_field->clear();
    setFixedWidth(std::min(finderWidth, parentWidget()->width() - 2 * metrics::gap));
    find({});
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CodeFinder::take(const Code& code)
{
    close();
    if (m_answer)
        m_answer(code);
    else
        Q_EMIT chosen(code);
}

void CodeFinder::find(const QString& typed)
{
    QList<CodebookRow> rows;
    for (const Code& code : findCodes(m_codes, typed.trimmed(), m_role))
        rows << CodebookRow{{}, code, m_counts.value(code.id)};
    m_list->rows()->setRows(rows);
    m_list->setCurrentIndex(m_list->rows()->index(0));
    const int row = std::max(m_list->sizeHintForRow(0), 28);
    m_list->setFixedHeight(row * std::clamp(static_cast<int>(rows.size()), 1, shownCodes));
    explain();
}

void CodeFinder::explain()
{
    const auto code = m_list->currentCode();
    m_meaning->setVisible(code.has_value());
    if (code)
        m_meaning->setText(meaningOf(*code));
    place();
}

// Below the turn, or above it where there is no room.
void CodeFinder::place()
{
    adjustSize();
    QRect place(m_near.bottomLeft() + QPoint(0, metrics::gap), size());
    if (place.bottom() > parentWidget()->height())
        place.moveBottom(std::max(m_near.top() - metrics::gap, height()));
    place.moveRight(std::min(place.right(), parentWidget()->width() - metrics::gap));
    move(place.topLeft());
}

void CodeFinder::close()
{
    hide();
    Q_EMIT closed();
}

bool CodeFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible()) {
        close();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
        m_list->moveCurrent(-1);
        return true;
    case Qt::Key_Down:
        m_list->moveCurrent(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto code = m_list->currentCode())
            take(*code);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CodeFinder::paintEvent(QPaintEvent*)
{
    paintPopupFrame(*this);
}

} // namespace antiphon
