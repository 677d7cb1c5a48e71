#include "ui/rating/questionpage.h"

#include "ui/rating/noteeditor.h"
#include "ui/rating/questionkeys.h"
#include "ui/rating/readingpane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/panels.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int confirmedMs = 5000;
constexpr int rowInset = 13; // of the rows, for the mark at their left
constexpr int rowsShare = 2; // rows that would need more than half of the height turn flat

// Tells assistive technology that a name has changed.
void announce(QWidget* widget)
{
    QAccessibleEvent event(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

QToolButton* noteButton(QWidget* parent, const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the dialogue
    button->setToolTip(toolTip);
    return button;
}

} // namespace

QuestionPage::QuestionPage(QWidget* parent) : QWidget(parent)
{
    compose();
    connectNotes();
    setFocusProxy(m_pane);
    m_fade.setSingleShot(true);
    m_fade.setInterval(confirmedMs);
    connect(&m_fade, &QTimer::timeout, m_saved, [this] { m_saved->setText(tr("Saved")); });
    connect(m_pane, &ReadingPane::keyPressed, this,
            [this](QKeyEvent* event, bool* taken) { *taken = handleKey(*event); });
}

QWidget* QuestionPage::makeTop()
{
    auto* bar = new QWidget(m_column);
    m_place = new TextLabel({}, TextSize::Body, Tone::Muted, bar);
    m_progress = new QProgressBar(bar);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Dialogues done"));
    m_saved = new ElidedLabel({}, TextSize::Body, Tone::Ok, bar);
    m_comment = noteButton(bar, tr("Comment"), tr("Write something about this dialogue (C)"));
    m_flag = noteButton(bar, tr("Flag"), tr("Mark that something is wrong here (F)"));
    m_flag->setCheckable(true);
    m_skip = noteButton(bar, tr("Skip"), tr("Leave this one out and say why (S)"));
    auto* top = new QHBoxLayout(bar);
    top->setContentsMargins(rowInset, 0, rowInset, 0);
    top->setSpacing(metrics::gap);
    top->addWidget(m_place);
    top->addSpacing(metrics::gap);
    top->addWidget(m_progress, 1);
    top->addSpacing(metrics::gap);
    top->addWidget(m_saved);
    for (QToolButton* button : {m_comment, m_flag, m_skip})
        top->addWidget(button);
    return bar;
}

void QuestionPage::compose()
{
    m_column = new QWidget(this);
    auto* top = makeTop();
    m_pane = new ReadingPane(m_column);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(rowInset, 0, rowInset, 0);
    inset->addWidget(m_pane);
    m_answers = new QWidget(m_column);
    m_answersColumn = new QVBoxLayout(m_answers);
    m_answersColumn->setContentsMargins({});
    m_answersColumn->setSpacing(metrics::padding);
    m_note = new NoteEditor(m_column);
    m_note->hide();
    auto* noteInset = new QHBoxLayout;
    noteInset->setContentsMargins(rowInset, 0, rowInset, 0);
    noteInset->addWidget(m_note);

    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, metrics::padding, 0, metrics::padding);
    column->setSpacing(metrics::padding);
    column->addWidget(top);
    column->addLayout(inset, 1);
    column->addWidget(m_answers);
    column->addLayout(noteInset);
    m_keys = new KeyLine(this);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(metrics::padding - rowInset, 0, metrics::padding - rowInset, 0);
    middle->addStretch(1);
    middle->addWidget(m_column, 1000);
    middle->addStretch(1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->setSpacing(0);
    page->addLayout(middle, 1);
    page->addWidget(m_keys);
}

void QuestionPage::connectNotes()
{
    connect(m_comment, &QToolButton::clicked, this, [this] { Q_EMIT wished(RaterWish::Comment); });
    connect(m_skip, &QToolButton::clicked, this, [this] { Q_EMIT wished(RaterWish::Skip); });
    connect(m_flag, &QToolButton::clicked, this, [this] {
        m_flag->setChecked(m_sheet.flagged); // it changes when the flag is on disk
        Q_EMIT wished(RaterWish::Flag);
    });
    connect(m_note, &NoteEditor::left, this, &QuestionPage::endWriting);
    connect(m_note, &NoteEditor::kept, this, [this](const QString& text) {
        const bool skip = m_skipping;
        endWriting();
        skip ? Q_EMIT skipped(text) : Q_EMIT commented(text);
    });
}

void QuestionPage::chooseShape()
{
    m_column->setMaximumWidth(m_pane->readableWidth() + 2 * rowInset);
    int tall = 0;
    for (const CriterionRow* row : std::as_const(m_rows))
        tall += row->heightIn(ButtonShape::Tall) + metrics::padding;
    const auto shape = tall > height() / rowsShare ? ButtonShape::Flat : ButtonShape::Tall;
    for (CriterionRow* row : std::as_const(m_rows))
        row->setShape(shape);
}

void QuestionPage::show(const RatingSheet& sheet)
{
    const auto* held = qobject_cast<AnswerButton*>(QApplication::focusWidget());
    const int heldValue = held && isAncestorOf(held) ? held->value() : 0;
    if (isWriting())
        endWriting();
    m_sheet = sheet;
    m_pane->show(sheet.dialogues);
    m_pane->markTurn(sheet.turn);
    showRows();
    showPlace();
    showNotes();
    chooseShape();
    moveFocus(heldValue);
}

void QuestionPage::showRows()
{
    bool same = m_rows.size() == m_sheet.rows.size();
    for (qsizetype i = 0; same && i < m_rows.size(); ++i) {
        AskedRow before = m_rows[i]->asked();
        before.closed = m_sheet.rows[i].closed;
        same = before == m_sheet.rows[i];
    }
    if (!same)
        rebuildRows();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setClosed(m_sheet.rows[i].closed);
        m_rows[i]->setValue(m_sheet.values.value(i));
        m_rows[i]->setCurrent(i == m_sheet.criterion);
    }
}

void QuestionPage::rebuildRows()
{
    for (CriterionRow* row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (const AskedRow& asked : std::as_const(m_sheet.rows)) {
        auto* row = new CriterionRow(asked, m_answers);
        const qsizetype place = m_rows.size();
        connect(row, &CriterionRow::pressed, this,
                [this, place](int value) { Q_EMIT pressed(place, value); });
        m_answersColumn->addWidget(row);
        row->show();
        m_rows << row;
    }
    m_keys->setHints(keyHints(m_sheet));
}

void QuestionPage::showPlace()
{
    const QString place = placeText(m_sheet);
    m_place->setText(place);
    m_place->setAccessibleName(tr("%1, question %2 of %3: %4")
                                   .arg(place)
                                   .arg(m_sheet.firstRow + m_sheet.criterion + 1)
                                   .arg(m_sheet.questions)
                                   .arg(m_rows[m_sheet.criterion]->accessibleName()));
    announce(m_place);
    m_progress->setRange(0, static_cast<int>(m_sheet.count));
    m_progress->setValue(static_cast<int>(m_sheet.done));
}

void QuestionPage::showNotes()
{
    m_comment->setVisible(m_sheet.allowsComments);
    m_flag->setVisible(m_sheet.allowsComments);
    m_comment->setText(m_sheet.comment.isEmpty() ? tr("Comment") : tr("Commented"));
    m_comment->setAccessibleName(m_sheet.comment.isEmpty() ? tr("Comment")
                                                           : tr("Comment: %1").arg(m_sheet.comment));
    m_flag->setChecked(m_sheet.flagged);
    m_flag->setText(m_sheet.flagged ? tr("Flagged") : tr("Flag"));
    m_skip->setVisible(m_sheet.allowsSkip);
    m_skip->setText(m_sheet.skipped.isEmpty() ? tr("Skip") : tr("Skipped"));
    m_skip->setAccessibleName(m_sheet.skipped.isEmpty() ? tr("Skip")
                                                        : tr("Skipped: %1").arg(m_sheet.skipped));
}

// Who goes by Tab and Enter stays among the buttons, in the row that is asked now.
void QuestionPage::moveFocus(int held)
{
    if (held == 0)
        return;
    const CriterionRow* row = m_rows[m_sheet.criterion];
    AnswerButton* button = row->button(held);
    if (!button || !button->isEnabled())
        button = row->button(row->asked().closed == 1 ? 2 : 1);
    button->setFocus(Qt::TabFocusReason);
}

DialogueView* QuestionPage::dialogueView(qsizetype place) const
{
    return m_pane->view(place);
}

void QuestionPage::confirm(const QString& text)
{
    m_saved->setText(text);
    m_saved->setAccessibleName(text);
    announce(m_saved);
    text.isEmpty() ? m_fade.stop() : m_fade.start();
}

bool QuestionPage::isWriting() const
{
    return !m_note->isHidden();
}

void QuestionPage::writeComment()
{
    if (!m_sheet.allowsComments)
        return;
    beginWriting(false);
    m_note->begin(tr("Comment on %1").arg(placeText(m_sheet)),
                  tr("What the people who made the study should know"), m_sheet.comment, false);
}

void QuestionPage::writeSkip()
{
    if (!m_sheet.allowsSkip)
        return;
    beginWriting(true);
    m_note->begin(tr("Why can %1 not be rated?").arg(placeText(m_sheet)),
                  tr("It is in a language that I do not read"), m_sheet.skipped, true);
}

void QuestionPage::beginWriting(bool skip)
{
    m_skipping = skip;
    m_answers->hide();
    m_note->show();
    m_keys->setHints({{QStringLiteral("Enter"), tr("keep")},
                      {QStringLiteral("Shift Enter"), tr("new line")},
                      {QStringLiteral("Esc"), tr("leave")}});
}

void QuestionPage::endWriting()
{
    m_note->hide();
    m_answers->show();
    m_keys->setHints(keyHints(m_sheet));
    m_pane->setFocus();
}

void QuestionPage::keyPressEvent(QKeyEvent* event)
{
    if (isWriting() || !handleKey(*event))
        QWidget::keyPressEvent(event);
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
