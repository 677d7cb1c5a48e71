// A thread with one connection to the project, fed with work in order.
#pragma once

#include "core/base/result.h"
#include "core/jobs/mailbox.h"
#include "core/storage/connection.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace antiphon {

// Results come back in the thread that made the object and are dropped when their context is gone. Work on
// different keys runs in the order it was posted; work posted with a `key` replaces earlier work of the same
// key that has not begun, which then never reports: the place where results of superseded questions die.
class DatabaseThread
{
public:
    DatabaseThread(QString path, Access access);
    DatabaseThread(const DatabaseThread&) = delete;
    DatabaseThread& operator=(const DatabaseThread&) = delete;
    ~DatabaseThread(); // finishes what was posted, then ends

    using Work = std::function<void(Result<Connection>&)>;
    void post(Work work, const QString& key = {});

    template<typename T>
    void ask(QObject* context, std::function<Result<T>(const Connection&)> question,
             std::function<void(Result<T>)> answer, const QString& key = {})
    {
        post(
            [this, context = QPointer<QObject>(context), question = std::move(question),
             answer = std::move(answer)](Result<Connection>& connection) {
                Result<T> result = connection ? question(*connection) : Result<T>(fail(connection.error()));
                deliver(context, [answer, shared = std::make_shared<Result<T>>(std::move(result))] {
                    answer(std::move(*shared));
                });
            },
            key);
    }

    // Blocks until everything posted so far has run; for tests and the end of the program.
    void drain();
    // From the running work: calls `call` in the thread that made this object, unless `context`, which must
    // belong to that thread, or this object dies first.
    void deliver(const QPointer<QObject>& context, std::function<void()> call);

private:
    void run();

    struct Item
    {
        Work work;
        QString key;
    };
    QString m_path;
    Access m_access;
    Mailbox m_mailbox;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<Item> m_items;
    bool m_busy = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace antiphon
