#include "core/generation/askingline.h"

#include "core/cascade/planstore.h"
#include "core/generation/leasestore.h"
#include "core/llm/chatwire.h"
#include "core/llm/tokenestimate.h"

#include <QRegularExpression>

#include <numeric>

namespace antiphon {

namespace {

constexpr auto glance = std::chrono::milliseconds(20);
constexpr size_t mostWaiting = 2'000; // items that nobody stored yet
constexpr size_t mostAhead = 64;      // plans read at once
constexpr qsizetype longestShown = 4'000;

// What is spoken so far in the JSON of a reply that still grows.
QString spokenIn(const QString& json)
{
    static const QRegularExpression text(QStringLiteral(R"re("text"\s*:\s*"((?:[^"\\]|\\.)*))re"));
    QStringList turns;
    auto matches = text.globalMatch(json);
    while (matches.hasNext()) {
        QString turn = matches.next().captured(1);
        turn.replace(QLatin1String("\\n"), QLatin1String(" ")).remove(QLatin1Char('\\'));
        turns << turn;
    }
    return turns.isEmpty() ? json : turns.join(QLatin1Char('\n'));
}

} // namespace

AskingLine::AskingLine(QString projectPath, const RunSetup& setup)
    : m_path(std::move(projectPath)),
      m_setup(setup),
      m_model(*setup.model),
      m_pool(std::make_unique<ChatPool>(setup.model->endpoints, setup.model->keys)),
      m_upTo(setup.firstPart())
{
    m_thread = std::thread([this] { work(); });
}

AskingLine::~AskingLine()
{
    stop();
    m_thread.join();
}

void AskingLine::stop()
{
    m_ending.cancel();
}

QString AskingLine::note()
{
    const std::lock_guard lock(m_countsMutex);
    return m_note;
}

void AskingLine::tell(RunTally& tally)
{
    {
        const std::lock_guard lock(m_countsMutex);
        tally.requests = m_counts.requests;
        tally.fromCache = m_counts.fromCache;
        tally.repaired = m_counts.repaired;
        tally.freshTries = m_counts.freshTries;
        tally.inFlight = m_counts.inFlight;
        tally.trouble = m_counts.trouble;
    }
    tally.allowed = 0;
    const auto standing = m_pool->standing();
    for (const EndpointStanding& endpoint : standing)
        tally.allowed += endpoint.stoppedBy ? 0 : endpoint.allowed;
    const std::lock_guard lock(m_inbox->mutex);
    tally.streaming = spokenIn(m_inbox->text);
}

void AskingLine::work()
{
    const auto result = workThrough();
    m_pool->cancelAll();
    std::optional<Error> failure;
    if (!result)
        failure = result.error();
    else if (m_held && m_next < m_setup.pending.size())
        failure = m_held;
    m_done.close(failure);
}

Result<void> AskingLine::workThrough()
{
    ANTIPHON_TRY_ASSIGN(m_connection, Connection::open(m_path, Access::ReadWrite));
    ANTIPHON_TRY(m_connection->setDurability(Durability::Normal));
    ANTIPHON_TRY_ASSIGN(m_kept, ReplyReader::prepare(*m_connection));
    bool told = false;
    while (!hasEnded()) {
        if (m_ending.isCancelled() && !told) {
            m_pool->cancelAll();
            told = true;
        }
        followConcurrency();
        ANTIPHON_TRY(beginTalks());
        for (Reply& reply : awaitReplies())
            ANTIPHON_TRY(takeReply(std::move(reply)));
        const std::lock_guard lock(m_countsMutex);
        m_counts.inFlight = static_cast<int>(m_talks.size());
    }
    return {};
}

bool AskingLine::hasEnded()
{
    if (!m_talks.empty())
        return false;
    const bool allBegun = m_next >= m_setup.pending.size() && m_ahead.empty();
    return allBegun || m_ending.isCancelled() || m_finishing || m_budgetUsedUp || m_held;
}

std::vector<AskingLine::Reply> AskingLine::awaitReplies()
{
    std::unique_lock lock(m_inbox->mutex);
    m_inbox->changed.wait_for(lock, glance, [this] { return !m_inbox->replies.empty(); });
    return std::exchange(m_inbox->replies, {});
}

Result<void> AskingLine::takeReply(Reply reply)
{
    noteReply(reply.result);
    m_talks.at(reply.talk).talk.take(reply.result, false);
    if (reply.result.outcome == ChatOutcome::RateLimited && wasNotAsked(reply.result))
        m_held = chatError(reply.result, m_model.endpoints.first().name);
    return goOn(reply.talk);
}

void AskingLine::noteReply(const ChatResult& result)
{
    const std::lock_guard lock(m_countsMutex);
    m_counts.requests += result.attempts + result.waits;
    for (const auto& [outcome, count] : result.trouble)
        m_counts.trouble[outcomeWord(outcome)] += count;
}

// Takes what was kept, and asks for the rest.
Result<void> AskingLine::goOn(TalkNumber number)
{
    ItemTalk& talk = m_talks.at(number).talk;
    while (!talk.isOver()) {
        if (m_ending.isCancelled()) {
            ChatResult cancelled;
            cancelled.outcome = ChatOutcome::Cancelled;
            talk.take(cancelled, false);
            break;
        }
        ANTIPHON_TRY_ASSIGN(const auto kept, keptReplyTo(talk.question()));
        if (!kept) {
            ask(number, talk.question(), talk.jitterSeed());
            return {};
        }
        talk.take(*kept, true);
        const std::lock_guard lock(m_countsMutex);
        ++m_counts.fromCache;
    }
    handOver(number);
    return {};
}

// A server that knows no schema was asked without one.
Result<std::optional<ChatResult>> AskingLine::keptReplyTo(const ChatRequest& question)
{
    if (!m_model.useCache)
        return std::optional<ChatResult>();
    for (const Endpoint& endpoint : m_model.endpoints) {
        for (const SchemaUse schema : {SchemaUse::Sent, SchemaUse::LeftOut}) {
            ChatRequest sent = question;
            sent.model = endpoint.model;
            sent.stream = endpoint.streams;
            const QByteArray body = chatBody(sent, schema);
            ANTIPHON_TRY_ASSIGN(auto kept, m_kept->find(replyKey(endpoint, body)));
            if (!kept)
                continue;
            kept->body = body;
            return kept;
        }
    }
    return std::optional<ChatResult>();
}

void AskingLine::ask(TalkNumber number, const ChatRequest& question, quint64 jitterSeed)
{
    ChatPool::Question asked{question, jitterSeed, {}, {}};
    asked.done = [inbox = m_inbox, number](const ChatResult& result) {
        const std::lock_guard lock(inbox->mutex);
        inbox->replies.push_back({number, result});
        if (inbox->shown == number)
            inbox->shown = 0;
        inbox->changed.notify_one();
    };
    asked.piece = [inbox = m_inbox, number](const QString& text) {
        const std::lock_guard lock(inbox->mutex);
        if (inbox->shown == 0) {
            inbox->shown = number;
            inbox->text.clear();
        }
        if (inbox->shown == number && inbox->text.size() < longestShown)
            inbox->text += text;
    };
    m_pool->ask(std::move(asked));
}

void AskingLine::handOver(TalkNumber number)
{
    auto node = m_talks.extract(number);
    Talk& ended = node.mapped();
    m_spent += ended.talk.cost();
    m_ended += ended.talk.cost() > 0 ? 1 : 0;
    {
        const std::lock_guard lock(m_countsMutex);
        m_counts.repaired += ended.talk.wasRepaired() ? 1 : 0;
        m_counts.freshTries += ended.talk.freshTries();
    }
    LineItem item = ended.talk.item(*m_setup.tracks);
    item.lease = ended.lease;
    std::vector<LineItem> items;
    items.push_back(std::move(item));
    m_done.put(std::move(items));
}

int AskingLine::mostAtOnce()
{
    const auto endpoints = static_cast<int>(m_model.endpoints.size());
    if (m_concurrency > 0)
        return m_concurrency * endpoints;
    return std::accumulate(m_model.endpoints.begin(), m_model.endpoints.end(), 0,
                           [](int sum, const Endpoint& endpoint) { return sum + endpoint.concurrency; });
}

void AskingLine::followConcurrency()
{
    const int wanted = m_setup.control.concurrency();
    if (wanted <= 0 || wanted == m_concurrency)
        return;
    m_concurrency = wanted;
    m_pool->setConcurrency(wanted);
}

// What one more item will cost: as those that ended did, or at most before any has.
double AskingLine::expectedCost()
{
    if (m_ended > 0)
        return m_spent / static_cast<double>(m_ended);
    const Endpoint& endpoint = m_model.endpoints.first();
    ItemTalk next(m_model, m_ahead.front().plan);
    return costOf(endpoint, {estimatedTokens(next.question().messages), endpoint.maximumTokens});
}

bool AskingLine::fitsBudget()
{
    const double budget = m_setup.control.budget();
    if (budget < 0)
        return true;
    const double spent = m_setup.spentBefore + m_spent;
    const double coming = expectedCost() * static_cast<double>(m_talks.size() + 1);
    if (spent + coming <= budget)
        return true;
    if (m_talks.empty()) { // what is in flight may have become cheaper than it seemed
        m_budgetUsedUp = true;
        const std::lock_guard lock(m_countsMutex);
        m_note = QStringLiteral("the budget of %1 is used up: %2 spent; a higher one goes on with --resume")
                     .arg(QString::number(budget, 'f', 2), QString::number(spent, 'f', 4));
    }
    return false;
}

bool AskingLine::mayBegin()
{
    if (m_setup.control.isPaused() || m_finishing || m_ending.isCancelled() || m_held || m_budgetUsedUp)
        return false;
    return static_cast<int>(m_talks.size()) < mostAtOnce() && m_done.waiting() < mostWaiting;
}

Result<void> AskingLine::beginTalks()
{
    while (mayBegin()) {
        if (m_ahead.empty())
            ANTIPHON_TRY(readAhead());
        if (m_ahead.empty() || !fitsBudget())
            return {};
        Waiting next = std::move(m_ahead.front());
        m_ahead.pop_front();
        const TalkNumber number = ++m_lastTalk;
        m_talks.emplace(number, Talk{ItemTalk(m_model, std::move(next.plan)), next.lease});
        ANTIPHON_TRY(goOn(number));
    }
    return {};
}

// What is read is handed out: it is leased before anything is asked.
Result<void> AskingLine::readAhead()
{
    const size_t most = std::clamp(static_cast<size_t>(mostAtOnce()) / 4, size_t(1), mostAhead);
    const size_t end = std::min(m_next + most, m_upTo.load());
    if (m_next >= end)
        return {};
    const auto leases = leasesOver(m_setup.pending, m_next, end);
    ANTIPHON_TRY(takeLeases(*m_connection, m_setup.run.id, leases));
    for (const Lease& lease : leases) {
        ANTIPHON_TRY_ASSIGN(auto plans, readPlans(*m_connection, m_setup.run.planSet, lease.first,
                                                  lease.last - lease.first + 1));
        for (Plan& plan : plans)
            m_ahead.push_back({std::move(plan), lease});
    }
    m_next = end;
    return {};
}

} // namespace antiphon
