#include "ui/generation/newrunpanel.h"

#include "core/generation/run.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QFormLayout>
#include <QKeyEvent>

namespace antiphon {

namespace {

constexpr int widestField = 480;

// Fills a box and keeps its choice where it is still there.
void refill(QComboBox* box, const QList<std::pair<QString, QString>>& items)
{
    const QVariant kept = box->currentData();
    const QSignalBlocker blocker(box);
    box->clear();
    for (const auto& [title, name] : items)
        box->addItem(title, name);
    box->setCurrentIndex(std::max(0, box->findData(kept)));
}

} // namespace

NewRunPanel::NewRunPanel(QWidget* parent) : Card(parent)
{
    m_planSet = new QComboBox(this);
    m_writer = new QComboBox(this);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Name of the run"));
    m_limit = new QSpinBox(this);
    m_limit->setRange(0, 100'000'000);
    m_limit->setSpecialValueText(tr("all plans"));
    m_limit->setGroupSeparatorShown(true);
    m_seed = new QSpinBox(this);
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same plans, writer and seed give the same words again."));
    m_trouble = new TextLabel({}, TextSize::Caption, Tone::Warn, this);
    m_trouble->setWordWrap(true);
    m_start = new QPushButton(tr("Start"), this);
    makePrimary(m_start);
    auto* cancel = new QPushButton(tr("Cancel"), this);

    for (QWidget* field :
         {static_cast<QWidget*>(m_planSet), static_cast<QWidget*>(m_writer), static_cast<QWidget*>(m_name),
          static_cast<QWidget*>(m_limit), static_cast<QWidget*>(m_seed)})
        field->setMaximumWidth(widestField);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(tr("&Plans"), m_planSet);
    form->addRow(tr("&Writer"), m_writer);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&First"), m_limit);
    form->addRow(tr("S&eed"), m_seed);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_start);
    buttons->addWidget(cancel);
    buttons->addWidget(m_trouble, 1);
    column()->addWidget(new SectionHeader(tr("New run"), {}, this));
    column()->addLayout(form);
    column()->addLayout(buttons);
    setFocusProxy(m_name);
    setAccessibleName(tr("New run"));
    connect(m_start, &QPushButton::clicked, this, &NewRunPanel::start);
    connect(m_name, &QLineEdit::returnPressed, this, &NewRunPanel::start);
    connect(m_name, &QLineEdit::textChanged, this, &NewRunPanel::adopt);
    connect(m_planSet, &QComboBox::currentIndexChanged, this, &NewRunPanel::adopt);
    connect(cancel, &QPushButton::clicked, this, &NewRunPanel::closed);
    adopt();
}

void NewRunPanel::setChoices(const RunChoices& choices)
{
    m_choices = choices;
    QList<std::pair<QString, QString>> plans;
    for (auto it = choices.planSets.crbegin(); it != choices.planSets.crend(); ++it)
        plans << std::pair(tr("%1 (%2 plans)").arg(it->name, countText(it->plans)), it->name);
    QList<std::pair<QString, QString>> writers{{tr("Template writer (needs no model)"), templateWriterName}};
    for (const Endpoint& endpoint : choices.endpoints)
        writers << std::pair(tr("%1 (%2)").arg(endpoint.name, endpoint.model), endpoint.name);
    refill(m_planSet, plans);
    refill(m_writer, writers);
    adopt();
}

void NewRunPanel::choosePlanSet(const QString& name)
{
    const int index = m_planSet->findData(name);
    if (index >= 0)
        m_planSet->setCurrentIndex(index);
}

RunRequest NewRunPanel::request() const
{
    RunRequest request;
    request.planSet = m_planSet->currentData().toString();
    request.writer = m_writer->currentData().toString();
    request.name = m_name->text().trimmed();
    request.limit = m_limit->value();
    request.seed = static_cast<quint64>(m_seed->value());
    return request;
}

void NewRunPanel::adopt()
{
    const RunRequest now = request();
    const bool taken = m_choices.takenNames.contains(now.name);
    m_trouble->setText(now.planSet.isEmpty() ? tr("There are no plans yet: draw some at the Cascade station.")
                       : taken               ? tr("There is a source of that name.")
                                             : QString());
    m_start->setEnabled(!now.planSet.isEmpty() && !now.name.isEmpty() && !taken);
}

void NewRunPanel::start()
{
    if (m_start->isEnabled())
        Q_EMIT startRequested(request());
}

void NewRunPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        Card::keyPressEvent(event);
}

} // namespace antiphon
