#include "ui/rating/studykeycard.h"

#include "core/sealing/passphrase.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column { When, Who, What, ColumnCount };
constexpr int logHeight = 150;

QLineEdit* passphraseField(const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setEchoMode(QLineEdit::Password);
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    return field;
}

TextLabel* wrapped(TextSize size, Tone tone, QWidget* parent)
{
    auto* label = new TextLabel({}, size, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

StudyKeyCard::StudyKeyCard(QWidget* parent) : Card(parent)
{
    column()->setSpacing(metrics::gap);
    m_title = new SectionHeader(tr("Key and log"), {}, this);
    m_where = wrapped(TextSize::Body, Tone::Muted, this);
    m_start = new QPushButton(tr("Seal the key…"), this);
    m_start->setToolTip(tr("Moves which condition is which out of the project, into a file that a passphrase "
                           "opens. Can not be undone."));
    auto* verify = new QPushButton(tr("Verify"), this);
    verify->setToolTip(tr("Holds definition, packets, answers and seal against the log"));
    auto* save = new QPushButton(tr("Save log…"), this);
    save->setToolTip(tr("Writes the log as JSON lines, for whoever shall check it later"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    for (QPushButton* button : {m_start, verify, save})
        buttons->addWidget(button);
    buttons->addStretch(1);
    m_check = wrapped(TextSize::Caption, Tone::Muted, this);
    m_check->setAccessibleName(tr("What verifying found"));
    m_check->hide();
    column()->addWidget(m_title);
    column()->addWidget(m_where);
    column()->addWidget(m_form = makeForm());
    column()->addLayout(buttons);
    column()->addWidget(m_check);
    column()->addWidget(makeLog());
    connect(m_start, &QPushButton::clicked, this, [this] { setForm(true); });
    connect(verify, &QPushButton::clicked, this, &StudyKeyCard::verifyRequested);
    connect(save, &QPushButton::clicked, this, &StudyKeyCard::logRequested);
    setForm(false);
}

QWidget* StudyKeyCard::makeForm()
{
    auto* form = new QWidget(this);
    auto* rows = new QVBoxLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::gap);
    m_passphrase = passphraseField(tr("Passphrase"), form);
    m_again = passphraseField(tr("The same once more"), form);
    m_worth = wrapped(TextSize::Caption, Tone::Muted, form);
    m_worth->setAccessibleName(tr("What the passphrase is worth"));
    m_seal = new QPushButton(tr("Choose file and seal…"), form);
    makePrimary(m_seal);
    auto* cancel = new QPushButton(tr("Cancel"), form);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_seal);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    rows->addWidget(m_passphrase);
    rows->addWidget(m_again);
    rows->addWidget(m_worth);
    rows->addLayout(buttons);
    for (QLineEdit* field : {m_passphrase, m_again}) {
        connect(field, &QLineEdit::textChanged, this, &StudyKeyCard::judge);
        connect(field, &QLineEdit::returnPressed, this, &StudyKeyCard::seal);
    }
    connect(m_seal, &QPushButton::clicked, this, &StudyKeyCard::seal);
    connect(cancel, &QPushButton::clicked, this, [this] { setForm(false); });
    return form;
}

QWidget* StudyKeyCard::makeLog()
{
    m_table = new CalmTable(this);
    m_table->setAccessibleName(tr("Log of the study"));
    m_table->setEmptyText(tr("Nothing is in the log yet."));
    m_log = new QStandardItemModel(0, ColumnCount, this);
    m_log->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("What")});
    m_table->setModel(m_log);
    m_table->setSortingEnabled(false);
    m_table->setFixedHeight(logHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(What, QHeaderView::Stretch);
    return m_table;
}

void StudyKeyCard::show(const StudyId& study, const KeyState& state, bool hasPackets)
{
    const bool other = study != m_study;
    m_study = study;
    m_state = state;
    m_sealable = hasPackets && !state.seal && !state.open;
    if (other || !m_sealable)
        setForm(false);
    if (other)
        m_check->hide();
    m_title->setRemark(keyWord(state));
    m_where->setText(keySentence(state));
    m_start->setVisible(m_sealable && !m_form->isVisibleTo(this));
    fillLog();
}

void StudyKeyCard::fillLog()
{
    m_log->setRowCount(0);
    const TimePoint at = now();
    for (auto entry = m_state.log.crbegin(); entry != m_state.log.crend(); ++entry) {
        QList<QStandardItem*> cells;
        for (const QString& text : {timeText(entry->at, at), entry->actor, logSentence(*entry)}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            cells.last()->setToolTip(text);
        }
        m_log->appendRow(cells);
    }
}

void StudyKeyCard::setForm(bool open)
{
    m_form->setVisible(open);
    m_table->setVisible(!open); // low windows have no room for both
    m_start->setVisible(m_sealable && !open);
    m_passphrase->clear();
    m_again->clear();
    judge();
    if (open)
        m_passphrase->setFocus();
}

void StudyKeyCard::judge()
{
    const QString passphrase = m_passphrase->text();
    const PassphraseWorth worth = worthOf(passphrase);
    const bool same = passphrase == m_again->text();
    m_worth->setText(
        passphrase.isEmpty()
            ? tr("Whoever loses it never learns which condition is which. Five words drawn by dice do well.")
        : !same && !m_again->text().isEmpty() ? tr("The two are not the same.")
                                              : worth.sentence);
    const bool isWeak = worth.strength == Strength::Weak || worth.strength == Strength::TooShort;
    m_worth->setTone(passphrase.isEmpty() || !isWeak ? Tone::Muted : Tone::Warn);
    m_seal->setEnabled(same && worth.strength != Strength::TooShort);
}

void StudyKeyCard::seal()
{
    if (!m_seal->isEnabled())
        return;
    QByteArray words = m_passphrase->text().toUtf8();
    const Secret passphrase = Secret::taking(words);
    setForm(false);
    Q_EMIT sealRequested(passphrase);
}

void StudyKeyCard::showCheck(const QStringList& checked, const QStringList& faults)
{
    m_check->setTone(faults.isEmpty() ? Tone::Ok : Tone::Danger);
    m_check->setText(faults.isEmpty() ? tr("Intact: %1.").arg(checked.join(QStringLiteral(", ")))
                                      : faults.join(QLatin1Char('\n')));
    m_check->show();
}

} // namespace antiphon
