#include "ui/rating/questionpage.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/panels.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QScrollBar>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int confirmedMs = 5000;
constexpr int rowInset = 13; // of the rows, for the mark at their left
constexpr int rowsShare = 2; // rows that would need more than half of the height turn flat

// The width of the column: about what 760 pixels are at the usual text size.
int columnWidth()
{
    return QFontMetrics(fontOf(TextSize::Body)).averageCharWidth() * 100 + 2 * rowInset;
}

// Tells assistive technology that a name has changed.
void announce(QWidget* widget)
{
    QAccessibleEvent event(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

QList<KeyHint> hints(int points)
{
    return {{QStringLiteral("1–%1").arg(points), QuestionPage::tr("answer and go on")},
            {QStringLiteral("Backspace"), QuestionPage::tr("back")},
            {QStringLiteral("Space"), QuestionPage::tr("read on")},
            {QStringLiteral("←–→"), QuestionPage::tr("dialogues")},
            {QStringLiteral("End"), QuestionPage::tr("where you left off")},
            {QStringLiteral("P"), QuestionPage::tr("pause")}};
}

} // namespace

QuestionPage::QuestionPage(const QList<Criterion>& criteria, int points, QWidget* parent)
    : QWidget(parent), m_points(points)
{
    compose(criteria, points);
    setFocusProxy(m_dialogue);
    m_dialogue->installEventFilter(this);
    m_fade.setSingleShot(true);
    m_fade.setInterval(confirmedMs);
    connect(&m_fade, &QTimer::timeout, m_saved, [this] { m_saved->setText(tr("Saved")); });
}

void QuestionPage::compose(const QList<Criterion>& criteria, int points)
{
    m_column = new QWidget(this);
    m_place = new TextLabel({}, TextSize::Body, Tone::Muted, m_column);
    m_progress = new QProgressBar(m_column);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Dialogues done"));
    m_saved = new ElidedLabel({}, TextSize::Body, Tone::Ok, m_column);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(rowInset, 0, rowInset, 0);
    top->setSpacing(metrics::padding);
    top->addWidget(m_place);
    top->addWidget(m_progress, 1);
    top->addWidget(m_saved);

    auto* card = new Card(m_column);
    card->column()->setContentsMargins(2, metrics::gap, 2, 2);
    m_dialogue = new DialogueView(card);
    m_dialogue->setMinimapShown(false);
    m_dialogue->setCurrentTurnShown(false);
    m_dialogue->setEnterOpensTracks(false);
    m_dialogue->viewport()->setBackgroundRole(QPalette::Base);
    card->column()->addWidget(m_dialogue);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(rowInset, 0, rowInset, 0);
    inset->addWidget(card);

    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, metrics::padding, 0, metrics::padding);
    column->setSpacing(metrics::padding);
    column->addLayout(top);
    column->addLayout(inset, 1);
    for (const Criterion& criterion : criteria) {
        auto* row = new CriterionRow(criterion, points, m_column);
        const qsizetype place = m_rows.size();
        connect(row, &CriterionRow::pressed, this,
                [this, place](int value) { Q_EMIT pressed(place, value); });
        column->addWidget(row);
        m_rows << row;
    }
    auto* keys = new KeyLine(this);
    keys->setHints(hints(points));
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(metrics::padding - rowInset, 0, metrics::padding - rowInset, 0);
    middle->addStretch(1);
    middle->addWidget(m_column, 1000);
    middle->addStretch(1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->setSpacing(0);
    page->addLayout(middle, 1);
    page->addWidget(keys);
    chooseShape();
}

void QuestionPage::chooseShape()
{
    m_column->setMaximumWidth(columnWidth());
    int tall = 0;
    for (const CriterionRow* row : std::as_const(m_rows))
        tall += row->heightIn(ButtonShape::Tall) + metrics::padding;
    const auto shape = tall > height() / rowsShare ? ButtonShape::Flat : ButtonShape::Tall;
    for (CriterionRow* row : std::as_const(m_rows))
        row->setShape(shape);
}

void QuestionPage::show(const RatingSheet& sheet)
{
    const bool sameDialogue = m_sheet.number == sheet.number && m_sheet.dialogue == sheet.dialogue;
    m_sheet = sheet;
    if (!sameDialogue || m_dialogue->turnCount() == 0)
        showDialogue();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setValue(sheet.values.value(i));
        m_rows[i]->setCurrent(i == sheet.criterion);
    }
    m_place->setText(tr("Dialogue %1 of %2").arg(sheet.number).arg(sheet.count));
    m_place->setAccessibleName(tr("Dialogue %1 of %2, question %3 of %4: %5")
                                   .arg(sheet.number)
                                   .arg(sheet.count)
                                   .arg(sheet.criterion + 1)
                                   .arg(m_rows.size())
                                   .arg(m_rows[sheet.criterion]->accessibleName()));
    announce(m_place);
    m_progress->setRange(0, static_cast<int>(sheet.count));
    m_progress->setValue(static_cast<int>(sheet.done));
    moveFocus();
}

void QuestionPage::showDialogue()
{
    m_dialogue->setDocument(m_sheet.dialogue);
    for (int i = 0; i < m_dialogue->turnCount(); ++i)
        m_dialogue->setTracksDisplay(i, TracksDisplay::Open);
    m_dialogue->setAccessibleName(tr("Dialogue %1").arg(m_sheet.number));
    m_dialogue->setAccessibleDescription(spokenText(m_sheet.dialogue));
    announce(m_dialogue);
}

// Who goes by Tab and Enter stays among the buttons, in the row that is asked now.
void QuestionPage::moveFocus()
{
    const auto* held = qobject_cast<AnswerButton*>(QApplication::focusWidget());
    if (!held || !isAncestorOf(held))
        return;
    if (AnswerButton* button = m_rows[m_sheet.criterion]->button(held->value()))
        button->setFocus(Qt::TabFocusReason);
}

void QuestionPage::confirm(const QString& text)
{
    m_saved->setText(text);
    m_saved->setAccessibleName(text);
    announce(m_saved);
    text.isEmpty() ? m_fade.stop() : m_fade.start();
}

void QuestionPage::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(*event))
        QWidget::keyPressEvent(event);
}

bool QuestionPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_dialogue && event->type() == QEvent::KeyPress)
        return handleKey(*static_cast<QKeyEvent*>(event));
    return QWidget::eventFilter(watched, event);
}

bool QuestionPage::handleKey(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool shift = modifiers == Qt::ShiftModifier;
    const int key = event.key();
    const bool goesBack =
        key == Qt::Key_Up && !event.isAutoRepeat() && m_dialogue->verticalScrollBar()->value() == 0;
    if (goesBack && modifiers == Qt::NoModifier) {
        Q_EMIT wished(RaterWish::Back);
        return true;
    }
    if ((modifiers == Qt::NoModifier || shift) && scroll(key, shift))
        return true;
    // Some keyboards have their digits on the shifted level.
    const int digit = key == Qt::Key_0 ? 10 : key - Qt::Key_0;
    const bool isAnswer = digit >= 1 && digit <= m_points;
    if (modifiers != Qt::NoModifier && !(shift && isAnswer))
        return false;
    if (isAnswer && !event.isAutoRepeat())
        Q_EMIT answered(digit);
    return isAnswer || (event.isAutoRepeat() ? false : handleOnce(key));
}

bool QuestionPage::handleOnce(int key)
{
    switch (key) {
    case Qt::Key_Backspace:
        Q_EMIT wished(RaterWish::Back);
        return true;
    case Qt::Key_Left:
        Q_EMIT wished(RaterWish::Previous);
        return true;
    case Qt::Key_Right:
        Q_EMIT wished(RaterWish::Next);
        return true;
    case Qt::Key_End:
        Q_EMIT wished(RaterWish::Latest);
        return true;
    case Qt::Key_P:
    case Qt::Key_Escape:
        Q_EMIT wished(RaterWish::Pause);
        return true;
    default:
        return false;
    }
}

bool QuestionPage::scroll(int key, bool shift)
{
    QScrollBar* bar = m_dialogue->verticalScrollBar();
    const bool space = key == Qt::Key_Space;
    if (key == Qt::Key_PageDown || (space && !shift))
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    else if (key == Qt::Key_PageUp || (space && shift))
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    else if (key == Qt::Key_Down)
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    else if (key == Qt::Key_Up)
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (key == Qt::Key_Home)
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
    else
        return false;
    return true;
}

void QuestionPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    chooseShape();
}

void QuestionPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        chooseShape();
}

} // namespace antiphon
