// Calls handed from any thread to the one in which the mailbox was made.
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace antiphon {

// The calls run in the order they were posted, one an event; those still waiting when the mailbox dies are
// dropped.
class Mailbox : public QObject
{
    Q_OBJECT
public:
    using Call = std::function<void()>;
    void post(Call call);

protected:
    bool event(QEvent* event) override;

private:
    std::mutex m_mutex;
    std::deque<Call> m_calls; // one posted event each
};

} // namespace antiphon
