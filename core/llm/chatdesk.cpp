#include "core/llm/chatdesk.h"

#include "core/base/clock.h"
#include "core/llm/retry.h"
#include "core/llm/tokenestimate.h"

#include <algorithm>
#include <chrono>

namespace antiphon {

namespace {

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

QByteArray completionsUrl(QString base)
{
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    return (base + QStringLiteral("/chat/completions")).toUtf8();
}

qint64 expectedTokens(const ChatRequest& request)
{
    return estimatedTokens(request) + request.maximumTokens;
}

} // namespace

ChatDesk::ChatDesk(const QList<Endpoint>& endpoints, ChatPool::KeySource keys, NetworkLoop& loop)
    : m_loop(loop), m_keys(std::move(keys))
{
    for (const Endpoint& endpoint : endpoints)
        m_lanes.emplace_back(endpoint, endpoints.size() > 1);
    noteStanding();
}

void ChatDesk::ask(Number number, ChatPool::Question question)
{
    Random jitter(question.jitterSeed);
    m_open.emplace(number,
                   Open{std::move(question), jitter, {}, {}, 0, 0, false, false, false, {}, {}, {}, {}, {}});
    m_queue.push_back(number);
    pump();
}

size_t ChatDesk::lanesLeft() const
{
    return static_cast<size_t>(
        std::count_if(m_lanes.begin(), m_lanes.end(), [](const auto& lane) { return !lane.isStopped(); }));
}

// The free endpoint with the least to do; one that just failed the question only where there is no other.
ChatDesk::Choice ChatDesk::choose(const Open& open, qint64 at) const
{
    Choice choice;
    const auto worse = [&](size_t a, size_t b) {
        const auto rank = [&](size_t lane) {
            return std::pair(open.retried && open.lane == lane, m_lanes[lane].load());
        };
        return rank(b) < rank(a);
    };
    const qint64 tokens = expectedTokens(open.question.request);
    for (size_t lane = 0; lane < m_lanes.size(); ++lane) {
        const auto wait = m_lanes[lane].waitMs(at, tokens);
        if (wait && *wait > 0)
            choice.waitMs = std::min(*wait, choice.waitMs.value_or(*wait));
        else if (wait && (!choice.lane || worse(*choice.lane, lane)))
            choice.lane = lane;
    }
    return choice;
}

// A question that no request can help any more.
bool ChatDesk::finishHopeless(Number number, qint64 at)
{
    const Open& open = m_open.at(number);
    const EndpointLane& lane = m_lanes[open.lane.value_or(0)];
    const bool late = open.firstRequestAt && at - *open.firstRequestAt > lane.endpoint().limits.deadlineMs;
    if (lanesLeft() > 0 && !late)
        return false;
    m_queue.pop_front();
    finish(number, lanesLeft() == 0 ? *lane.stoppedBy() : open.last);
    return true;
}

// A question for which every endpoint is held beyond its deadline.
bool ChatDesk::finishTooLate(Number number, qint64 at, qint64 waitMs)
{
    const Open& open = m_open.at(number);
    const EndpointLimits& limits = m_lanes[open.lane.value_or(0)].endpoint().limits;
    if (at - open.firstRequestAt.value_or(at) + waitMs <= limits.deadlineMs)
        return false;
    ChatResult late = open.last;
    late.outcome = ChatOutcome::RateLimited;
    late.message = QStringLiteral("told to wait another %1 s").arg(waitMs / 1000);
    m_queue.pop_front();
    finish(number, late);
    return true;
}

void ChatDesk::pump()
{
    while (!m_queue.empty() && !m_closing) {
        const Number number = m_queue.front();
        const qint64 at = steadyMs();
        if (finishHopeless(number, at))
            continue;
        const Choice choice = choose(m_open.at(number), at);
        if (!choice.lane && choice.waitMs && finishTooLate(number, at, *choice.waitMs))
            continue;
        if (!choice.lane) {
            if (choice.waitMs)
                pumpAfter(*choice.waitMs);
            return;
        }
        m_queue.pop_front();
        send(number, *choice.lane);
    }
}

void ChatDesk::pumpAfter(qint64 ms)
{
    const qint64 at = steadyMs() + ms;
    if (m_pumpAt != 0 && m_pumpAt <= at)
        return;
    m_pumpAt = at;
    m_loop.after(ms, [this, at] {
        if (m_pumpAt == at)
            m_pumpAt = 0;
        pump();
    });
}

void ChatDesk::send(Number number, size_t laneNumber)
{
    EndpointLane& lane = m_lanes[laneNumber];
    const Endpoint& endpoint = lane.endpoint();
    Open& open = m_open.at(number);
    const qint64 at = steadyMs();
    open.lane = laneNumber;
    open.firstRequestAt = open.firstRequestAt.value_or(at);
    open.paced = lane.begin(at, expectedTokens(open.question.request));
    open.underWay = true;
    open.stream = {};
    open.key = m_keys(endpoint);
    noteStanding();
    if (open.key.isEmpty() && endpoint.wantsKey()) {
        HttpResponse none;
        none.end = HttpEnd::Cancelled;
        m_loop.post([this, number, none] { ended(number, none); });
        return;
    }
    open.question.request.model = endpoint.model;
    open.question.request.stream = endpoint.streams;
    const SchemaUse schema = lane.refusesSchema ? SchemaUse::LeftOut : SchemaUse::Sent;
    open.body = chatBody(open.question.request, schema);
    HttpRequest request{
        completionsUrl(endpoint.baseUrl), open.body, open.key, endpoint.streams, endpoint.caFile.toUtf8(),
        endpoint.proxy.toUtf8()};
    NetworkLoop::Listener listener;
    listener.end = [this, number](const HttpResponse& response) { ended(number, response); };
    listener.piece = [this, number](const QByteArray& bytes) {
        Open& now = m_open.at(number);
        const QString text = now.stream.feed(bytes);
        if (now.question.piece && !text.isEmpty())
            now.question.piece(text);
    };
    open.request = m_loop.start(std::move(request), endpoint.limits, std::move(listener));
}

void ChatDesk::ended(Number number, const HttpResponse& response)
{
    Open& open = m_open.at(number);
    EndpointLane& lane = m_lanes[*open.lane];
    const ChatRequest& request = open.question.request;
    const bool keyMissing = open.key.isEmpty() && lane.endpoint().wantsKey();
    ChatResult result = open.stream.hasBegun()
                            ? open.stream.finish(response, request, open.key.bytes())
                            : readChatAnswer(response, request.schema.has_value(), open.key.bytes());
    if (keyMissing) {
        result.outcome = ChatOutcome::KeyMissing;
        result.message = lane.endpoint().keyInKeyring
                             ? QStringLiteral("the keyring")
                             : QStringLiteral("the environment variable %1").arg(lane.endpoint().keyVariable);
    }
    result.endpoint = lane.endpoint().name;
    open.key = {};
    open.underWay = false;
    const qint64 at = steadyMs();
    const bool asksToWait = result.outcome == ChatOutcome::RateLimited || result.outcome == ChatOutcome::Ok;
    const auto told = result.outcome == ChatOutcome::Ok ? usedUpForMs(response) : toldWaitMs(response, now());
    lane.requestEnded(open.paced, result, at, asksToWait ? told : std::nullopt);
    noteStanding();
    open.last = std::move(result);
    retryOrFinish(number, response);
    pump();
}

void ChatDesk::retryOrFinish(Number number, const HttpResponse& response)
{
    Open& open = m_open.at(number);
    EndpointLane& lane = m_lanes[*open.lane];
    const ChatResult& result = open.last;
    ChatResult& spent = open.spent;
    if (open.question.request.schema && !lane.refusesSchema && refusesSchema(result)) {
        lane.refusesSchema = true;
        return queueAfter(number, 0);
    }
    spent.tokens.prompt += result.tokens.prompt;
    spent.tokens.completion += result.tokens.completion;
    spent.tokensEstimated = spent.tokensEstimated || result.tokensEstimated;
    if (result.outcome != ChatOutcome::Ok)
        ++spent.trouble[result.outcome];
    if (result.outcome != ChatOutcome::KeyMissing)
        ++(result.outcome == ChatOutcome::RateLimited ? spent.waits : spent.attempts);
    const EndpointLimits& limits = lane.endpoint().limits;
    const bool elsewhere = stopsEndpoint(result.outcome) && lanesLeft() > 0;
    if (open.cancelled || m_closing)
        return finish(number, result);
    if (!elsewhere && (!worthRetrying(result, response) || spent.attempts >= limits.attempts))
        return finish(number, result);
    const int inTheSameWay = result.outcome == ChatOutcome::RateLimited ? spent.waits : spent.attempts;
    const int failures = std::max(0, inTheSameWay - 1);
    const qint64 backoff = lanesLeft() > 1 || elsewhere ? 0 : backoffMs(failures, open.jitter);
    const qint64 wait = elsewhere ? 0 : toldWaitMs(response, now()).value_or(backoff);
    if (steadyMs() - *open.firstRequestAt + wait > limits.deadlineMs)
        return finish(number, result);
    open.retried = true;
    // Where the endpoint is held, the question waits with it, or goes to another.
    const bool held = result.outcome == ChatOutcome::RateLimited && toldWaitMs(response, now()).has_value();
    queueAfter(number, held ? 0 : wait);
}

void ChatDesk::queueAfter(Number number, qint64 ms)
{
    if (ms <= 0) {
        m_queue.push_front(number);
        return;
    }
    m_loop.after(ms, [this, number] {
        if (!m_open.contains(number))
            return;
        m_queue.push_front(number);
        pump();
    });
}

void ChatDesk::finish(Number number, ChatResult result)
{
    const auto node = m_open.extract(number);
    const Open& open = node.mapped();
    result.attempts = open.spent.attempts;
    result.waits = open.spent.waits;
    result.tokens = open.spent.tokens;
    result.trouble = open.spent.trouble;
    result.tokensEstimated = open.spent.tokensEstimated;
    result.elapsedMs = open.firstRequestAt ? steadyMs() - *open.firstRequestAt : 0;
    if (open.lane) {
        result.schemaDropped = open.question.request.schema && m_lanes[*open.lane].refusesSchema;
        m_lanes[*open.lane].questionEnded(result);
        noteStanding();
    }
    result.body = open.body;
    open.question.done(result);
}

void ChatDesk::cancel(Number number)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    found->second.cancelled = true;
    if (found->second.underWay) {
        m_loop.cancel(found->second.request);
        return;
    }
    std::erase(m_queue, number);
    ChatResult cancelled;
    cancelled.outcome = ChatOutcome::Cancelled;
    finish(number, cancelled);
}

void ChatDesk::cancelAll()
{
    m_queue.clear();
    std::vector<Number> numbers;
    for (const auto& open : m_open)
        numbers.push_back(open.first);
    std::sort(numbers.begin(), numbers.end());
    for (const Number number : numbers)
        cancel(number);
}

void ChatDesk::setConcurrency(int number)
{
    for (EndpointLane& lane : m_lanes)
        lane.setMostAtOnce(number);
    noteStanding();
    pump();
}

void ChatDesk::noteStanding()
{
    QList<EndpointStanding> standing;
    for (const EndpointLane& lane : m_lanes) {
        const auto& stopped = lane.stoppedBy();
        standing << EndpointStanding{lane.endpoint().name, lane.running(), lane.allowed(), lane.isResting(),
                                     stopped ? std::optional(stopped->outcome) : std::nullopt};
    }
    const std::lock_guard lock(m_standingMutex);
    m_standing = standing;
}

QList<EndpointStanding> ChatDesk::standing() const
{
    const std::lock_guard lock(m_standingMutex);
    return m_standing;
}

} // namespace antiphon
