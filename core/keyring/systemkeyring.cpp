#include "core/keyring/systemkeyring.h"

#include <QThread>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <future>
#include <mutex>

namespace antiphon {

namespace {

constexpr auto glance = std::chrono::milliseconds(20);
constexpr auto patience = std::chrono::minutes(3); // a person may have to find a password

const QString service = QStringLiteral("Antiphon");

Result<void> endOf(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return fail(ErrorCode::PermissionDenied, QStringLiteral("the keyring"),
                    QStringLiteral("it was not unlocked"));
    default:
        return fail(ErrorCode::NotPossible, QStringLiteral("the keyring"),
                    QStringLiteral("no keyring runs here; name an environment variable that holds the key "
                                   "instead (--key-env)"));
    }
}

// The jobs of QtKeychain need an event loop: a thread of the ring's own has it.
class SystemKeyRing final : public KeyRing
{
public:
    ~SystemKeyRing() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    Result<Secret> read(const QString& account, const CancelToken& cancel) override
    {
        return perform<Secret>(
            [account] {
                auto* job = new QKeychain::ReadPasswordJob(service);
                job->setKey(account);
                return job;
            },
            [](QKeychain::ReadPasswordJob& job) {
                QByteArray bytes = job.binaryData();
                return Secret::taking(bytes);
            },
            cancel);
    }

    Result<void> write(const QString& account, const Secret& secret, const CancelToken& cancel) override
    {
        return performed(perform<bool>(
            [account, secret] {
                auto* job = new QKeychain::WritePasswordJob(service);
                job->setKey(account);
                job->setBinaryData(secret.bytes().toByteArray());
                return job;
            },
            [](QKeychain::WritePasswordJob&) { return true; }, cancel));
    }

    Result<void> remove(const QString& account, const CancelToken& cancel) override
    {
        return performed(perform<bool>(
            [account] {
                auto* job = new QKeychain::DeletePasswordJob(service);
                job->setKey(account);
                return job;
            },
            [](QKeychain::DeletePasswordJob&) { return true; }, cancel));
    }

private:
    static Result<void> performed(const Result<bool>& done)
    {
        return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
    }

    QObject* home()
    {
        const std::lock_guard lock(m_mutex);
        if (!m_home) {
            m_home = std::make_unique<QObject>();
            m_home->moveToThread(&m_thread);
            m_thread.start();
        }
        return m_home.get();
    }

    template<typename T, typename Make, typename Take>
    Result<T> perform(Make make, Take take, const CancelToken& cancel)
    {
        forbidCoreFiles(); // the bytes pass through memory that is not ours
        const auto answer = std::make_shared<std::promise<Result<T>>>();
        std::future<Result<T>> future = answer->get_future();
        QMetaObject::invokeMethod(
            home(),
            [make, take, answer] {
                auto* job = make();
                job->setInsecureFallback(false);
                QObject::connect(job, &QKeychain::Job::finished, job, [job, take, answer] {
                    const Result<void> end = endOf(*job);
                    answer->set_value(end ? Result<T>(take(*job)) : Result<T>(tl::unexpected(end.error())));
                });
                job->start();
            },
            Qt::QueuedConnection);
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (future.wait_for(glance) != std::future_status::ready) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QStringLiteral("the keyring"));
            if (std::chrono::steady_clock::now() > deadline)
                return fail(ErrorCode::Timeout, QStringLiteral("the keyring"),
                            QStringLiteral("it did not answer"));
        }
        return future.get();
    }

    std::mutex m_mutex;
    QThread m_thread;
    std::unique_ptr<QObject> m_home; // lives in the thread
};

} // namespace

std::shared_ptr<KeyRing> makeSystemKeyRing()
{
    return std::make_shared<SystemKeyRing>();
}

} // namespace antiphon
