#include "ui/coding/rounds/roundform.h"

#include "core/reliability/roundstore.h"
#include "ui/coding/codingdesk.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int fieldWidth = 320;
constexpr int listHeight = 112;

QString drawTitle(OverlapDraw draw)
{
    switch (draw) {
    case OverlapDraw::Stratified:
        return RoundForm::tr("By source and length");
    case OverlapDraw::Chosen:
        return RoundForm::tr("The dialogue in hand");
    case OverlapDraw::Random:
        break;
    }
    return RoundForm::tr("At random");
}

} // namespace

RoundForm::RoundForm(CodingDesk& desk, QWidget* parent)
    : Card(parent),
      m_desk(desk),
      m_name(new QLineEdit(this)),
      m_kind(new QComboBox(this)),
      m_coders(new QListWidget(this)),
      m_newCoder(new QLineEdit(this)),
      m_draw(new QComboBox(this)),
      m_count(new QSpinBox(this)),
      m_seed(new QSpinBox(this)),
      m_hint(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_save(new QPushButton(tr("Open round"), this))
{
    setAccessibleName(tr("New round"));
    m_name->setPlaceholderText(tr("March"));
    m_kind->addItem(tr("Several coders, the same dialogues"), static_cast<int>(RoundKind::Double));
    m_kind->addItem(tr("One coder, once more"), static_cast<int>(RoundKind::Again));
    m_coders->setMaximumHeight(listHeight);
    m_newCoder->setPlaceholderText(tr("Add a coder, then Enter"));
    for (const OverlapDraw draw : allOverlapDraws)
        m_draw->addItem(drawTitle(draw), static_cast<int>(draw));
    m_count->setRange(1, 100'000);
    m_count->setValue(20);
    m_seed->setRange(1, 999'999);
    m_seed->setToolTip(tr("The same seed draws the same dialogues"));
    m_hint->setWordWrap(true);
    makePrimary(m_save);
    m_save->setToolTip(tr("Open the round (Ctrl+Enter)"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    addRow(form, tr("Name"), m_name);
    addRow(form, tr("Kind"), m_kind);
    addRow(form, tr("Coders"), m_coders);
    addRow(form, QString(), m_newCoder);
    addRow(form, tr("Dialogues"), m_draw);
    addRow(form, tr("How many"), m_count);
    addRow(form, tr("Seed"), m_seed);
    m_newCoder->setAccessibleName(tr("New coder"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(tr("New round of double coding"), {}, this));
    column()->addLayout(form);
    column()->addWidget(m_hint);
    column()->addLayout(buttons);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RoundForm::adapt);
    connect(m_draw, &QComboBox::currentIndexChanged, this, &RoundForm::adapt);
    connect(m_newCoder, &QLineEdit::returnPressed, this, &RoundForm::addCoder);
    connect(m_save, &QPushButton::clicked, this, &RoundForm::save);
    connect(cancel, &QPushButton::clicked, this, &RoundForm::closed);
    adapt();
}

void RoundForm::addRow(QFormLayout* form, const QString& words, QWidget* field)
{
    field->setMaximumWidth(fieldWidth);
    field->setMinimumWidth(fieldWidth);
    field->setAccessibleName(words);
    form->addRow(words, field);
}

void RoundForm::open()
{
    m_name->clear();
    m_coders->clear();
    for (const QString& name : m_desk.coders()) {
        auto* item = new QListWidgetItem(name, m_coders);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(name == m_desk.coder() ? Qt::Checked : Qt::Unchecked);
    }
    adapt();
    show();
    m_name->setFocus(Qt::OtherFocusReason);
}

void RoundForm::adapt()
{
    const bool again = m_kind->currentData().toInt() == static_cast<int>(RoundKind::Again);
    const bool chosen = m_draw->currentData().toInt() == static_cast<int>(OverlapDraw::Chosen);
    m_count->setEnabled(!chosen);
    m_seed->setEnabled(!chosen);
    m_hint->setText(
        again ? tr("Dialogues that the coder coded before. She codes them once more under a name of "
                   "its own and sees nothing of her first codings until the round is closed.")
              : tr("Dialogues that were in no round yet. Its coders are blind, everywhere in the "
                   "program and in what it writes, until the round is closed."));
}

void RoundForm::addCoder()
{
    const QString name = m_newCoder->text().trimmed();
    if (name.isEmpty())
        return;
    QListWidgetItem* item = m_coders->findItems(name, Qt::MatchExactly).value(0);
    if (item == nullptr) {
        item = new QListWidgetItem(name, m_coders);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    }
    item->setCheckState(Qt::Checked);
    m_newCoder->clear();
}

QStringList RoundForm::coders() const
{
    QStringList names;
    for (int row = 0; row < m_coders->count(); ++row) {
        if (m_coders->item(row)->checkState() == Qt::Checked)
            names << m_coders->item(row)->text();
    }
    return names;
}

void RoundForm::save()
{
    addCoder();
    NewRound asked{m_name->text().trimmed()};
    asked.kind = static_cast<RoundKind>(m_kind->currentData().toInt());
    asked.draw = static_cast<OverlapDraw>(m_draw->currentData().toInt());
    asked.count = m_count->value();
    asked.seed = static_cast<quint64>(m_seed->value());
    if (!m_desk.source().isNull())
        asked.source = m_desk.source();
    if (!m_desk.dialogue().id.isNull())
        asked.chosen = {m_desk.dialogue().id};
    m_desk.context().session.edit(
        tr("Open round %1").arg(asked.name),
        [asked, names = coders()](const Connection& connection) mutable -> Result<void> {
            for (const QString& name : std::as_const(names)) {
                ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
                asked.coders << coder.id;
            }
            ANTIPHON_TRY_ASSIGN(const CodingRound round, openRound(connection, asked));
            Q_UNUSED(round)
            return {};
        },
        this,
        [this, name = asked.name](const Result<void>& done) {
            if (done)
                Q_EMIT opened(name);
        });
}

void RoundForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_Return)
        save();
    else
        Card::keyPressEvent(event);
}

} // namespace antiphon
