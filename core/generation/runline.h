// The making of a run's items, as the thread that stores them sees it.
#pragma once

#include "core/generation/runsetup.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace antiphon {

// What a writer made of one plan.
struct LineItem
{
    qint64 ordinal = 0;
    Dialogue sample; // with turns when it was written
    Written written;
    std::optional<Lease> lease = {};            // that it was handed out with
    std::shared_ptr<const Plan> plan = nullptr; // where the sample is to be checked against it
};

// Makes items in threads of its own, which end when it is destroyed.
class RunLine
{
public:
    virtual ~RunLine() = default;
    // The next finished items, in no certain order; empty when nothing came within `patienceMs`.
    virtual std::vector<LineItem> take(int patienceMs) = 0;
    // Whether nothing is under way, nothing will be begun, and everything was taken.
    virtual bool isOver() = 0;
    // Ends what is under way, also within a request; what was finished can still be taken.
    virtual void stop() = 0;
    // Begins the first so many of the pending plans and then waits to be told of more.
    virtual void beginUpTo(size_t plans) = 0;
    // Begins nothing new; what is under way ends.
    virtual void finish() = 0;
    // The first failure of its own, as to read plans.
    virtual std::optional<Error> failure() = 0;
    // Why it ended before its time by the person's own rules (a budget); empty: it did not.
    virtual QString note() { return {}; }
    // Puts in what it alone knows: what is in flight, requests, trouble, the streaming text.
    virtual void tell(RunTally& tally) = 0;
};

// Finished items on their way from those who make them to the one who stores them.
class ItemQueue
{
public:
    void put(std::vector<LineItem> items);
    std::vector<LineItem> take(int patienceMs);
    // No more will come; `failure` says why, where that was no success.
    void close(std::optional<Error> failure);
    bool isOver();
    size_t waiting(); // items
    std::optional<Error> failure();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::vector<LineItem>> m_items;
    std::optional<Error> m_failure;
    size_t m_waiting = 0;
    bool m_closed = false;
};

// The line that the setup asks for, at work.
std::unique_ptr<RunLine> makeRunLine(const QString& projectPath, const RunSetup& setup);

// [begin, end) of the pending plans as leases of plans that follow each other.
std::vector<Lease> leasesOver(const std::vector<qint64>& pending, size_t begin, size_t end);

} // namespace antiphon
