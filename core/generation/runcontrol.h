// What a person may change in a run while it is written.
#pragma once

#include <atomic>
#include <memory>

namespace antiphon {

// Shared by copies; every function may be called from any thread. A run looks at it at least every 50 ms.
class RunControl
{
public:
    RunControl() : m_parts(std::make_shared<Parts>()) {}

    // Nothing new is begun; what is in flight ends and is kept.
    void pause() const { m_parts->paused = true; }
    void resume() const { m_parts->paused = false; }
    bool isPaused() const { return m_parts->paused; }

    // Items at the same time; 0: as the run began. For the template writer the processors are the limit.
    void setConcurrency(int number) const { m_parts->concurrency = number; }
    int concurrency() const { return m_parts->concurrency; }

    // Money that the whole run may cost, what it has spent before included; below 0: no limit.
    void setBudget(double money) const { m_parts->budget = money; }
    double budget() const { return m_parts->budget; }

private:
    struct Parts
    {
        std::atomic<bool> paused = false;
        std::atomic<int> concurrency = 0;
        std::atomic<double> budget = -1;
    };
    std::shared_ptr<Parts> m_parts;
};

} // namespace antiphon
