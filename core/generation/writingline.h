// Writers at work in threads, their results handed to one thread that stores them.
#pragma once

#include "core/generation/runsetup.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace antiphon {

// What a writer made of one plan.
struct LineItem
{
    qint64 ordinal = 0;
    Dialogue sample; // with turns when it was written
    Written written;
};

// Starts the writers of a setup; each reads its plans through a connection of its own. At most a few chunks
// wait to be stored, so memory stays small. A writer whose endpoint can not go on (a refused key) ends all
// of them: none asks again. Ends its threads when destroyed.
class WritingLine
{
public:
    WritingLine(QString projectPath, const RunSetup& setup);
    ~WritingLine();

    // The next chunk of finished items, in no certain order; empty when nothing came within `patienceMs`.
    std::vector<LineItem> take(int patienceMs);
    // Whether all threads have ended and everything was taken.
    bool isOver();
    // Ends the writers, also within a request; what they finished can still be taken.
    void stop();
    // The first failure to read plans.
    std::optional<Error> failure();

private:
    void work();
    Result<void> writeChunk(const Connection& connection, Writer& writer, size_t begin, size_t end);
    void hand(std::vector<LineItem> items);

    QString m_path;
    const RunSetup& m_setup;
    CancelToken m_ending;
    std::atomic<size_t> m_next = 0;
    std::mutex m_mutex;
    std::condition_variable m_full;
    std::condition_variable m_free;
    std::deque<std::vector<LineItem>> m_done;
    std::optional<Error> m_failure;
    int m_running = 0;
    std::vector<std::thread> m_threads;
};

} // namespace antiphon
