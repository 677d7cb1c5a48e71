// A keyring that forgets with the test, and can be one that does not run.
#pragma once

#include "core/llm/keyring.h"

#include <QHash>

#include <mutex>

namespace antiphon::test {

class MemoryKeyRing : public KeyRing
{
public:
    bool runs = true;

    Result<Secret> read(const QString& account, const CancelToken&) override
    {
        ANTIPHON_TRY(answer());
        const std::lock_guard lock(m_mutex);
        ++m_reads;
        return m_secrets.value(account);
    }
    Result<void> write(const QString& account, const Secret& secret, const CancelToken&) override
    {
        ANTIPHON_TRY(answer());
        const std::lock_guard lock(m_mutex);
        m_secrets.insert(account, secret);
        return {};
    }
    Result<void> remove(const QString& account, const CancelToken&) override
    {
        ANTIPHON_TRY(answer());
        const std::lock_guard lock(m_mutex);
        m_secrets.remove(account);
        return {};
    }
    int reads() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reads;
    }
    QByteArray held(const QString& account) const
    {
        const std::lock_guard lock(m_mutex);
        return m_secrets.value(account).bytes().toByteArray();
    }

private:
    Result<void> answer() const
    {
        return runs ? Result<void>()
                    : Result<void>(fail(ErrorCode::NotPossible, QStringLiteral("the keyring"),
                                        QStringLiteral("no keyring runs here")));
    }

    mutable std::mutex m_mutex;
    QHash<QString, Secret> m_secrets;
    int m_reads = 0;
};

} // namespace antiphon::test
