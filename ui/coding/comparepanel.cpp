#include "ui/coding/comparepanel.h"

#include "ui/coding/incidentcard.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/numbers.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int shownIncidents = 2;

struct VerdictKey
{
    ComparisonVerdict verdict;
    Qt::Key key;
    const char* title; // the key is underlined
    const char* toolTip;
};
constexpr VerdictKey verdictKeys[] = {
    {ComparisonVerdict::Fits, Qt::Key_F, QT_TRANSLATE_NOOP("antiphon::ComparePanel", "&Fits"),
     QT_TRANSLATE_NOOP("antiphon::ComparePanel", "Both are the same thing (Alt+F)")},
    {ComparisonVerdict::Split, Qt::Key_S, QT_TRANSLATE_NOOP("antiphon::ComparePanel", "&Split"),
     QT_TRANSLATE_NOOP("antiphon::ComparePanel", "The code names two things and should be split (Alt+S)")},
    {ComparisonVerdict::Property, Qt::Key_P, QT_TRANSLATE_NOOP("antiphon::ComparePanel", "New &property"),
     QT_TRANSLATE_NOOP("antiphon::ComparePanel", "The same thing with a property not seen before (Alt+P)")},
    {ComparisonVerdict::Negative, Qt::Key_N, QT_TRANSLATE_NOOP("antiphon::ComparePanel", "&Negative case"),
     QT_TRANSLATE_NOOP("antiphon::ComparePanel", "The turn in hand speaks against the code (Alt+N)")}};

std::optional<ComparisonVerdict> verdictOf(int key)
{
    for (const VerdictKey& known : verdictKeys) {
        if (known.key == key)
            return known.verdict;
    }
    return std::nullopt;
}

} // namespace

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent),
      m_title(new SectionHeader({}, {}, this)),
      m_none(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_cards(new QVBoxLayout),
      m_place(new ElidedLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_verdicts(makeVerdicts()),
      m_note(new QLineEdit(this)),
      m_offer(new QWidget(this)),
      m_offerText(new TextLabel({}, TextSize::Body, Tone::Normal, m_offer)),
      m_offerField(new QLineEdit(m_offer)),
      m_offerAct(new QPushButton(m_offer)),
      m_counts(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_list(new QPushButton(tr("All comparisons"), this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Comparison"));
    m_none->setWordWrap(true);
    m_counts->setWordWrap(true);
    m_offerText->setWordWrap(true);
    m_note->setPlaceholderText(tr("Note with the verdict"));
    m_note->setAccessibleName(tr("Note with the verdict"));
    m_note->setToolTip(tr("Kept with the next verdict; Enter goes back to the incidents"));
    m_note->installEventFilter(this);
    m_offerField->installEventFilter(this);
    m_list->setFlat(true);
    m_list->setToolTip(tr("List every verdict, the negative cases among them"));
    auto* offer = new QVBoxLayout(m_offer);
    offer->setContentsMargins({});
    offer->setSpacing(metrics::unit);
    offer->addWidget(m_offerText);
    offer->addWidget(m_offerField);
    offer->addWidget(m_offerAct, 0, Qt::AlignLeft);
    m_offer->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_cards->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_none);
    column->addLayout(m_cards);
    column->addWidget(m_place);
    column->addWidget(m_verdicts);
    column->addWidget(m_note);
    column->addWidget(m_offer);
    column->addWidget(m_counts);
    column->addWidget(m_list, 0, Qt::AlignLeft);
    const auto take = [this] {
        if (m_offerField->isHidden() || !m_offerField->text().trimmed().isEmpty())
            Q_EMIT offerTaken(m_offerField->isHidden() ? QString() : m_offerField->text().trimmed());
    };
    connect(m_offerAct, &QPushButton::clicked, this, take);
    connect(m_offerField, &QLineEdit::returnPressed, this, take);
    connect(m_list, &QPushButton::clicked, this, &ComparePanel::listRequested);
    showNothing();
    hide();
}

QWidget* ComparePanel::makeVerdicts()
{
    auto* row = new QWidget(this);
    auto* flow = new FlowLayout(row, metrics::gap);
    for (const VerdictKey& key : verdictKeys) {
        auto* button = new QPushButton(tr(key.title), row);
        button->setShortcut({}); // the underlined letter is a key of the panel, not of the window
        button->setToolTip(tr(key.toolTip));
        button->setFocusPolicy(Qt::NoFocus);
        connect(button, &QPushButton::clicked, this, [this, verdict = key.verdict] { give(verdict); });
        flow->addWidget(button);
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    row->setSizePolicy(policy);
    return row;
}

void ComparePanel::showCode(const std::optional<Code>& code)
{
    const CodeId id = code ? code->id : CodeId();
    if (id != m_code) {
        withdrawOffer();
        m_note->clear();
        showNothing();
    }
    m_code = id;
    m_title->setTitle(code ? tr("Compare: %1").arg(code->name) : QString());
    setVisible(code.has_value());
}

void ComparePanel::showNothing()
{
    m_answer = {};
    m_chosen = 0;
    clearCards();
    fillCards();
}

void ComparePanel::showAnswer(const CompareAnswer& answer)
{
    const bool otherTurn = answer.inHand.place.turn != m_answer.inHand.place.turn;
    const std::optional<Incident> kept = otherTurn ? std::nullopt : chosen();
    if (otherTurn)
        withdrawOffer();
    m_answer = answer;
    m_chosen = 0;
    for (int row = 0; kept && row < m_answer.incidents.size(); ++row) {
        if (m_answer.incidents[row].incident.place.turn == kept->place.turn)
            m_chosen = row;
    }
    fillCards();
}

void ComparePanel::clearCards()
{
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void ComparePanel::fillCards()
{
    const bool cardHadFocus = focusWidget() && qobject_cast<IncidentCard*>(focusWidget());
    clearCards();
    const int count = static_cast<int>(m_answer.incidents.size());
    if (count > 0)
        m_cards->addWidget(new IncidentCard(m_answer.inHand, IncidentCard::Kind::InHand, this));
    const int first = std::clamp(m_chosen, 0, std::max(0, count - shownIncidents));
    for (int row = first; row < std::min(first + shownIncidents, count); ++row) {
        const Incident& incident = m_answer.incidents[row].incident;
        auto* card = new IncidentCard(incident, IncidentCard::Kind::Earlier, this);
        if (const auto found = m_answer.verdicts.constFind(incident.place.turn);
            found != m_answer.verdicts.constEnd())
            card->setVerdict(*found);
        card->setChosen(row == m_chosen);
        connect(card, &QAbstractButton::clicked, this, [this, incident] { Q_EMIT goTo(incident.place); });
        m_cards->addWidget(card);
    }
    if (cardHadFocus)
        setFocus();
    const bool any = count > 0;
    m_title->setRemark(any ? tr("most different first") : QString());
    m_none->setText(tr("No earlier turn has this code yet."));
    m_none->setVisible(!any);
    m_place->setText(
        tr("%1 of %2 earlier incidents").arg(countText(m_chosen + 1), countText(m_answer.earlier)));
    for (QWidget* part : {static_cast<QWidget*>(m_place), m_verdicts, static_cast<QWidget*>(m_note)})
        part->setVisible(any);
    showCounts();
}

void ComparePanel::showCounts()
{
    const ComparisonCounts& counts = m_answer.counts;
    QStringList parts;
    for (const ComparisonVerdict verdict : allVerdicts) {
        if (const qint64 count = counts.verdicts.value(verdict); count > 0)
            parts << tr("%1 %2").arg(
                parts.isEmpty() ? verdictTitle(verdict) : verdictTitle(verdict).toLower(), countText(count));
    }
    QString text = parts.join(QStringLiteral(" \u00b7 "));
    if (const auto coverage = counts.coverage())
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) +
                tr("%1 of %2 incidents compared (%3 %)")
                    .arg(countText(counts.compared), countText(counts.comparable))
                    .arg(qRound(*coverage * 100));
    m_counts->setText(text);
    m_counts->setToolTip(tr("Incidents of this code that were held against an earlier one at least once"));
    m_counts->setVisible(!text.isEmpty());
    m_list->setVisible(!parts.isEmpty());
}

std::optional<Incident> ComparePanel::chosen() const
{
    if (m_chosen >= m_answer.incidents.size())
        return std::nullopt;
    return m_answer.incidents[m_chosen].incident;
}

void ComparePanel::choose(int row)
{
    if (m_answer.incidents.isEmpty())
        return;
    const int kept = std::clamp(row, 0, static_cast<int>(m_answer.incidents.size()) - 1);
    if (kept == m_chosen)
        return;
    m_chosen = kept;
    fillCards();
}

void ComparePanel::give(ComparisonVerdict verdict)
{
    const std::optional<Incident> against = chosen();
    if (!against || !isVisible())
        return;
    const QString note = m_note->text().trimmed();
    m_note->clear();
    withdrawOffer();
    Comparison given;
    given.turn = m_answer.inHand.place.turn;
    given.against = against->place.turn;
    given.verdict = verdict;
    given.note = note;
    m_answer.verdicts.insert(given.against, given); // shown at once; the file follows
    const bool last = m_chosen + 1 >= m_answer.incidents.size();
    if (last)
        fillCards();
    else
        chooseNext();
    Q_EMIT verdictGiven(m_answer.inHand, *against, verdict, note);
}

void ComparePanel::offer(const QString& sentence, const QString& act)
{
    m_offerText->setText(sentence);
    m_offerField->hide();
    m_offerAct->setText(act);
    m_offer->show();
}

void ComparePanel::offerToWrite(const QString& sentence, const QString& act, const QString& belongs,
                                const QString& text)
{
    offer(sentence, act);
    m_offerField->setPlaceholderText(belongs);
    m_offerField->setAccessibleName(belongs);
    m_offerField->setText(text);
    m_offerField->show();
}

void ComparePanel::withdrawOffer()
{
    m_offer->hide();
}

bool ComparePanel::event(QEvent* event)
{
    // The panel's letters are its own, whatever they do elsewhere in the view.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && verdictOf(key->key())) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ComparePanel::keyPressEvent(QKeyEvent* event)
{
    const auto verdict = verdictOf(event->key());
    if (event->modifiers() == Qt::NoModifier && verdict)
        give(*verdict);
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        choose(m_chosen + (event->key() == Qt::Key_Down ? 1 : -1));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && chosen())
        Q_EMIT goTo(chosen()->place);
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

bool ComparePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            setFocus();
            return true;
        }
    }
    if (watched == m_offerField && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        withdrawOffer();
        setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ComparePanel::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_title->setRemark(tr("F, S, P or N"));
}

void ComparePanel::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_title->setRemark(m_answer.incidents.isEmpty() ? QString() : tr("most different first"));
}

} // namespace antiphon
