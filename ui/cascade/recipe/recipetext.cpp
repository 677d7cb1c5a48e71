#include "ui/cascade/recipe/recipetext.h"

#include "ui/cascade/recipe/recipedesk.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int takeAfterMs = 200;

} // namespace

RecipeText::RecipeText(RecipeDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_editor(new QPlainTextEdit(this))
{
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setAccessibleName(tr("The recipe as JSON"));
    m_editor->setTabChangesFocus(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_editor, 1);
    column->addWidget(
        new TextLabel(tr("The same recipe: what you type here stands in the other sections at once."),
                      TextSize::Caption, Tone::Muted, this));
    setFocusProxy(m_editor);
    m_takeTimer.setSingleShot(true);
    m_takeTimer.setInterval(takeAfterMs);
    connect(m_editor, &QPlainTextEdit::textChanged, &m_takeTimer, qOverload<>(&QTimer::start));
    connect(&m_takeTimer, &QTimer::timeout, this, &RecipeText::take);
    connect(&desk, &RecipeDesk::opened, this, &RecipeText::show);
    connect(&desk, &RecipeDesk::edited, this, &RecipeText::show);
    show();
}

void RecipeText::take()
{
    m_takeTimer.stop();
    if (m_desk.isReadOnly())
        return;
    m_isTaking = true;
    m_desk.type(m_editor->toPlainText().toUtf8());
    m_isTaking = false;
}

// What is typed stays as it is typed.
void RecipeText::show()
{
    m_editor->setReadOnly(m_desk.isReadOnly());
    const QString text = QString::fromUtf8(m_desk.inHand().text());
    if (m_isTaking || text == m_editor->toPlainText())
        return;
    const QSignalBlocker quiet(m_editor);
    m_takeTimer.stop();
    m_editor->setPlainText(text);
}

} // namespace antiphon
