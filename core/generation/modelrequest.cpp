#include "core/generation/modelrequest.h"

#include "core/base/random.h"

namespace antiphon {

namespace {
constexpr quint64 seedMask = 0x7fffffff; // what every server takes
constexpr quint64 triesBit = 40;         // plans, steps and tries get keys of their own
constexpr quint64 stepsBit = 48;
} // namespace

ChatRequest itemRequest(const Endpoint& endpoint, ChatRequest asked, quint64 runSeed, qint64 planOrdinal,
                        int freshTry, int step)
{
    const quint64 key = static_cast<quint64>(planOrdinal) + (static_cast<quint64>(freshTry) << triesBit) +
                        (static_cast<quint64>(step) << stepsBit);
    asked.model = endpoint.model;
    asked.temperature = endpoint.temperature;
    asked.maximumTokens = endpoint.maximumTokens;
    asked.seed = static_cast<qint64>(Random::forKey(runSeed, key).next() & seedMask);
    return asked;
}

} // namespace antiphon
