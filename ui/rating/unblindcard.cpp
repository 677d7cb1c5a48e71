#include "ui/rating/unblindcard.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

UnblindCard::UnblindCard(const KeyState& state, QWidget* parent) : Card(parent)
{
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(tr("Key"), keyWord(state), this));
    addParagraph(keySentence(state), Tone::Muted);
    if (state.request)
        makeOpening(*state.request, state.isAway());
    makeAsking();
}

void UnblindCard::addParagraph(const QString& text, Tone tone)
{
    auto* label = new TextLabel(text, TextSize::Body, tone, this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column()->addWidget(label);
}

void UnblindCard::makeAsking()
{
    auto* role = new QLineEdit(this);
    role->setPlaceholderText(tr("Your role in the study"));
    role->setAccessibleName(tr("Role of who asks to open the key"));
    auto* reason = new QLineEdit(this);
    reason->setPlaceholderText(tr("Why it is opened now"));
    reason->setAccessibleName(tr("Reason for opening the key"));
    auto* ask = new QPushButton(tr("Ask to open the key"), this);
    ask->setToolTip(tr("Writes who, why and on which data into the log. Nothing is opened yet."));
    ask->setEnabled(false);
    column()->addWidget(role);
    column()->addWidget(reason);
    column()->addWidget(ask, 0, Qt::AlignLeft);
    for (QLineEdit* field : {role, reason})
        connect(field, &QLineEdit::textChanged, ask, [ask, role, reason] {
            ask->setEnabled(!role->text().trimmed().isEmpty() && !reason->text().trimmed().isEmpty());
        });
    connect(ask, &QPushButton::clicked, this, [this, role, reason] {
        Q_EMIT askRequested({reason->text().trimmed(), role->text().trimmed()});
    });
}

void UnblindCard::makeOpening(const UnblindingRequest& request, bool isAway)
{
    addParagraph(tr("%1 asked %2, as %3: “%4”")
                     .arg(request.actor, timeText(request.at, now()), request.why.role, request.why.reason),
                 Tone::Normal);
    QString told = tr("On the data %1: %2 answers, %3 skipped, %4 missing")
                       .arg(request.data.left(12), countText(request.answers), countText(request.skipped),
                            countText(request.missing));
    for (const RaterGap& gap : request.gaps)
        told += QLatin1Char('\n') + tr("%1: %2 missing").arg(gap.rater, countText(gap.missing));
    addParagraph(told, request.missing > 0 ? Tone::Warn : Tone::Normal);
    m_open = new QPushButton(tr("Open the key"), this);
    m_open->setToolTip(tr("Names the conditions, for good; code %1").arg(request.code));
    makePrimary(m_open);
    const auto open = [this, code = request.code] {
        if (m_open->isEnabled())
            Q_EMIT openRequested({code, m_key ? m_key->entry() : KeyEntry()});
    };
    if (isAway) {
        m_key = new KeyPrompt(this);
        column()->addWidget(m_key);
        m_open->setEnabled(false);
        connect(m_key, &KeyPrompt::changed, this, [this] { m_open->setEnabled(m_key->isComplete()); });
        connect(m_key, &KeyPrompt::fileRequested, this, &UnblindCard::keyFileRequested);
        connect(m_key, &KeyPrompt::entered, this, open);
    }
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What went wrong"));
    m_problem->hide();
    column()->addWidget(m_problem);
    column()->addWidget(m_open, 0, Qt::AlignLeft);
    connect(m_open, &QPushButton::clicked, this, open);
    addParagraph(tr("Or ask anew:"), Tone::Muted);
}

void UnblindCard::setKeyFile(const QString& path)
{
    if (m_key)
        m_key->setKeyFile(path);
}

void UnblindCard::setBusy(bool busy)
{
    if (m_key)
        m_key->setEnabled(!busy);
    if (m_open)
        m_open->setEnabled(!busy && (!m_key || m_key->isComplete()));
}

void UnblindCard::showProblem(const QString& sentence)
{
    setBusy(false);
    if (m_problem) {
        m_problem->setText(sentence);
        m_problem->setVisible(!sentence.isEmpty());
    }
    if (m_key)
        m_key->refuse();
}

} // namespace antiphon
