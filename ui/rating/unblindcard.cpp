#include "ui/rating/unblindcard.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QFileInfo>
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
    QString told = tr("On the data %1: %2 answers, %3 missing")
                       .arg(request.data.left(12), countText(request.answers), countText(request.missing));
    for (const RaterGap& gap : request.gaps)
        told += QLatin1Char('\n') + tr("%1: %2 missing").arg(gap.rater, countText(gap.missing));
    addParagraph(told, request.missing > 0 ? Tone::Warn : Tone::Normal);
    auto* open = new QPushButton(tr("Open the key"), this);
    open->setToolTip(tr("Names the conditions, for good; code %1").arg(request.code));
    makePrimary(open);
    QLineEdit* passphrase = nullptr;
    if (isAway) {
        auto* file = new QPushButton(tr("Key file…"), this);
        file->setAccessibleName(tr("Choose the key file"));
        passphrase = new QLineEdit(this);
        passphrase->setEchoMode(QLineEdit::Password);
        passphrase->setPlaceholderText(tr("Passphrase of the key"));
        passphrase->setAccessibleName(tr("Passphrase of the key"));
        column()->addWidget(file, 0, Qt::AlignLeft);
        column()->addWidget(passphrase);
        const auto judge = [this, file, open, passphrase] {
            if (!m_keyFile.isEmpty())
                file->setText(QFileInfo(m_keyFile).fileName());
            open->setEnabled(!m_keyFile.isEmpty() && !passphrase->text().isEmpty());
        };
        m_keyFileChanged = judge;
        connect(passphrase, &QLineEdit::textChanged, this, judge);
        connect(file, &QPushButton::clicked, this, &UnblindCard::keyFileRequested);
        judge();
    }
    column()->addWidget(open, 0, Qt::AlignLeft);
    connect(open, &QPushButton::clicked, this, [this, code = request.code, passphrase] {
        QByteArray words = passphrase ? passphrase->text().toUtf8() : QByteArray();
        Q_EMIT openRequested({code, m_keyFile, Secret::taking(words)});
    });
    addParagraph(tr("Or ask anew:"), Tone::Muted);
}

void UnblindCard::setKeyFile(const QString& path)
{
    m_keyFile = path;
    if (m_keyFileChanged)
        m_keyFileChanged();
}

} // namespace antiphon
