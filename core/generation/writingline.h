// Writers that need no server, at work in threads.
#pragma once

#include "core/generation/runline.h"

#include <thread>

namespace antiphon {

// Each writer of the setup reads its plans through a connection of its own, a chunk at a time. A few chunks
// at most wait to be stored, so memory stays small.
class WritingLine final : public RunLine
{
public:
    WritingLine(QString projectPath, const RunSetup& setup);
    ~WritingLine() override;

    std::vector<LineItem> take(int patienceMs) override { return m_done.take(patienceMs); }
    bool isOver() override { return m_done.isOver(); }
    void stop() override { m_ending.cancel(); }
    void beginUpTo(size_t plans) override { m_upTo = std::min(plans, m_setup.pending.size()); }
    void finish() override { m_finishing = true; }
    std::optional<Error> failure() override { return m_done.failure(); }
    void tell(RunTally& tally) override;

private:
    struct Claim
    {
        size_t begin = 0;
        size_t end = 0;
    };
    void work(int number);
    Result<void> workThrough(int number);
    bool isHeld();
    bool mustWait(int number);
    size_t claimSize() const;
    std::optional<Claim> claim(int number);
    Result<void> writeLease(const Connection& connection, Writer& writer, const Lease& lease);
    Result<std::vector<LineItem>> write(const Connection& connection, Writer& writer, const Lease& lease,
                                        qint64 first);

    QString m_path;
    const RunSetup& m_setup;
    ItemQueue m_done;
    CancelToken m_ending;
    std::atomic<bool> m_finishing = false;
    std::atomic<size_t> m_upTo;
    std::atomic<int> m_inFlight = 0;
    std::mutex m_mutex; // of the following
    size_t m_next = 0;
    int m_running = 0;
    std::optional<Error> m_failure;
    std::vector<std::thread> m_threads;
};

} // namespace antiphon
