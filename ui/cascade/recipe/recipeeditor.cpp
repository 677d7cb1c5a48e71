#include "ui/cascade/recipe/recipeeditor.h"

#include "ui/cascade/recipe/calibrateform.h"
#include "ui/cascade/recipe/estimateform.h"
#include "ui/cascade/recipe/recipechanges.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/cascade/recipe/recipesections.h"
#include "ui/cascade/recipe/recipetext.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

RecipeEditor::RecipeEditor(RecipeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    m_state = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_state->setWordWrap(true);
    m_estimate = new EstimateForm(desk, this);
    m_estimate->hide();
    m_calibrate = new CalibrateForm(desk, this);
    m_calibrate->hide();
    m_strip = new TabStrip(this);
    m_strip->setAccessibleName(tr("Sections of the recipe"));
    m_stack = new QStackedWidget(this);
    makeSections();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addLayout(makeNames());
    column->addWidget(m_state);
    column->addLayout(makeActs());
    column->addWidget(m_estimate);
    column->addWidget(m_calibrate);
    column->addSpacing(metrics::unit);
    column->addWidget(m_strip);
    column->addWidget(m_stack, 1);
    connect(m_strip, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_estimate, &EstimateForm::closed, this, [this] {
        m_estimate->hide();
        m_strip->setFocus();
    });
    connect(m_calibrate, &CalibrateForm::closed, this, [this] {
        m_calibrate->hide();
        m_strip->setFocus();
    });
    connect(&desk, &RecipeDesk::opened, this, &RecipeEditor::show);
    connect(&desk, &RecipeDesk::edited, this, &RecipeEditor::show);
    connect(&desk, &RecipeDesk::listChanged, this, &RecipeEditor::show);
    setFocusProxy(m_strip);
    show();
}

QLayout* RecipeEditor::makeNames()
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("recipe-name"));
    m_name->setAccessibleName(tr("Name of the recipe"));
    m_name->setToolTip(tr("Saved under another name, it becomes a recipe of its own"));
    m_note = new QLineEdit(this);
    m_note->setPlaceholderText(tr("Note on the next version (optional)"));
    m_note->setAccessibleName(tr("Note on the next version"));
    m_save = new QPushButton(this);
    m_save->setToolTip(tr("Keep what is written as a version that never changes (Ctrl+S)"));
    makePrimary(m_save);
    m_duplicate = new QPushButton(tr("Duplicate"), this);
    m_duplicate->setToolTip(tr("A copy of this recipe, to be changed (Ctrl+D)"));
    makePrimary(m_duplicate);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_name, 2);
    row->addWidget(m_note, 3);
    row->addWidget(m_save);
    row->addWidget(m_duplicate);
    connect(m_name, &QLineEdit::textEdited, &m_desk, [this](const QString& name) {
        m_desk.change(QStringLiteral("name"), [&](Recipe& recipe) { recipe.name = name; });
    });
    connect(m_note, &QLineEdit::textEdited, &m_desk, &RecipeDesk::setNote);
    for (QLineEdit* field : {m_name, m_note})
        connect(field, &QLineEdit::returnPressed, &m_desk, &RecipeDesk::save);
    connect(m_save, &QPushButton::clicked, &m_desk, &RecipeDesk::save);
    connect(m_duplicate, &QPushButton::clicked, &m_desk, &RecipeDesk::duplicate);
    return row;
}

QLayout* RecipeEditor::makeActs()
{
    const auto button = [this](const QString& title, const QString& tip) {
        auto* made = new QPushButton(title, this);
        made->setToolTip(tip);
        return made;
    };
    auto* compare = button(tr("Compare…"), tr("What is different from another version, key by key"));
    auto* estimate =
        button(tr("Estimate from coding…"), tr("A recipe from the shares of what somebody coded"));
    auto* calibrate = button(tr("Calibrate…"),
                             tr("Turns the weights until plans over the catalogue have the named shares"));
    auto* use = button(tr("Use for plans"), tr("Goes to Plans with this version chosen"));
    m_discard = button(tr("Discard edits"), tr("Back to the version as it was saved"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    for (QPushButton* one : {compare, estimate, calibrate, use})
        row->addWidget(one);
    row->addStretch(1);
    row->addWidget(m_discard);
    connect(compare, &QPushButton::clicked, this, &RecipeEditor::compare);
    connect(estimate, &QPushButton::clicked, this, &RecipeEditor::openEstimate);
    connect(calibrate, &QPushButton::clicked, this, &RecipeEditor::openCalibrate);
    connect(use, &QPushButton::clicked, this, &RecipeEditor::useRequested);
    connect(m_discard, &QPushButton::clicked, &m_desk, &RecipeDesk::discard);
    return row;
}

void RecipeEditor::makeSections()
{
    const auto add = [this](const QString& title, QWidget* section) {
        m_strip->addPage(title);
        m_stack->addWidget(section);
    };
    add(tr("Length"), makeLengthSection(m_desk, m_stack));
    add(tr("First"), makeFirstTurnSection(m_desk, m_stack));
    add(tr("Later"), makeLaterTurnsSection(m_desk, m_stack));
    add(tr("Replies"), makeRepliesSection(m_desk, m_stack));
    add(tr("Naming"), makeNamingSection(m_desk, m_stack));
    add(tr("Values"), makeValuesSection(m_desk, m_stack));
    add(tr("Starts"), makeStartsSection(m_desk, m_stack));
    add(tr("Aims"), makeAimsSection(m_desk, m_stack));
    add(tr("JSON"), new RecipeText(m_desk, m_stack));
    m_changes = new RecipeChanges(m_desk, m_stack);
    add(tr("Changes"), m_changes);
    const QString tips[] = {tr("How many turns a dialogue has"),
                            tr("What the user does on the first turn"),
                            tr("What the user does on later turns, by the reply before"),
                            tr("What the system does"),
                            tr("Which attribute types turns name, and how many values"),
                            tr("How values and tracks are drawn, and chances"),
                            tr("Cascades that plans begin with"),
                            tr("What drawn plans are compared with"),
                            tr("The same recipe as text"),
                            tr("What differs from another version")};
    for (int i = 0; i < m_strip->count(); ++i)
        m_strip->setTabToolTip(i, tips[i]);
}

void RecipeEditor::showSection(int section)
{
    m_strip->setCurrentIndex(std::clamp(section, 0, m_strip->count() - 1));
}

int RecipeEditor::section() const
{
    return m_strip->currentIndex();
}

QWidget* RecipeEditor::sectionWidget(Section section) const
{
    return m_stack->widget(section);
}

void RecipeEditor::compare()
{
    showSection(Changes);
    m_changes->against()->setFocus();
}

void RecipeEditor::openEstimate()
{
    m_calibrate->hide();
    m_estimate->open();
}

void RecipeEditor::openCalibrate()
{
    m_estimate->hide();
    m_calibrate->open();
}

QString RecipeEditor::stateText() const
{
    const OpenRecipe& open = m_desk.inHand();
    if (!open.fault().isEmpty())
        return tr("Not sound yet: %1.").arg(open.fault());
    if (open.isShipped())
        return tr("Comes with Antiphon and does not change. Duplicate it to make one of your own.");
    if (open.isFresh())
        return tr("Not saved yet. What you write is kept as it stands.");
    const RecipeVersion& base = open.base();
    if (open.isChanged())
        return tr("Edited since version %1; kept as it stands until you save it.").arg(base.number());
    QString text = tr("Version %1, saved %2 by %3")
                       .arg(QString::number(base.number()), timeText(base.createdAt, now()), base.actor);
    return base.note.isEmpty() ? text + QLatin1Char('.') : text + QStringLiteral(": ") + base.note;
}

void RecipeEditor::show()
{
    const OpenRecipe& open = m_desk.inHand();
    const QSignalBlocker quiet(m_name);
    if (m_name->text() != m_desk.recipe().name)
        m_name->setText(m_desk.recipe().name);
    if (m_note->text() != open.note)
        m_note->setText(open.note);
    m_name->setReadOnly(open.isShipped());
    m_note->setVisible(!open.isShipped());
    m_save->setVisible(!open.isShipped());
    m_duplicate->setVisible(open.isShipped());
    m_save->setText(tr("Save version %1").arg(m_desk.nextVersion()));
    m_save->setEnabled(m_desk.canSave());
    m_discard->setVisible(open.isChanged());
    m_state->setTone(open.fault().isEmpty() ? Tone::Muted : Tone::Danger);
    m_state->setText(stateText());
}

bool RecipeEditor::takes(const QKeyEvent& event) const
{
    return (event.matches(QKeySequence::Undo) && m_desk.inHand().canUndo()) ||
           (event.matches(QKeySequence::Redo) && m_desk.inHand().canRedo());
}

bool RecipeEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && takes(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void RecipeEditor::keyPressEvent(QKeyEvent* event)
{
    if (!takes(*event))
        return QWidget::keyPressEvent(event);
    if (event->matches(QKeySequence::Undo))
        m_desk.undo();
    else
        m_desk.redo();
}

} // namespace antiphon
