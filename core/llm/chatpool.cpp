#include "core/llm/chatpool.h"

#include "core/llm/chatdesk.h"

#include <cstdlib>

namespace antiphon {

ChatPool::ChatPool(QList<Endpoint> endpoints, KeySource keys)
    : m_loop(std::make_unique<NetworkLoop>()),
      m_desk(std::make_unique<ChatDesk>(endpoints, std::move(keys), *m_loop))
{
}

ChatPool::~ChatPool()
{
    m_loop->post([desk = m_desk.get()] {
        desk->close();
        desk->cancelAll();
    });
    m_loop.reset(); // tells the ends of those under way
}

ChatPool::Number ChatPool::ask(Question question)
{
    const Number number = ++m_lastNumber;
    m_loop->post(
        [desk = m_desk.get(), number, question = std::move(question)] { desk->ask(number, question); });
    return number;
}

void ChatPool::cancel(Number number)
{
    m_loop->post([desk = m_desk.get(), number] { desk->cancel(number); });
}

void ChatPool::cancelAll()
{
    m_loop->post([desk = m_desk.get()] { desk->cancelAll(); });
}

void ChatPool::setConcurrency(int number)
{
    m_loop->post([desk = m_desk.get(), number] { desk->setConcurrency(number); });
}

QList<EndpointStanding> ChatPool::standing() const
{
    return m_desk->standing();
}

Secret ChatPool::keyFromEnvironment(const Endpoint& endpoint)
{
    if (endpoint.keyVariable.isEmpty())
        return {};
    const char* value = std::getenv(endpoint.keyVariable.toUtf8().constData());
    return Secret(QByteArrayView(value).trimmed());
}

} // namespace antiphon
