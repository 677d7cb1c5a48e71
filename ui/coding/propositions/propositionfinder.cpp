#include "ui/coding/propositions/propositionfinder.h"

#include "ui/coding/finderlist.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/popupframe.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int finderWidth = 420;
constexpr int shownLines = 8;

} // namespace

PropositionFinder::PropositionFinder(CodingDesk& desk, QWidget* parent)
    : QFrame(parent),
      m_desk(new PropositionDesk(desk, this)),
      m_sentence(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::unit);
    column->addWidget(m_sentence);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->setPlaceholderText(tr("Find a proposition, or write a new one"));
    m_field->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    m_field->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Propositions found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    setFixedWidth(finderWidth);
    connect(m_field, &QLineEdit::textChanged, this, &PropositionFinder::find);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { take(m_list->row(item)); });
    connect(m_desk, &PropositionDesk::changed, this, [this] {
        if (isVisible())
            find();
    });
    hide();
}

void PropositionFinder::open(const MemoAnchor& evidence, Stance stance, const QRect& near)
{
    m_evidence = evidence;
    m_stance = stance;
    m_near = near;
    m_sentence->setText(evidence.span ? tr("The selected words speak %1 …").arg(stanceWord(stance))
                                      : tr("The turn speaks %1 …").arg(stanceWord(stance)));
    m_field->setAccessibleName(m_sentence->text());
    m_field->clear();
    m_desk->refresh();
    find();
    QFrame::show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void PropositionFinder::place()
{
    adjustSize();
    QRect place(m_near.topLeft() + QPoint(metrics::padding, m_near.height()), size());
    place.moveRight(std::min(place.right(), parentWidget()->width() - metrics::gap));
    place.moveBottom(std::min(place.bottom(), parentWidget()->height() - metrics::gap));
    move(std::max(place.left(), metrics::gap), std::max(place.top(), metrics::gap));
}

void PropositionFinder::find()
{
    const QString typed = m_field->text().trimmed();
    m_list->clear();
    m_found.clear();
    for (const ListedProposition& listed : m_desk->propositions()) {
        if (listed.proposition.state == PropositionState::Dropped ||
            memoFit({}, listed.proposition.text, typed) == 0)
            continue;
        m_found << listed;
        m_list->addItem(propositionHeading(listed.proposition.text));
        m_list->item(m_list->count() - 1)
            ->setToolTip(tr("%1\n%2").arg(listed.proposition.text, evidenceCountsText(listed.counts)));
    }
    if (!typed.isEmpty())
        m_list->addItem(tr("New proposition: %1").arg(typed));
    else if (m_list->count() == 0 && m_desk->isLoaded())
        m_sentence->setText(tr("No proposition yet: write one, then Enter"));
    m_list->setVisible(m_list->count() > 0);
    fitFinderList(*m_list, shownLines);
    place();
}

void PropositionFinder::take(int row)
{
    if (row < 0 || row >= m_list->count())
        return;
    const QString typed = m_field->text().trimmed();
    const bool isNew = row >= m_found.size();
    const QString text = isNew ? typed : m_found[row].proposition.text;
    if (isNew)
        m_desk->propose(typed, m_evidence, m_stance);
    else
        m_desk->take(m_found[row], m_evidence, m_stance);
    close();
    Q_EMIT said(m_stance == Stance::For ? tr("Speaks for “%1”").arg(propositionHeading(text))
                                        : tr("Speaks against “%1”").arg(propositionHeading(text)));
}

void PropositionFinder::close()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

bool PropositionFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (const int key = static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveInFinderList(*m_list, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(m_list->currentRow());
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void PropositionFinder::paintEvent(QPaintEvent*)
{
    paintPopupFrame(*this);
}

} // namespace antiphon
