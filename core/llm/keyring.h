// Where the system keeps keys, as the rest of the program sees it.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/llm/chatpool.h"

namespace antiphon {

// Everything waits, also for a person who unlocks the keyring, so call it from working threads only; safe
// from any of them. Errors of all three: NotPossible where no keyring runs, with what to do instead;
// PermissionDenied when the person or the system declines; Cancelled; Timeout.
class KeyRing
{
public:
    KeyRing() = default;
    virtual ~KeyRing() = default;
    KeyRing(const KeyRing&) = delete;
    KeyRing& operator=(const KeyRing&) = delete;

    // An empty secret where the keyring has none of that name.
    virtual Result<Secret> read(const QString& account, const CancelToken& cancel) = 0;
    virtual Result<void> write(const QString& account, const Secret& secret, const CancelToken& cancel) = 0;
    // None of that name is no error.
    virtual Result<void> remove(const QString& account, const CancelToken& cancel) = 0;
};

// The keys of these endpoints for a pool. Those in the keyring are read here, once, and held until the last
// copy of the source goes; the others are read from the environment at each request. `ring` may be null.
// Errors: those of KeyRing; NotFound when the keyring has no key for one.
Result<ChatPool::KeySource> keysOf(const QList<Endpoint>& endpoints, const std::shared_ptr<KeyRing>& ring,
                                   const CancelToken& cancel);

} // namespace antiphon
