// When to ask again, as pure rules.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/llm/chat.h"
#include "core/llm/http.h"

#include <optional>

namespace antiphon {

// How long the server told to wait, in milliseconds: Retry-After-Ms, else Retry-After as seconds or as an
// HTTP date against `at`. Nothing where neither stands or neither can be read.
std::optional<qint64> toldWaitMs(const HttpResponse& response, TimePoint at);

// A duration as rate-limit headers write it ("120ms", "1s", "6m0s", a bare number of seconds), in
// milliseconds. Nothing where it can not be read or is below 0 (seen in the wild: -1).
std::optional<qint64> durationMs(const QByteArray& text);

// How long the x-ratelimit headers say to wait: until the reset of whatever is used up, requests or tokens.
// Nothing where something is left of both or they do not tell.
std::optional<qint64> usedUpForMs(const HttpResponse& response);

// Full jitter (Brooker, "Exponential Backoff And Jitter", 2015): uniform in [0, min(8 s, 0.5 s *
// 2^failures)). `failures` counts from 0.
qint64 backoffMs(int failures, Random& random);

// Whether another request may end better.
bool worthRetrying(const ChatResult& result, const HttpResponse& response);

} // namespace antiphon
