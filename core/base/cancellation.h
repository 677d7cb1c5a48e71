// Asking long work to stop.
#pragma once

#include <atomic>
#include <memory>

namespace antiphon {

// A flag that copies share. Long work looks at it at least every 50 ms and returns ErrorCode::Cancelled.
class CancelToken
{
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { m_flag->store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

} // namespace antiphon
