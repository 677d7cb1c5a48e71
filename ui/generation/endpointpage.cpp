#include "ui/generation/endpointpage.h"

#include "core/generation/endpointstore.h"
#include "ui/generation/endpointform.h"
#include "ui/generation/findingstable.h"
#include "ui/generation/readornotify.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int widestForm = 720;

const Endpoint* endpointIn(const QList<Endpoint>& endpoints, EndpointId id)
{
    for (const Endpoint& endpoint : endpoints) {
        if (endpoint.id == id)
            return &endpoint;
    }
    return nullptr;
}

// The key as it was typed, else as it is kept. For a working thread.
Result<Secret> keyFor(const Endpoint& endpoint, const Secret& typed, const std::shared_ptr<KeyRing>& ring,
                      const CancelToken& cancel)
{
    if (!typed.isEmpty())
        return typed;
    ANTIPHON_TRY_ASSIGN(const ChatPool::KeySource keys, keysOf({endpoint}, ring, cancel));
    return keys(endpoint);
}

// How requests are shared where the endpoints of this model serve one run.
QString poolText(const QList<Endpoint>& endpoints, const Endpoint& shown)
{
    QStringList shares;
    int weights = 0;
    for (const Endpoint& endpoint : endpoints)
        weights += endpoint.model == shown.model ? endpoint.weight : 0;
    for (const Endpoint& endpoint : endpoints) {
        if (endpoint.model == shown.model)
            shares << EndpointPage::tr("%1 %2 %")
                          .arg(endpoint.name)
                          .arg(qRound(100.0 * endpoint.weight / weights));
    }
    return shares.size() < 2 ? QString()
                             : EndpointPage::tr("A run by all endpoints of %1 shares its requests: %2.")
                                   .arg(shown.model, shares.join(QStringLiteral(", ")));
}

} // namespace

EndpointPage::EndpointPage(const WorkspaceContext& context, std::shared_ptr<KeyRing> ring, QWidget* parent)
    : QWidget(parent), m_context(context), m_ring(std::move(ring))
{
    auto* empty = new EmptyView(
        QStringLiteral("link"),
        tr("No endpoint yet. Any server that speaks the OpenAI chat format will do, also one on "
           "this computer. The template writer needs none."),
        this);
    connect(empty->setButton(tr("Add an endpoint")), &QPushButton::clicked, this, &EndpointPage::addNew);
    auto* full = new QWidget(this);
    auto* row = new QHBoxLayout(full);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addWidget(makeList());
    auto* scroll = new QScrollArea(full);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeCard());
    row->addWidget(scroll, 1);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_list);
    connect(&context.session, &ProjectSession::changed, this, &EndpointPage::reload);
    setBusy(0);
    reload();
}

QWidget* EndpointPage::makeList()
{
    auto* left = new QWidget(this);
    left->setFixedWidth(260);
    m_list = new QListWidget(left);
    m_list->setAccessibleName(tr("Endpoints"));
    m_pool = new TextLabel({}, TextSize::Caption, Tone::Muted, left);
    m_pool->setWordWrap(true);
    auto* add = new QPushButton(themeIcon(QStringLiteral("add")), tr("Add"), left);
    add->setToolTip(tr("A new model server"));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Endpoints"), {}, left));
    column->addWidget(m_list, 1);
    column->addWidget(m_pool);
    column->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, &EndpointPage::addNew);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) {
        if (at >= 0 && at < m_endpoints.size())
            showEndpoint(m_endpoints.at(at));
    });
    return left;
}

QWidget* EndpointPage::makeCard()
{
    auto* sheet = new QWidget(this);
    auto* card = new Card(sheet);
    card->setMaximumWidth(widestForm);
    auto* around = new QHBoxLayout(sheet);
    around->setContentsMargins({});
    around->addWidget(card, 1, Qt::AlignTop);
    around->addStretch();
    m_form = new EndpointForm(card);
    m_findings = new FindingsTable(card);
    m_answer = new TextLabel({}, TextSize::Body, Tone::Muted, card);
    m_answer->setWordWrap(true);
    m_answer->hide();
    m_busy = new BusyBar(card);
    m_save = new QPushButton(tr("Save"), card);
    makePrimary(m_save);
    m_test = new QPushButton(tr("Test connection"), card);
    m_test->setToolTip(
        tr("Finds out in seven requests what the server can do, with the values entered here"));
    m_stop = new QPushButton(tr("Stop"), card);
    m_stop->setToolTip(tr("Stops asking the server"));
    m_remove = new QPushButton(tr("Remove"), card);
    m_remove->setToolTip(
        tr("Its key goes from the keyring, too. Undo brings the endpoint back, not the key."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    for (QPushButton* button : {m_save, m_test, m_stop, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    card->column()->addWidget(m_form);
    card->column()->addLayout(buttons);
    card->column()->addWidget(m_busy);
    card->column()->addWidget(m_answer);
    card->column()->addWidget(m_findings);
    connect(m_form, &EndpointForm::submitted, this, &EndpointPage::save);
    connect(m_form, &EndpointForm::modelsRequested, this, &EndpointPage::askForModels);
    connect(m_save, &QPushButton::clicked, this, &EndpointPage::save);
    connect(m_test, &QPushButton::clicked, this, &EndpointPage::test);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_context.jobs.cancel(m_job); });
    connect(m_remove, &QPushButton::clicked, this, &EndpointPage::remove);
    return sheet;
}

void EndpointPage::reload()
{
    readOrNotify<QList<Endpoint>>(
        m_context, this, [](const Connection& connection) { return listEndpoints(connection); },
        [this](QList<Endpoint> endpoints) { adopt(std::move(endpoints)); },
        QStringLiteral("generation.endpoints"));
}

// What is being entered stays, unless it is what was stored or what is stored now.
void EndpointPage::adopt(QList<Endpoint> endpoints)
{
    const bool same =
        endpoints.size() == m_endpoints.size() && m_wanted.isEmpty() &&
        std::equal(endpoints.begin(), endpoints.end(), m_endpoints.begin(),
                   [](const Endpoint& a, const Endpoint& b) { return a.id == b.id && a.name == b.name; });
    m_endpoints = std::move(endpoints);
    const Endpoint* now = endpointIn(m_endpoints, m_form->base().id);
    const Endpoint entered = m_form->entered();
    const bool untouched = entered == m_form->base() || (now && entered == *now);
    if (same && now && untouched) {
        m_form->show(*now);
        m_findings->show(now->findings);
    }
    showPool();
    if (same)
        return;
    int row = m_endpoints.isEmpty() ? -1 : 0;
    for (int i = 0; i < m_endpoints.size(); ++i) {
        const Endpoint& endpoint = m_endpoints.at(i);
        if (m_wanted.isEmpty() ? endpoint.id == m_form->base().id : endpoint.name == m_wanted)
            row = i;
    }
    m_wanted.clear();
    fillList(row);
    m_stack->setCurrentIndex(m_endpoints.isEmpty() ? 0 : 1);
    if (row >= 0)
        showEndpoint(m_endpoints.at(row));
}

void EndpointPage::fillList(int row)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Endpoint& endpoint : std::as_const(m_endpoints)) {
        auto* item = new QListWidgetItem(endpoint.name, m_list);
        item->setSizeHint({0, metrics::rowHeight});
        item->setToolTip(tr("%1 at %2").arg(endpoint.model, endpoint.baseUrl));
    }
    m_list->setCurrentRow(row);
}

void EndpointPage::addNew()
{
    m_stack->setCurrentIndex(1);
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(-1);
    showEndpoint({});
    m_form->setFocus(Qt::OtherFocusReason);
}

bool EndpointPage::hasForm() const
{
    return m_stack->currentIndex() == 1;
}

void EndpointPage::showEndpoint(const Endpoint& endpoint)
{
    m_form->show(endpoint);
    m_findings->show(endpoint.findings);
    m_remove->setVisible(!endpoint.id.isNull());
    m_answer->hide();
    showPool();
}

void EndpointPage::showPool()
{
    const QString text = poolText(m_endpoints, m_form->base());
    m_pool->setText(text);
    m_pool->setVisible(!text.isEmpty());
}

void EndpointPage::tell(const QString& text, bool good)
{
    m_answer->setTone(good ? Tone::Ok : Tone::Danger);
    m_answer->setText(text);
    m_answer->show();
}

void EndpointPage::setBusy(JobNumber job)
{
    if ((job != 0) != (m_job != 0))
        job != 0 ? m_busy->begin() : m_busy->end();
    m_job = job;
    m_test->setEnabled(job == 0);
    m_save->setEnabled(job == 0);
    m_stop->setVisible(job != 0);
    if (job != 0)
        m_answer->hide();
}

// A typed key goes to the keyring first, so that no endpoint names a key that is not there.
void EndpointPage::save()
{
    if (m_job != 0 || !m_form->accept())
        return;
    Endpoint endpoint = m_form->entered();
    if (endpoint.id.isNull())
        endpoint.id = EndpointId::create();
    const Secret key = m_form->typedKey();
    if (key.isEmpty())
        return store(endpoint);
    setBusy(m_context.jobs.start<bool>(
        tr("Keeping the key of %1").arg(endpoint.name), this,
        [ring = m_ring, account = keyAccount(endpoint.id), key](const JobContext& job) -> Result<bool> {
            if (!ring)
                return fail(ErrorCode::NotPossible, EndpointPage::tr("the keyring"),
                            EndpointPage::tr("it can not be reached here"));
            ANTIPHON_TRY(ring->write(account, key, job.cancel));
            return true;
        },
        [this, endpoint](Result<bool> kept) {
            setBusy(0);
            if (!kept)
                return tell(errorSentence(kept.error()), false);
            m_form->takeKey();
            store(endpoint);
        }));
}

void EndpointPage::store(const Endpoint& endpoint)
{
    m_wanted = endpoint.name;
    const Endpoint before = m_form->base();
    m_context.session.edit(
        before.id.isNull() ? tr("Add endpoint %1").arg(endpoint.name)
                           : tr("Change endpoint %1").arg(endpoint.name),
        [endpoint](const Connection& connection) { return saveEndpoint(connection, endpoint); }, this,
        [this, before](Result<void> saved) { stored(before, saved); });
}

void EndpointPage::stored(const Endpoint& before, const Result<void>& saved)
{
    if (!saved) {
        m_wanted.clear();
        return tell(errorSentence(saved.error()), false);
    }
    tell(tr("Saved."), true);
    if (before.keyInKeyring && !m_form->entered().keyInKeyring)
        forgetKey(before);
}

void EndpointPage::remove()
{
    const Endpoint gone = m_form->base();
    m_context.session.edit(
        tr("Remove endpoint %1").arg(gone.name),
        [name = gone.name](const Connection& connection) { return removeEndpoint(connection, name); }, this,
        [this, gone](Result<void> removed) {
            if (!removed)
                m_context.notify(noticeOf(removed.error()));
            else if (gone.keyInKeyring)
                forgetKey(gone);
        });
}

void EndpointPage::forgetKey(const Endpoint& endpoint)
{
    if (!m_ring)
        return;
    m_context.jobs.start<bool>(
        tr("Removing the key of %1").arg(endpoint.name), this,
        [ring = m_ring, account = keyAccount(endpoint.id)](const JobContext& job) -> Result<bool> {
            ANTIPHON_TRY(ring->remove(account, job.cancel));
            return true;
        },
        [this](Result<bool> removed) {
            if (!removed)
                m_context.notify(noticeOf(removed.error()));
        });
}

void EndpointPage::test()
{
    if (m_job != 0 || !m_form->accept())
        return;
    const Endpoint endpoint = m_form->entered();
    setBusy(m_context.jobs.start<EndpointReport>(
        tr("Testing %1").arg(endpoint.name), this,
        [endpoint, typed = m_form->typedKey(),
         ring = m_ring](const JobContext& job) -> Result<EndpointReport> {
            ANTIPHON_TRY_ASSIGN(const Secret key, keyFor(endpoint, typed, ring, job.cancel));
            return testEndpoint(endpoint, key, job.cancel);
        },
        [this, endpoint](Result<EndpointReport> report) { tested(endpoint, report); }));
}

// What was found is kept at once where the endpoint is as it is stored; else it goes with the next Save.
void EndpointPage::tested(const Endpoint& endpoint, const Result<EndpointReport>& report)
{
    setBusy(0);
    if (!report)
        return tell(errorSentence(report.error()), false);
    tell(reportSentence(*report), true);
    if (m_form->base().id != endpoint.id)
        return;
    const bool asStored = !endpoint.id.isNull() && endpoint == m_form->base();
    m_form->setFindings(endpoint, report->findings, report->contextWindow);
    m_findings->show(report->findings);
    if (!asStored)
        return;
    Endpoint found = endpoint;
    found.findings = report->findings;
    found.contextWindow = report->contextWindow;
    m_context.session.edit(
        tr("Keep what %1 can do").arg(endpoint.name),
        [found](const Connection& connection) { return saveEndpoint(connection, found); }, this,
        [this](Result<void> saved) {
            if (!saved)
                tell(errorSentence(saved.error()), false);
        });
}

void EndpointPage::askForModels()
{
    if (m_job != 0)
        return;
    const Endpoint endpoint = m_form->entered();
    setBusy(m_context.jobs.start<QList<ServerModel>>(
        tr("Listing models"), this,
        [endpoint, typed = m_form->typedKey(),
         ring = m_ring](const JobContext& job) -> Result<QList<ServerModel>> {
            ANTIPHON_TRY_ASSIGN(const Secret key, keyFor(endpoint, typed, ring, job.cancel));
            return listModels(endpoint, key, job.cancel);
        },
        [this](Result<QList<ServerModel>> models) {
            setBusy(0);
            if (!models)
                return tell(errorSentence(models.error()), false);
            m_form->setModels(*models);
            tell(tr("%Ln models to choose from.", nullptr, static_cast<int>(models->size())), true);
        }));
}

} // namespace antiphon
