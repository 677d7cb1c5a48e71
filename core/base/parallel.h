// The same work on many things by several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace antiphon {

// Calls work(0) to work(count - 1), each once, in no order, by at most `threads` threads of which the calling
// one is one; returns when all are done. `work` must not throw and must not depend on the order.
template<typename Work>
void forEachIndex(std::size_t count, int threads, Work&& work)
{
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min(count, static_cast<std::size_t>(std::max(threads, 1)));
    for (std::size_t i = 1; i < wanted; ++i)
        helpers.emplace_back(run);
    run();
}

} // namespace antiphon
