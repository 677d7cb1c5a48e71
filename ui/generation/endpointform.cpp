#include "ui/generation/endpointform.h"

#include "core/llm/endpointpresets.h"
#include "ui/generation/foldsection.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace antiphon {

namespace {

enum KeyPlace { NoKey, InKeyring, InVariable };

// Writes only what differs, so that the cursor of a person who types stays.
void put(QLineEdit* edit, const QString& text)
{
    if (edit->text() != text)
        edit->setText(text);
}

// Keeps what was stored where the box can not show it to the last digit.
void takeSeconds(const QSpinBox* box, int& ms)
{
    if (box->value() != qRound(ms / 1000.0))
        ms = box->value() * 1'000;
}

} // namespace

EndpointForm::EndpointForm(QWidget* parent) : QWidget(parent)
{
    m_pace = new FoldSection(tr("Pace and price"), this);
    m_replies = new FoldSection(tr("Replies"), this);
    m_network = new FoldSection(tr("Network and time limits"), this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_first = new QFormLayout;
    m_first->setHorizontalSpacing(metrics::padding);
    m_first->setVerticalSpacing(metrics::gap);
    column->addLayout(m_first);
    for (FoldSection* section : {m_replies, m_pace, m_network})
        column->addWidget(section);
    makeFirstLook();
    makeReplies();
    makePace();
    makeNetwork();
    setFocusProxy(m_name);
    for (QLineEdit* edit : {m_name, m_url, m_model->lineEdit(), m_key, m_variable, m_caFile, m_proxy})
        connect(edit, &QLineEdit::returnPressed, this, &EndpointForm::submitted);
}

QWidget* EndpointForm::labelOf(const QString& text, QWidget* field)
{
    auto* label = new QLabel(text, this);
    label->setBuddy(field);
    return label;
}

// The field with room for what is wrong with it below.
QWidget* EndpointForm::withFault(QWidget* field, EndpointField name)
{
    auto* whole = new QWidget(this);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(metrics::unit);
    column->addWidget(field);
    if (!m_faults.contains(name)) {
        auto* fault = new TextLabel({}, TextSize::Caption, Tone::Danger, whole);
        fault->setWordWrap(true);
        fault->hide();
        column->addWidget(fault);
        m_faults.insert(name, fault);
        m_fields.insert(name, field);
    }
    whole->setFocusProxy(field);
    return whole;
}

void EndpointForm::addField(QFormLayout* form, const QString& label, QWidget* field, EndpointField name)
{
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    form->addRow(label, withFault(field, name));
}

QSpinBox* EndpointForm::makeNumber(int least, int most, const QString& tip)
{
    auto* box = new QSpinBox(this);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setToolTip(tip);
    return box;
}

QSpinBox* EndpointForm::makeSeconds(const QString& tip)
{
    QSpinBox* box = makeNumber(1, 86'400, tip);
    box->setSuffix(tr(" s"));
    return box;
}

QDoubleSpinBox* EndpointForm::makePrice(const QString& tip)
{
    auto* box = new QDoubleSpinBox(this);
    box->setRange(0, 1'000'000);
    box->setDecimals(4);
    box->setSpecialValueText(tr("none"));
    box->setToolTip(tip);
    return box;
}

void EndpointForm::makeFirstLook()
{
    m_preset = new QComboBox(this);
    m_preset->addItem(tr("Choose to fill in the rest"));
    const QList<EndpointPreset> presets = endpointPresets();
    for (const EndpointPreset& preset : presets)
        m_preset->addItem(preset.title);
    m_preset->setAccessibleName(tr("Kind of server"));
    m_lacks = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_lacks->setWordWrap(true);
    m_lacks->hide();
    m_name = new QLineEdit(this);
    m_url = new QLineEdit(this);
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8080/v1"));
    m_model = new QComboBox(this);
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->lineEdit()->setPlaceholderText(tr("as the server names it"));
    m_listModels = new QPushButton(tr("Models"), this);
    m_listModels->setToolTip(tr("Asks the server which models it offers"));
    m_keyPlace = new QComboBox(this);
    m_keyPlace->addItems({tr("No key"), tr("In the keyring"), tr("In an environment variable")});
    m_key = new QLineEdit(this);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setAccessibleName(tr("Key"));
    m_key->setToolTip(tr("Goes straight to the keyring of this computer, never into the project. Undo does "
                         "not bring a key back."));
    m_variable = new QLineEdit(this);
    m_variable->setAccessibleName(tr("Name of the environment variable"));
    m_variable->setPlaceholderText(tr("name of the variable"));
    m_variable->setToolTip(
        tr("The key is read from this variable when a request is sent, and stored nowhere"));
    auto* kind = new QVBoxLayout;
    kind->setSpacing(metrics::unit);
    kind->addWidget(m_preset);
    kind->addWidget(m_lacks);
    m_first->addRow(labelOf(tr("Ki&nd"), m_preset), kind);
    addField(m_first, tr("&Name"), m_name, EndpointField::Name);
    addField(m_first, tr("&Address"), m_url, EndpointField::Address);
    auto* models = new QHBoxLayout;
    models->setSpacing(metrics::gap);
    m_model->setAccessibleName(tr("Model"));
    models->addWidget(withFault(m_model, EndpointField::Model), 1);
    models->addWidget(m_listModels, 0, Qt::AlignTop);
    m_first->addRow(labelOf(tr("&Model"), m_model), models);
    auto* key = new QHBoxLayout;
    key->setSpacing(metrics::gap);
    m_keyPlace->setAccessibleName(tr("Where the key is"));
    key->addWidget(withFault(m_keyPlace, EndpointField::Key), 0, Qt::AlignTop);
    key->addWidget(m_key, 1, Qt::AlignTop);
    key->addWidget(m_variable, 1, Qt::AlignTop);
    key->addStretch();
    m_first->addRow(labelOf(tr("&Key"), m_keyPlace), key);
    connect(m_preset, &QComboBox::activated, this, &EndpointForm::fillIn);
    connect(m_keyPlace, &QComboBox::currentIndexChanged, this, &EndpointForm::adoptKeyPlace);
    connect(m_listModels, &QPushButton::clicked, this, &EndpointForm::modelsRequested);
}

void EndpointForm::makePace()
{
    m_concurrency =
        makeNumber(1, 2'000, tr("Fewer are sent while the server says that it is too much, up to 2,000"));
    m_requestRate = makeNumber(0, 1'000'000'000, tr("As the provider allows; requests are spread evenly"));
    m_tokenRate = makeNumber(0, 1'000'000'000, tr("As the provider allows, those of the prompt included"));
    for (QSpinBox* rate : {m_requestRate, m_tokenRate})
        rate->setSpecialValueText(tr("no limit"));
    m_weight = makeNumber(1, 100, tr("Share of the requests where several endpoints serve one run"));
    m_promptPrice = makePrice(tr("Of a million tokens of prompts, in the provider's currency; for budgets"));
    m_completionPrice =
        makePrice(tr("Of a million tokens of replies, in the provider's currency; for budgets"));
    QFormLayout* form = m_pace->form();
    addField(form, tr("Requests at &once"), m_concurrency, EndpointField::Concurrency);
    addField(form, tr("Requests a m&inute"), m_requestRate, EndpointField::Rates);
    addField(form, tr("Tokens a min&ute"), m_tokenRate, EndpointField::Rates);
    addField(form, tr("&Weight in a pool"), m_weight, EndpointField::Weight);
    addField(form, tr("Prompt price"), m_promptPrice, EndpointField::Prices);
    addField(form, tr("Reply price"), m_completionPrice, EndpointField::Prices);
}

void EndpointForm::makeReplies()
{
    m_temperature = new QDoubleSpinBox(this);
    m_temperature->setRange(0, 2);
    m_temperature->setSingleStep(0.1);
    m_temperature->setToolTip(tr("0 to 2: how freely the model chooses its words"));
    m_tokens = makeNumber(1, 1'000'000, tr("A longer reply is cut and its plan set aside"));
    m_streams = new QCheckBox(tr("Ask for replies in &pieces"), this);
    m_streams->setToolTip(tr("A server that falls silent is noticed sooner"));
    QFormLayout* form = m_replies->form();
    addField(form, tr("&Temperature"), m_temperature, EndpointField::Temperature);
    addField(form, tr("Tokens a &reply"), m_tokens, EndpointField::Tokens);
    form->addRow(QString(), m_streams);
}

void EndpointForm::makeNetwork()
{
    m_connect = makeSeconds(tr("How long a connection may take"));
    m_firstByte = makeSeconds(tr("How long the server may queue a request before its answer begins"));
    m_silence = makeSeconds(tr("How long the server may be silent within its answer"));
    m_total = makeSeconds(tr("How long one request may take in all"));
    m_caFile = new QLineEdit(this);
    m_caFile->setPlaceholderText(tr("only the system's certificates"));
    m_caFile->setToolTip(tr("A file with certificates to trust besides the system's"));
    m_proxy = new QLineEdit(this);
    m_proxy->setPlaceholderText(tr("as the environment says"));
    m_proxy->setToolTip(tr("Never used for servers on this computer"));
    QFormLayout* form = m_network->form();
    addField(form, tr("&Connection"), m_connect, EndpointField::Limits);
    addField(form, tr("&First byte"), m_firstByte, EndpointField::Limits);
    addField(form, tr("Silence"), m_silence, EndpointField::Limits);
    addField(form, tr("Whole request"), m_total, EndpointField::Limits);
    addField(form, tr("Certificates"), m_caFile, EndpointField::Address);
    addField(form, tr("Pro&xy"), m_proxy, EndpointField::Proxy);
}

void EndpointForm::show(const Endpoint& endpoint)
{
    if (endpoint.id != m_base.id || endpoint.id.isNull()) {
        m_key->clear();
        m_preset->setCurrentIndex(0);
        m_lacks->hide();
        showFaults({});
    }
    m_base = endpoint;
    m_tested = endpoint;
    put(m_name, endpoint.name);
    put(m_url, endpoint.baseUrl);
    put(m_model->lineEdit(), endpoint.model);
    put(m_variable, endpoint.keyVariable);
    m_keyPlace->setCurrentIndex(endpoint.keyInKeyring            ? InKeyring
                                : endpoint.keyVariable.isEmpty() ? NoKey
                                                                 : InVariable);
    m_temperature->setValue(endpoint.temperature);
    m_tokens->setValue(endpoint.maximumTokens);
    m_streams->setChecked(endpoint.streams);
    m_concurrency->setValue(endpoint.concurrency);
    m_requestRate->setValue(static_cast<int>(endpoint.requestsPerMinute));
    m_tokenRate->setValue(static_cast<int>(endpoint.tokensPerMinute));
    m_weight->setValue(endpoint.weight);
    m_promptPrice->setValue(endpoint.promptPrice);
    m_completionPrice->setValue(endpoint.completionPrice);
    put(m_caFile, endpoint.caFile);
    put(m_proxy, endpoint.proxy);
    const std::pair<QSpinBox*, int> limits[] = {{m_connect, endpoint.limits.connectMs},
                                                {m_firstByte, endpoint.limits.firstByteMs},
                                                {m_silence, endpoint.limits.silenceMs},
                                                {m_total, endpoint.limits.totalMs}};
    for (const auto& [box, ms] : limits)
        box->setValue(qRound(ms / 1000.0));
    adoptKeyPlace();
    showRemarks();
}

Endpoint EndpointForm::entered() const
{
    Endpoint endpoint = m_base;
    endpoint.name = m_name->text().trimmed();
    endpoint.baseUrl = m_url->text().trimmed();
    endpoint.model = m_model->currentText().trimmed();
    endpoint.keyInKeyring = m_keyPlace->currentIndex() == InKeyring;
    endpoint.keyVariable =
        m_keyPlace->currentIndex() == InVariable ? m_variable->text().trimmed() : QString();
    if (qAbs(m_temperature->value() - endpoint.temperature) > 0.005)
        endpoint.temperature = m_temperature->value();
    endpoint.maximumTokens = m_tokens->value();
    endpoint.streams = m_streams->isChecked();
    endpoint.concurrency = m_concurrency->value();
    endpoint.requestsPerMinute = m_requestRate->value();
    endpoint.tokensPerMinute = m_tokenRate->value();
    endpoint.weight = m_weight->value();
    endpoint.promptPrice = m_promptPrice->value();
    endpoint.completionPrice = m_completionPrice->value();
    endpoint.caFile = m_caFile->text().trimmed();
    endpoint.proxy = m_proxy->text().trimmed();
    takeSeconds(m_connect, endpoint.limits.connectMs);
    takeSeconds(m_firstByte, endpoint.limits.firstByteMs);
    takeSeconds(m_silence, endpoint.limits.silenceMs);
    takeSeconds(m_total, endpoint.limits.totalMs);
    const bool tested = endpoint.baseUrl == m_tested.baseUrl && endpoint.model == m_tested.model;
    endpoint.findings = tested ? m_tested.findings : QList<EndpointFinding>();
    endpoint.contextWindow = tested ? m_tested.contextWindow : 0;
    for (const ServerModel& model : m_models) {
        if (model.id == endpoint.model && model.contextWindow > 0)
            endpoint.contextWindow = model.contextWindow;
    }
    return endpoint;
}

Secret EndpointForm::typedKey() const
{
    if (m_keyPlace->currentIndex() != InKeyring)
        return {};
    QByteArray typed = m_key->text().trimmed().toUtf8();
    return Secret::taking(typed);
}

Secret EndpointForm::takeKey()
{
    const Secret key = typedKey();
    m_key->clear();
    return key;
}

bool EndpointForm::accept()
{
    QList<EndpointFault> faults = faultsOf(entered());
    if (m_keyPlace->currentIndex() == InKeyring && !m_base.keyInKeyring && m_key->text().trimmed().isEmpty())
        faults << EndpointFault{EndpointField::Key, {}, tr("type the key that the keyring shall keep")};
    if (m_keyPlace->currentIndex() == InVariable && m_variable->text().trimmed().isEmpty())
        faults << EndpointFault{
            EndpointField::Key, {}, tr("name the environment variable that holds the key")};
    showFaults(faults);
    if (faults.isEmpty())
        return true;
    QWidget* field = m_fields.value(faults.first().field);
    for (FoldSection* section : {m_pace, m_replies, m_network}) {
        if (section->isAncestorOf(field))
            section->setOpen(true);
    }
    field->setFocus(Qt::OtherFocusReason);
    return false;
}

void EndpointForm::showFaults(const QList<EndpointFault>& faults)
{
    for (TextLabel* label : std::as_const(m_faults))
        label->hide();
    for (const EndpointFault& fault : faults) {
        TextLabel* label = m_faults.value(fault.field);
        if (!label->isHidden())
            continue;
        label->setText(fault.detail.left(1).toUpper() + fault.detail.mid(1) + QLatin1Char('.'));
        label->show();
        m_fields.value(fault.field)->setAccessibleDescription(fault.detail);
    }
}

void EndpointForm::setModels(const QList<ServerModel>& models)
{
    m_models = models;
    const QString kept = m_model->currentText();
    m_model->clear();
    for (const ServerModel& model : models)
        m_model->addItem(model.id);
    m_model->setEditText(kept.isEmpty() && models.size() == 1 ? models.first().id : kept);
    m_model->setFocus(Qt::OtherFocusReason);
}

void EndpointForm::setFindings(const Endpoint& endpoint, const QList<EndpointFinding>& findings,
                               int contextWindow)
{
    m_tested = endpoint;
    m_tested.findings = findings;
    m_tested.contextWindow = contextWindow;
}

// Name and model stay as they were typed. The arrow keys go through the kinds, so each replaces the last.
void EndpointForm::fillIn(int choice)
{
    const QList<EndpointPreset> presets = endpointPresets();
    if (choice < 1 || choice > presets.size())
        return m_lacks->hide();
    const EndpointPreset& preset = presets.at(choice - 1);
    const Endpoint base = m_base;
    Endpoint filled = entered();
    const Endpoint& values = preset.values;
    if (filled.name.isEmpty() || presetCalled(filled.name))
        filled.name = preset.id;
    filled.baseUrl = values.baseUrl;
    filled.keyVariable = filled.keyInKeyring ? QString() : values.keyVariable;
    filled.concurrency = values.concurrency;
    filled.requestsPerMinute = values.requestsPerMinute;
    filled.streams = values.streams;
    filled.limits = values.limits;
    show(filled);
    m_base = base;
    m_base.limits = values.limits;
    m_preset->setCurrentIndex(choice);
    m_lacks->setText(preset.lacks);
    m_lacks->show();
}

void EndpointForm::adoptKeyPlace()
{
    const int place = m_keyPlace->currentIndex();
    m_key->setVisible(place == InKeyring);
    m_variable->setVisible(place == InVariable);
    m_key->setPlaceholderText(m_base.keyInKeyring ? tr("kept in the keyring; type to replace it")
                                                  : tr("type the key"));
}

void EndpointForm::showRemarks()
{
    const Endpoint endpoint = entered();
    m_replies->setRemark(tr("temperature %1 · up to %2 tokens · %3")
                             .arg(QString::number(endpoint.temperature), countText(endpoint.maximumTokens),
                                  endpoint.streams ? tr("in pieces") : tr("whole")));
    const bool priced = endpoint.promptPrice > 0 || endpoint.completionPrice > 0;
    m_pace->setRemark(tr("%1 at once · weight %2 · %3")
                          .arg(countText(endpoint.concurrency), QString::number(endpoint.weight),
                               priced ? tr("priced") : tr("no price")));
    m_network->setRemark(
        tr("%1 s to the first byte · %2 s in all")
            .arg(countText(endpoint.limits.firstByteMs / 1000), countText(endpoint.limits.totalMs / 1000)));
}

} // namespace antiphon
