#include "core/llm/networkloop.h"

#include "core/llm/transfer.h"

#include <queue>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace antiphon {

namespace {

constexpr long keptConnections = 2048; // libcurl's own number shrinks with the handles and drops warm ones
constexpr auto longestSleep = std::chrono::seconds(60);

class FileDescriptor
{
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    ~FileDescriptor() { ::close(m_number); }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    operator int() const { return m_number; }

private:
    int m_number;
};

struct FreeMulti
{
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

uint32_t epollEvents(int curlPoll)
{
    return (curlPoll & CURL_POLL_IN ? EPOLLIN : 0U) | (curlPoll & CURL_POLL_OUT ? EPOLLOUT : 0U);
}

int curlEvents(uint32_t events)
{
    return (events & EPOLLIN ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
           (events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
}

// Two thousand connections are more than a process may open unless it asks.
void allowManySockets()
{
    rlimit limit{};
    constexpr rlim_t wanted = 8'192;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

void initialiseCurl()
{
    static std::once_flag once;
    std::call_once(once, [] {
        allowManySockets();
        curl_global_init(CURL_GLOBAL_DEFAULT);
    });
}

} // namespace

class NetworkLoop::Engine
{
public:
    Engine();
    ~Engine();

    void post(Call call);
    // The rest is called in the loop's thread only.
    void start(Number number, HttpRequest request, const EndpointLimits& limits, Listener listener);
    void cancel(Number number);
    void cancelAll();
    void after(SteadyTime at, Call call) { m_timers.emplace(at, std::move(call)); }

    std::atomic<Number> lastNumber = 0;

private:
    struct Running
    {
        std::unique_ptr<Transfer> transfer;
        Listener listener;
    };
    struct Check
    {
        SteadyTime at;
        Number number;
        bool operator>(const Check& other) const { return at > other.at; }
    };

    static int watchSocket(CURL*, curl_socket_t socket, int what, void* user, void* known);
    static int setCurlTimer(CURLM*, long ms, void* user);
    void run();
    void sleepAndAct();
    void act(curl_socket_t socket, int events);
    void runTimers();
    void planCheck(Number number, const Transfer& transfer);
    void checkLimits();
    void takeEnds();
    void end(Number number, const std::function<HttpResponse(Transfer&)>& how);
    SteadyTime nextWake() const;
    EasyHandle freshHandle();

    FileDescriptor m_epoll;
    FileDescriptor m_wake;
    std::unique_ptr<CURLM, FreeMulti> m_multi;
    std::vector<EasyHandle> m_idle;
    std::unordered_map<Number, Running> m_running;
    std::unordered_map<CURL*, Number> m_numbers;
    // When to look at a transfer's limits again; may come early, since bytes move a limit without a new
    // entry.
    std::priority_queue<Check, std::vector<Check>, std::greater<>> m_checks;
    std::multimap<SteadyTime, Call> m_timers;
    std::optional<SteadyTime> m_curlTimer;

    std::mutex m_mutex;
    std::vector<Call> m_posted;
    bool m_ending = false;
    std::thread m_thread;
};

NetworkLoop::Engine::Engine()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    initialiseCurl();
    m_multi.reset(curl_multi_init());
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, watchSocket);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, setCurlTimer);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, keptConnections);
    epoll_event event{EPOLLIN, {.fd = m_wake}};
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
    m_thread = std::thread([this] { run(); });
}

NetworkLoop::Engine::~Engine()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    eventfd_write(m_wake, 1);
    m_thread.join();
}

void NetworkLoop::Engine::post(Call call)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = m_posted.empty();
        m_posted.push_back(std::move(call));
    }
    if (first)
        eventfd_write(m_wake, 1);
}

int NetworkLoop::Engine::watchSocket(CURL*, curl_socket_t socket, int what, void* user, void* known)
{
    auto& self = *static_cast<Engine*>(user);
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(self.m_epoll, EPOLL_CTL_DEL, socket, nullptr);
        return 0;
    }
    epoll_event event{epollEvents(what), {.fd = socket}};
    epoll_ctl(self.m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
    if (!known)
        curl_multi_assign(self.m_multi.get(), socket, &self);
    return 0;
}

int NetworkLoop::Engine::setCurlTimer(CURLM*, long ms, void* user)
{
    auto& self = *static_cast<Engine*>(user);
    self.m_curlTimer.reset();
    if (ms >= 0)
        self.m_curlTimer = SteadyClock::now() + std::chrono::milliseconds(ms);
    return 0;
}

// What was posted before the end is still called; nothing is slept for then.
void NetworkLoop::Engine::run()
{
    for (;;) {
        std::vector<Call> calls;
        bool ending = false;
        {
            const std::lock_guard lock(m_mutex);
            calls.swap(m_posted);
            ending = m_ending;
        }
        if (ending && calls.empty())
            break;
        for (const Call& call : calls)
            call();
        runTimers();
        checkLimits();
        if (!ending)
            sleepAndAct();
    }
    cancelAll();
}

SteadyTime NetworkLoop::Engine::nextWake() const
{
    SteadyTime wake = SteadyClock::now() + longestSleep;
    if (m_curlTimer)
        wake = std::min(wake, *m_curlTimer);
    if (!m_timers.empty())
        wake = std::min(wake, m_timers.begin()->first);
    if (!m_checks.empty())
        wake = std::min(wake, m_checks.top().at);
    return wake;
}

void NetworkLoop::Engine::sleepAndAct()
{
    const auto sleep = std::chrono::ceil<std::chrono::milliseconds>(nextWake() - SteadyClock::now()).count();
    std::array<epoll_event, 256> events;
    const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(std::max<qint64>(0, sleep)));
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<size_t>(i)];
        if (event.data.fd != m_wake) {
            act(event.data.fd, curlEvents(event.events));
            continue;
        }
        eventfd_t ignored = 0;
        eventfd_read(m_wake, &ignored);
    }
    if (m_curlTimer && *m_curlTimer <= SteadyClock::now()) {
        m_curlTimer.reset();
        act(CURL_SOCKET_TIMEOUT, 0);
    }
    takeEnds();
}

void NetworkLoop::Engine::act(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi.get(), socket, events, &running);
}

void NetworkLoop::Engine::runTimers()
{
    const SteadyTime now = SteadyClock::now();
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const Call call = std::move(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
        call();
    }
}

void NetworkLoop::Engine::planCheck(Number number, const Transfer& transfer)
{
    m_checks.push({std::min(transfer.due().at, SteadyClock::now() + transfer.looksEvery()), number});
}

void NetworkLoop::Engine::checkLimits()
{
    const SteadyTime now = SteadyClock::now();
    while (!m_checks.empty() && m_checks.top().at <= now) {
        const Number number = m_checks.top().number;
        m_checks.pop();
        const auto found = m_running.find(number);
        if (found == m_running.end())
            continue;
        const Transfer::Due due = found->second.transfer->due();
        if (due.at > now)
            planCheck(number, *found->second.transfer);
        else
            end(number, [&due](Transfer& transfer) { return transfer.ended(due.end); });
    }
}

void NetworkLoop::Engine::takeEnds()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        end(m_numbers.at(message->easy_handle), [code](Transfer& transfer) { return transfer.ended(code); });
    }
}

// Never called from within a callback of libcurl.
void NetworkLoop::Engine::end(Number number, const std::function<HttpResponse(Transfer&)>& how)
{
    auto node = m_running.extract(number);
    Transfer& transfer = *node.mapped().transfer;
    HttpResponse response = how(transfer);
    curl_multi_remove_handle(m_multi.get(), transfer.handle());
    m_numbers.erase(transfer.handle());
    m_idle.push_back(transfer.takeHandle());
    node.mapped().listener.end(std::move(response));
}

EasyHandle NetworkLoop::Engine::freshHandle()
{
    if (m_idle.empty())
        return EasyHandle(curl_easy_init());
    EasyHandle handle = std::move(m_idle.back());
    m_idle.pop_back();
    return handle;
}

void NetworkLoop::Engine::start(Number number, HttpRequest request, const EndpointLimits& limits,
                                Listener listener)
{
    auto transfer =
        std::make_unique<Transfer>(freshHandle(), std::move(request), limits, std::move(listener.piece));
    CURL* handle = transfer->handle();
    planCheck(number, *transfer);
    m_numbers.emplace(handle, number);
    m_running.emplace(number, Running{std::move(transfer), std::move(listener)});
    curl_multi_add_handle(m_multi.get(), handle);
}

void NetworkLoop::Engine::cancel(Number number)
{
    if (m_running.contains(number))
        end(number, [](Transfer& transfer) { return transfer.ended(HttpEnd::Cancelled); });
}

void NetworkLoop::Engine::cancelAll()
{
    std::vector<Number> numbers;
    for (const auto& running : m_running)
        numbers.push_back(running.first);
    for (const Number number : numbers)
        cancel(number);
}

NetworkLoop::NetworkLoop() : m_engine(std::make_unique<Engine>()) {}
NetworkLoop::~NetworkLoop() = default;

NetworkLoop::Number NetworkLoop::start(HttpRequest request, const EndpointLimits& limits, Listener listener)
{
    const Number number = ++m_engine->lastNumber;
    m_engine->post([engine = m_engine.get(), number, request = std::move(request), limits,
                    listener = std::move(listener)] { engine->start(number, request, limits, listener); });
    return number;
}

void NetworkLoop::cancel(Number number)
{
    m_engine->post([engine = m_engine.get(), number] { engine->cancel(number); });
}

void NetworkLoop::cancelAll()
{
    m_engine->post([engine = m_engine.get()] { engine->cancelAll(); });
}

void NetworkLoop::post(Call call)
{
    m_engine->post(std::move(call));
}

void NetworkLoop::after(qint64 ms, Call call)
{
    const SteadyTime at = SteadyClock::now() + std::chrono::milliseconds(ms);
    m_engine->post([engine = m_engine.get(), at, call = std::move(call)] { engine->after(at, call); });
}

} // namespace antiphon
