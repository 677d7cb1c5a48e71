#include "ui/generation/newrunpanel.h"

#include "core/generation/run.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>

namespace antiphon {

namespace {

constexpr int widestField = 480;
constexpr int widestNumber = 240;
constexpr int mostAtOnce = 2'000;
constexpr double mostMoney = 1'000'000;
constexpr qint64 pilotItems = 20;

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

void refill(QComboBox* box, const QStringList& names)
{
    QList<std::pair<QString, QString>> items;
    for (const QString& name : names)
        items << std::pair(name, name);
    refill(box, items);
}

QFormLayout* makeForm()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    return form;
}

} // namespace

NewRunPanel::NewRunPanel(QWidget* parent) : Card(parent)
{
    auto* columns = new QHBoxLayout;
    columns->setSpacing(3 * metrics::padding);
    m_first = makeFirstColumn();
    m_second = makeSecondColumn();
    columns->addLayout(m_first, 1);
    columns->addLayout(m_second, 1);
    for (QWidget* field :
         {static_cast<QWidget*>(m_planSet), static_cast<QWidget*>(m_writer), static_cast<QWidget*>(m_prompt),
          static_cast<QWidget*>(m_phrases), static_cast<QWidget*>(m_name)})
        field->setMaximumWidth(widestField);
    for (QWidget* field :
         {static_cast<QWidget*>(m_limit), static_cast<QWidget*>(m_seed), static_cast<QWidget*>(m_atOnce),
          static_cast<QWidget*>(m_budget), static_cast<QWidget*>(m_priority)})
        field->setMaximumWidth(widestNumber);
    column()->addWidget(new SectionHeader(tr("New run"), {}, this));
    column()->addLayout(columns);
    column()->addLayout(makeButtons());
    setFocusProxy(m_name);
    setAccessibleName(tr("New run"));
    connect(m_name, &QLineEdit::returnPressed, this, &NewRunPanel::start);
    connect(m_name, &QLineEdit::textChanged, this, &NewRunPanel::adopt);
    connect(m_planSet, &QComboBox::currentIndexChanged, this, &NewRunPanel::adopt);
    connect(m_writer, &QComboBox::currentIndexChanged, this, [this] {
        fillSharing();
        showFields();
    });
    adopt();
    showFields();
}

QFormLayout* NewRunPanel::makeFirstColumn()
{
    m_planSet = new QComboBox(this);
    m_writer = new QComboBox(this);
    m_sharing = new QToolButton(this);
    m_sharingMenu = new QMenu(m_sharing);
    m_sharing->setMenu(m_sharingMenu);
    m_sharing->setPopupMode(QToolButton::InstantPopup);
    m_sharing->setToolTip(tr("Several endpoints of the same model share a run, each by its weight."));
    m_prompt = new QComboBox(this);
    m_phrases = new QComboBox(this);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Name of the run"));
    QFormLayout* form = makeForm();
    form->addRow(tr("&Plans"), m_planSet);
    form->addRow(tr("&Writer"), m_writer);
    form->addRow(tr("Sh&ared with"), m_sharing);
    form->addRow(tr("P&rompt"), m_prompt);
    form->addRow(tr("P&hrases"), m_phrases);
    form->addRow(tr("&Name"), m_name);
    return form;
}

QFormLayout* NewRunPanel::makeSecondColumn()
{
    m_limit = new QSpinBox(this);
    m_limit->setRange(0, 100'000'000);
    m_limit->setSpecialValueText(tr("all plans"));
    m_limit->setGroupSeparatorShown(true);
    m_seed = new QSpinBox(this);
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same plans, writer and seed give the same words again."));
    m_atOnce = new QSpinBox(this);
    m_atOnce->setRange(0, mostAtOnce);
    m_atOnce->setSpecialValueText(tr("as the endpoint says"));
    m_atOnce->setToolTip(tr("Dialogues that are asked for at the same time. Can be changed while it runs."));
    m_budget = new QDoubleSpinBox(this);
    m_budget->setRange(0, mostMoney);
    m_budget->setSpecialValueText(tr("none"));
    m_budget->setToolTip(tr("The run stops before it would cost more, by the endpoint's price per token."));
    m_pilot = new QCheckBox(tr("&Stop behind a pilot of %1").arg(pilotItems), this);
    m_pilot->setToolTip(
        tr("Writes %1 dialogues spread over all plans first and says what the rest will take.")
            .arg(pilotItems));
    m_cache = new QCheckBox(tr("&Use replies that the project has"), this);
    m_cache->setChecked(true);
    m_cache->setToolTip(tr("A request that was answered before, byte by byte the same, is not sent again."));
    m_priority = new QSpinBox(this);
    m_priority->setRange(-100, 100);
    m_priority->setToolTip(tr("Of the runs that wait, the highest goes first."));
    QFormLayout* form = makeForm();
    form->addRow(tr("&First"), m_limit);
    form->addRow(tr("S&eed"), m_seed);
    form->addRow(tr("At &once"), m_atOnce);
    form->addRow(tr("&Budget"), m_budget);
    form->addRow(tr("Priorit&y"), m_priority);
    form->addRow(QString(), m_pilot);
    form->addRow(QString(), m_cache);
    return form;
}

QLayout* NewRunPanel::makeButtons()
{
    m_trouble = new TextLabel({}, TextSize::Caption, Tone::Warn, this);
    m_trouble->setWordWrap(true);
    m_start = new QPushButton(tr("Start"), this);
    makePrimary(m_start);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_start);
    buttons->addWidget(cancel);
    buttons->addWidget(m_trouble, 1);
    connect(m_start, &QPushButton::clicked, this, &NewRunPanel::start);
    connect(cancel, &QPushButton::clicked, this, &NewRunPanel::closed);
    return buttons;
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
    refill(m_prompt, choices.prompts);
    refill(m_phrases, choices.phrases);
    fillSharing();
    adopt();
    showFields();
}

// Only endpoints of the same model can share a run.
void NewRunPanel::fillSharing()
{
    const QStringList kept = sharing();
    const QString own = m_writer->currentData().toString();
    QString model;
    for (const Endpoint& endpoint : std::as_const(m_choices.endpoints)) {
        if (endpoint.name == own)
            model = endpoint.model;
    }
    m_sharingMenu->clear();
    for (const Endpoint& endpoint : std::as_const(m_choices.endpoints)) {
        if (endpoint.name == own || endpoint.model != model)
            continue;
        QAction* action = m_sharingMenu->addAction(endpoint.name);
        action->setCheckable(true);
        action->setChecked(kept.contains(endpoint.name));
        connect(action, &QAction::toggled, this, &NewRunPanel::showFields);
    }
    showFields();
}

QStringList NewRunPanel::sharing() const
{
    QStringList names;
    const QList<QAction*> actions = m_sharingMenu->actions();
    for (const QAction* action : actions) {
        if (action->isChecked())
            names << action->text();
    }
    return names;
}

bool NewRunPanel::usesModel() const
{
    return m_writer->currentIndex() > 0;
}

void NewRunPanel::showFields()
{
    const bool model = usesModel();
    m_first->setRowVisible(m_sharing, model && !m_sharingMenu->actions().isEmpty());
    m_first->setRowVisible(m_prompt, model);
    m_first->setRowVisible(m_phrases, !model && m_phrases->count() > 1);
    for (QWidget* field : {static_cast<QWidget*>(m_atOnce), static_cast<QWidget*>(m_budget),
                           static_cast<QWidget*>(m_pilot), static_cast<QWidget*>(m_cache)})
        m_second->setRowVisible(field, model);
    m_second->setRowVisible(m_priority, m_busy);
    const QStringList names = sharing();
    m_sharing->setText(names.isEmpty() ? tr("no other endpoint") : names.join(QStringLiteral(", ")));
}

void NewRunPanel::choosePlanSet(const QString& name)
{
    const int index = m_planSet->findData(name);
    if (index >= 0)
        m_planSet->setCurrentIndex(index);
}

void NewRunPanel::setBusy(bool busy)
{
    m_busy = busy;
    m_start->setText(busy ? tr("Start after the present one") : tr("Start"));
    showFields();
}

RunRequest NewRunPanel::request() const
{
    RunRequest request;
    request.planSet = m_planSet->currentData().toString();
    request.writer = m_writer->currentData().toString();
    request.name = m_name->text().trimmed();
    request.limit = m_limit->value();
    request.seed = static_cast<quint64>(m_seed->value());
    request.priority = m_busy ? m_priority->value() : 0;
    if (!usesModel()) {
        if (m_phrases->currentIndex() > 0)
            request.phraseFile = m_phrases->currentData().toString();
        return request;
    }
    request.writer = (QStringList{request.writer} + sharing()).join(QLatin1Char(','));
    request.prompt = m_prompt->currentData().toString();
    request.concurrency = m_atOnce->value();
    request.control.setConcurrency(m_atOnce->value());
    request.control.setBudget(m_budget->value() > 0 ? m_budget->value() : -1);
    request.pilot = m_pilot->isChecked() ? pilotItems : 0;
    request.goOnAfterPilot = !m_pilot->isChecked();
    request.useCache = m_cache->isChecked();
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
