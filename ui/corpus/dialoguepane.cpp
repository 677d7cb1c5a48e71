#include "ui/corpus/dialoguepane.h"

#include "ui/corpus/goalline.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

QToolButton* iconButton(const QString& icon, const QString& name, const QString& key, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(themeIcon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
    return button;
}

QString countsText(const Dialogue& dialogue)
{
    const int tracks = shownTrackCount(dialogue);
    const QString turns = dialogue.turns.size() == 1
                              ? DialoguePane::tr("1 turn")
                              : DialoguePane::tr("%1 turns").arg(dialogue.turns.size());
    if (tracks == 0)
        return turns;
    return turns + QStringLiteral(" · ") +
           (tracks == 1 ? DialoguePane::tr("1 track") : DialoguePane::tr("%1 tracks").arg(countText(tracks)));
}

} // namespace

DialoguePane::DialoguePane(ProjectSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_head(new SectionHeader({}, {}, this)),
      m_goal(new GoalLine(this)),
      m_hitBar(new QWidget(this)),
      m_hitText(new TextLabel({}, TextSize::Caption, Tone::Muted, m_hitBar)),
      m_view(new DialogueView(this)),
      m_nothing(new TextLabel(tr("Select a dialogue to read it here."), TextSize::Body, Tone::Muted, this))
{
    auto* previous = iconButton(QStringLiteral("chevron-up"), tr("Previous hit"), tr("Shift+F3"), m_hitBar);
    auto* next = iconButton(QStringLiteral("chevron-down"), tr("Next hit"), tr("F3"), m_hitBar);
    auto* hits = new QHBoxLayout(m_hitBar);
    hits->setContentsMargins({});
    hits->setSpacing(metrics::unit);
    hits->addWidget(m_hitText);
    hits->addWidget(previous);
    hits->addWidget(next);

    auto* second = new QHBoxLayout;
    second->setSpacing(metrics::gap);
    second->addWidget(m_goal, 1);
    second->addStretch(0);
    second->addWidget(m_hitBar, 0, Qt::AlignTop);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::gap);
    head->setSpacing(metrics::unit);
    head->addWidget(m_head);
    head->addLayout(second);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    column->addWidget(m_nothing, 1);

    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setWordWrap(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMinimapShown(false);
    m_view->setAccessibleName(tr("Dialogue"));
    setFocusProxy(m_view);
    connect(previous, &QToolButton::clicked, this, &DialoguePane::previousHit);
    connect(next, &QToolButton::clicked, this, &DialoguePane::nextHit);
    connect(m_view, &DialogueView::hitChanged, this, &DialoguePane::updateHits);
    showNothing();
}

QString DialoguePane::goalText() const
{
    return m_goal->isHidden() ? QString() : m_goal->text();
}

void DialoguePane::show(DialogueId dialogue, const QString& search)
{
    if (m_dialogue == dialogue && m_search == search)
        return;
    m_dialogue = dialogue;
    m_search = search;
    if (dialogue.isNull()) {
        showNothing();
        return;
    }
    m_session.read<ShownDialogue>(
        this, [dialogue, search](const Connection& db) { return readShownDialogue(db, dialogue, search); },
        [this, dialogue, search](Result<ShownDialogue> shown) {
            if (dialogue != m_dialogue || search != m_search)
                return;
            if (shown)
                take(*shown);
            else
                Q_EMIT failed(shown.error());
        },
        QStringLiteral("corpus-dialogue/%1").arg(quintptr(this)));
}

void DialoguePane::take(const ShownDialogue& shown)
{
    const bool another = m_taken != shown.dialogue.id;
    m_taken = shown.dialogue.id;
    m_head->setTitle(tr("Dialogue %1").arg(shown.dialogue.externalId));
    m_head->setRemark(countsText(shown.dialogue));
    m_goal->setTitles(goalTitles(shown));
    another ? m_view->setDocument(documentOf(shown)) : m_view->updateDocument(documentOf(shown));
    m_view->setVisible(true);
    m_nothing->setVisible(false);
    if (m_view->hitCount() > 0)
        m_view->showHit(0);
    updateHits(m_view->currentHit(), m_view->hitCount());
    Q_EMIT this->shown(shown.sourceName + u' ' + shown.dialogue.externalId);
}

void DialoguePane::showNothing()
{
    m_taken = {};
    m_head->setTitle(tr("Dialogue"));
    m_head->setRemark({});
    m_goal->setTitles({});
    m_view->setDocument({});
    m_view->setVisible(false);
    m_nothing->setVisible(true);
    updateHits(-1, 0);
    Q_EMIT shown({});
}

void DialoguePane::updateHits(int hit, int count)
{
    m_hitBar->setVisible(count > 0);
    m_hitText->setText(tr("Hit %1 of %2").arg(std::max(hit, 0) + 1).arg(count));
}

void DialoguePane::nextHit()
{
    m_view->nextHit();
}

void DialoguePane::previousHit()
{
    m_view->previousHit();
}

void DialoguePane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
