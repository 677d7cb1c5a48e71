#include "ui/rating/readingpane.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/panels.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QScrollBar>

namespace antiphon {

namespace {

constexpr int charactersAlone = 100; // about what 760 pixels are at the usual text size
constexpr int charactersBeside = 72;
constexpr int charactersAtLeast = 36; // of a column; less is no reading
constexpr double stackedShare = 0.7;  // of the height, for each of those that stand below each other

int charactersWide(int count)
{
    return QFontMetrics(fontOf(TextSize::Body)).averageCharWidth() * count;
}

void announce(QWidget* widget)
{
    QAccessibleEvent event(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

bool canGo(const QScrollBar* bar, bool forward)
{
    return forward ? bar->value() < bar->maximum() : bar->value() > bar->minimum();
}

} // namespace

ReadingPane::ReadingPane(QWidget* parent) : QScrollArea(parent), m_body(new QWidget(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, m_body);
    m_row->setContentsMargins({});
    m_row->setSpacing(metrics::gap);
    setWidget(m_body);
    m_columns << makeColumn();
    setFocusProxy(m_columns.constFirst().view);
}

ReadingPane::Column ReadingPane::makeColumn()
{
    Column column;
    auto* card = new Card(m_body);
    column.card = card;
    card->column()->setContentsMargins(2, metrics::gap, 2, 2);
    card->column()->setSpacing(metrics::unit);
    column.head = new QWidget(card);
    column.title = new TextLabel({}, TextSize::Heading, Tone::Normal, column.head);
    column.remark = new TextLabel({}, TextSize::Body, Tone::Accent, column.head);
    auto* head = new QHBoxLayout(column.head);
    head->setContentsMargins(metrics::padding, 0, metrics::padding, 0);
    head->addWidget(column.title);
    head->addWidget(column.remark);
    head->addStretch(1);
    column.view = new DialogueView(card);
    column.view->setMinimapShown(false);
    column.view->setCurrentTurnShown(false);
    column.view->setEnterOpensTracks(false);
    column.view->viewport()->setBackgroundRole(QPalette::Base);
    column.view->installEventFilter(this);
    connect(column.view, &DialogueView::currentTurnChanged, this, [this, view = column.view](int turn) {
        if (m_marked >= 0 && turn != m_marked && view == m_columns.constFirst().view)
            view->setCurrentTurn(m_marked); // what is asked about stays marked, wherever one clicks
    });
    card->column()->addWidget(column.head);
    card->column()->addWidget(column.view, 1);
    m_row->addWidget(card, 1);
    return column;
}

void ReadingPane::show(const QList<ReadDialogue>& dialogues)
{
    const QList<ReadDialogue> before = m_shown;
    m_shown = dialogues;
    while (m_columns.size() < dialogues.size())
        m_columns << makeColumn();
    bool another = before.size() != dialogues.size();
    for (qsizetype i = 0; i < dialogues.size(); ++i)
        another = another || before[i].document != dialogues[i].document;
    if (another)
        m_marked = -1;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        m_columns[i].card->setVisible(i < dialogues.size());
        if (i < dialogues.size())
            fill(i, another);
    }
    arrange();
    if (another)
        goTo(0);
}

void ReadingPane::fill(qsizetype place, bool another)
{
    const Column& column = m_columns[place];
    const ReadDialogue& dialogue = m_shown[place];
    column.head->setVisible(!dialogue.title.isEmpty());
    column.title->setText(dialogue.title);
    column.remark->setText(dialogue.remark);
    const QString name = dialogue.title.isEmpty() ? tr("Dialogue") : tr("Dialogue: %1").arg(dialogue.title);
    const QString said = dialogue.remark.isEmpty() ? name : name + QStringLiteral(", ") + dialogue.remark;
    column.view->setAccessibleName(said);
    if (another) {
        column.view->setCurrentTurnShown(false);
        column.view->setDocument(dialogue.document);
        for (int i = 0; i < column.view->turnCount(); ++i)
            column.view->setTracksDisplay(i, TracksDisplay::Open);
        column.view->setAccessibleDescription(spokenText(dialogue.document));
        announce(column.view);
    }
}

void ReadingPane::markTurn(int turn)
{
    if (turn == m_marked)
        return;
    m_marked = turn;
    DialogueView* view = m_columns.constFirst().view;
    view->setCurrentTurnShown(turn >= 0);
    if (turn >= 0)
        view->setCurrentTurn(turn);
}

int ReadingPane::readableWidth() const
{
    if (m_shown.size() < 2)
        return charactersWide(charactersAlone);
    return charactersWide(charactersBeside) * static_cast<int>(m_shown.size());
}

void ReadingPane::arrange()
{
    const auto count = std::max<int>(1, static_cast<int>(m_shown.size()));
    m_sideBySide = count == 1 || width() >= count * (charactersWide(charactersAtLeast) + metrics::gap);
    m_row->setDirection(m_sideBySide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const int tall = m_sideBySide ? 0 : static_cast<int>(height() * stackedShare);
    for (const Column& column : std::as_const(m_columns))
        column.card->setMinimumHeight(tall);
    setVerticalScrollBarPolicy(m_sideBySide ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void ReadingPane::goTo(qsizetype place)
{
    m_front = place;
    if (m_sideBySide)
        verticalScrollBar()->setValue(0);
    else
        ensureWidgetVisible(m_columns[place].card, 0, 0);
}

void ReadingPane::scroll(QAbstractSlider::SliderAction action)
{
    if (m_sideBySide || action == QAbstractSlider::SliderToMinimum) {
        for (qsizetype i = 0; i < m_shown.size(); ++i)
            m_columns[i].view->verticalScrollBar()->triggerAction(action);
        if (!m_sideBySide)
            goTo(0);
        return;
    }
    const bool forward =
        action == QAbstractSlider::SliderPageStepAdd || action == QAbstractSlider::SliderSingleStepAdd;
    QScrollBar* bar = m_columns[m_front].view->verticalScrollBar();
    const qsizetype next = m_front + (forward ? 1 : -1);
    if (canGo(bar, forward))
        bar->triggerAction(action);
    else if (next >= 0 && next < m_shown.size())
        goTo(next);
}

bool ReadingPane::isAtTop() const
{
    if (!m_sideBySide && m_front > 0)
        return false;
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (m_columns[i].view->verticalScrollBar()->value() > 0)
            return false;
    }
    return true;
}

void ReadingPane::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void ReadingPane::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (m_row && (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange))
        arrange();
}

bool ReadingPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && qobject_cast<DialogueView*>(watched)) {
        bool taken = false;
        Q_EMIT keyPressed(static_cast<QKeyEvent*>(event), &taken);
        return taken;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace antiphon
