#include "ui/generation/endpointpage.h"

#include "core/generation/endpointstore.h"
#include "core/llm/chatclient.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int widestForm = 640;
}

EndpointPage::EndpointPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    auto* empty = new EmptyView(
        QStringLiteral("link"),
        tr("No endpoint yet. Any server that speaks the OpenAI chat format will do, also one on "
           "this computer. The template writer needs none."),
        this);
    connect(empty->setButton(tr("Add an endpoint")), &QPushButton::clicked, this, &EndpointPage::addNew);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Endpoints"));
    m_list->setFixedWidth(260);
    auto* add = new QPushButton(themeIcon(QStringLiteral("add")), tr("Add"), this);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addWidget(new SectionHeader(tr("Endpoints"), {}, this));
    left->addWidget(m_list, 1);
    left->addWidget(add, 0, Qt::AlignLeft);
    auto* full = new QWidget(this);
    auto* row = new QHBoxLayout(full);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addLayout(left);
    row->addWidget(makeForm(), 1, Qt::AlignTop | Qt::AlignLeft);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_list);
    connect(add, &QPushButton::clicked, this, &EndpointPage::addNew);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) {
        if (at >= 0 && at < m_endpoints.size())
            showEndpoint(m_endpoints[at]);
    });
    connect(&context.session, &ProjectSession::changed, this, &EndpointPage::reload);
    reload();
}

QWidget* EndpointPage::makeForm()
{
    auto* card = new Card(this);
    card->setMaximumWidth(widestForm);
    m_name = new QLineEdit(card);
    m_url = new QLineEdit(card);
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8080/v1"));
    m_model = new QLineEdit(card);
    m_model->setPlaceholderText(tr("as the server names it"));
    m_key = new QLineEdit(card);
    m_key->setPlaceholderText(tr("name of an environment variable; empty for none"));
    m_key->setToolTip(
        tr("The key itself is never stored: it is read from this variable when a request is sent."));
    m_key->setMinimumWidth(m_key->fontMetrics().horizontalAdvance(m_key->placeholderText()) +
                           2 * metrics::padding);
    m_temperature = new QDoubleSpinBox(card);
    m_temperature->setRange(0, 2);
    m_temperature->setSingleStep(0.1);
    m_tokens = new QSpinBox(card);
    m_tokens->setRange(1, 1'000'000);
    m_tokens->setGroupSeparatorShown(true);
    m_concurrency = new QSpinBox(card);
    m_concurrency->setRange(1, 2'000);
    m_concurrency->setToolTip(tr("Fewer are sent while the server says that it is too much"));
    const auto makeRate = [card](const QString& tip) {
        auto* rate = new QSpinBox(card);
        rate->setRange(0, 1'000'000'000);
        rate->setGroupSeparatorShown(true);
        rate->setSpecialValueText(EndpointPage::tr("no limit"));
        rate->setToolTip(tip);
        return rate;
    };
    m_requestRate = makeRate(tr("As the provider allows; requests are spread evenly"));
    m_tokenRate = makeRate(tr("As the provider allows, those of the prompt included"));
    m_streams = new QCheckBox(tr("Ask for replies in &pieces"), card);
    m_streams->setToolTip(tr("A server that falls silent is noticed sooner"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_url);
    form->addRow(tr("&Model"), m_model);
    form->addRow(tr("&Key variable"), m_key);
    form->addRow(tr("&Temperature"), m_temperature);
    form->addRow(tr("Tokens a &reply"), m_tokens);
    form->addRow(tr("Requests at &once"), m_concurrency);
    form->addRow(tr("Requests a m&inute"), m_requestRate);
    form->addRow(tr("Tokens a min&ute"), m_tokenRate);
    form->addRow(QString(), m_streams);
    m_answer = new TextLabel({}, TextSize::Body, Tone::Muted, card);
    m_answer->setWordWrap(true);
    m_save = new QPushButton(tr("Save"), card);
    makePrimary(m_save);
    m_test = new QPushButton(tr("Test connection"), card);
    m_test->setToolTip(tr("Asks the server for one word, with the values entered here"));
    m_remove = new QPushButton(tr("Remove"), card);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    for (QPushButton* button : {m_save, m_test, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    card->column()->addLayout(form);
    card->column()->addWidget(m_answer);
    card->column()->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &EndpointPage::save);
    connect(m_test, &QPushButton::clicked, this, &EndpointPage::test);
    connect(m_remove, &QPushButton::clicked, this, &EndpointPage::remove);
    for (QLineEdit* edit : {m_name, m_url, m_model, m_key})
        connect(edit, &QLineEdit::returnPressed, this, &EndpointPage::save);
    return card;
}

void EndpointPage::reload()
{
    m_context.session.read<QList<Endpoint>>(
        this, [](const Connection& connection) { return listEndpoints(connection); },
        [this](Result<QList<Endpoint>> endpoints) {
            if (endpoints)
                adopt(std::move(*endpoints));
        },
        QStringLiteral("generation.endpoints"));
}

void EndpointPage::adopt(QList<Endpoint> endpoints)
{
    const bool same =
        endpoints.size() == m_endpoints.size() && m_wanted.isEmpty() &&
        std::equal(endpoints.begin(), endpoints.end(), m_endpoints.begin(),
                   [](const Endpoint& a, const Endpoint& b) { return a.id == b.id && a.name == b.name; });
    m_endpoints = std::move(endpoints);
    if (same)
        return; // what is being entered stays
    int row = m_endpoints.isEmpty() ? -1 : 0;
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (int i = 0; i < m_endpoints.size(); ++i) {
            auto* item = new QListWidgetItem(m_endpoints[i].name, m_list);
            item->setSizeHint({0, metrics::rowHeight});
            if (m_endpoints[i].name == m_wanted || (m_wanted.isEmpty() && m_endpoints[i].id == m_shown))
                row = i;
        }
        m_list->setCurrentRow(row);
    }
    m_wanted.clear();
    m_stack->setCurrentIndex(m_endpoints.isEmpty() ? 0 : 1);
    if (row >= 0)
        showEndpoint(m_endpoints[row]);
}

void EndpointPage::addNew()
{
    m_stack->setCurrentIndex(1);
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(-1);
    showEndpoint({});
    m_name->setFocus(Qt::OtherFocusReason);
}

void EndpointPage::showEndpoint(const Endpoint& endpoint)
{
    m_shown = endpoint.id;
    m_name->setText(endpoint.name);
    m_url->setText(endpoint.baseUrl);
    m_model->setText(endpoint.model);
    m_key->setText(endpoint.keyVariable);
    m_temperature->setValue(endpoint.temperature);
    m_tokens->setValue(endpoint.maximumTokens);
    m_concurrency->setValue(endpoint.concurrency);
    m_requestRate->setValue(static_cast<int>(endpoint.requestsPerMinute));
    m_tokenRate->setValue(static_cast<int>(endpoint.tokensPerMinute));
    m_streams->setChecked(endpoint.streams);
    m_remove->setVisible(!endpoint.id.isNull());
    m_answer->setText({});
}

Endpoint EndpointPage::entered() const
{
    Endpoint endpoint;
    for (const Endpoint& known : m_endpoints) {
        if (known.id == m_shown)
            endpoint = known;
    }
    endpoint.name = m_name->text().trimmed();
    endpoint.baseUrl = m_url->text().trimmed();
    endpoint.model = m_model->text().trimmed();
    endpoint.keyVariable = m_key->text().trimmed();
    endpoint.temperature = m_temperature->value();
    endpoint.maximumTokens = m_tokens->value();
    endpoint.concurrency = m_concurrency->value();
    endpoint.requestsPerMinute = m_requestRate->value();
    endpoint.tokensPerMinute = m_tokenRate->value();
    endpoint.streams = m_streams->isChecked();
    return endpoint;
}

void EndpointPage::tell(const QString& text, bool good)
{
    m_answer->setTone(good ? Tone::Ok : Tone::Danger);
    m_answer->setText(text);
}

void EndpointPage::save()
{
    const Endpoint endpoint = entered();
    if (const auto valid = validateEndpoint(endpoint); !valid)
        return tell(errorSentence(valid.error()), false);
    m_wanted = endpoint.name;
    m_context.session.edit(
        m_shown.isNull() ? tr("Add endpoint %1").arg(endpoint.name)
                         : tr("Change endpoint %1").arg(endpoint.name),
        [endpoint](const Connection& connection) { return saveEndpoint(connection, endpoint); }, this,
        [this](Result<void> saved) {
            if (saved)
                tell(tr("Saved."), true);
            else
                tell(errorSentence(saved.error()), false);
        });
}

void EndpointPage::remove()
{
    const QString name = entered().name;
    m_context.session.edit(tr("Remove endpoint %1").arg(name),
                           [name](const Connection& connection) { return removeEndpoint(connection, name); });
}

void EndpointPage::test()
{
    const Endpoint endpoint = entered();
    if (const auto valid = validateEndpoint(endpoint); !valid)
        return tell(errorSentence(valid.error()), false);
    m_test->setEnabled(false);
    m_answer->setTone(Tone::Muted);
    m_answer->setText(tr("Asking %1 …").arg(endpoint.name));
    m_context.jobs.start<EndpointReport>(
        tr("Testing %1").arg(endpoint.name), this,
        [endpoint](const JobContext& job) { return testEndpoint(endpoint, nullptr, job.cancel); },
        [this](Result<EndpointReport> answer) {
            m_test->setEnabled(true);
            if (answer)
                tell(reportSentence(*answer), true);
            else
                tell(errorSentence(answer.error()), false);
        });
}

} // namespace antiphon
