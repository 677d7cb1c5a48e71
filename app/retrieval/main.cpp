// antiphon-retrieval: the helper of the workbench that searches embeddings. Reads frames from its input (see
// core/catalogue/retrievalframe.h), answers on its output, and ends with its input: it never outlives who
// started it.
#include "app/retrieval/vectorindex.h"

#include <unistd.h>

#include <cmath>
#include <csignal>

using namespace antiphon::retrieval;

namespace {

bool readAll(char* to, std::size_t size)
{
    while (size > 0) {
        const ssize_t got = ::read(STDIN_FILENO, to, size);
        if (got <= 0)
            return false;
        to += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

// Leaves at once: a thread that builds an index is not waited for.
[[noreturn]] void leave(int status)
{
    ::_exit(status);
}

void send(Kind kind, const std::string& body)
{
    std::string frame;
    append(frame, Head{kind, static_cast<std::uint32_t>(body.size())});
    frame += body;
    for (std::size_t sent = 0; sent < frame.size();) {
        const ssize_t put = ::write(STDOUT_FILENO, frame.data() + sent, frame.size() - sent);
        if (put <= 0)
            leave(1);
        sent += static_cast<std::size_t>(put);
    }
}

[[noreturn]] void refuse(const char* sentence)
{
    send(Kind::Refuse, sentence);
    leave(1);
}

std::vector<float> numbersFrom(const std::string& body, std::size_t offset, std::uint32_t dimensions)
{
    const std::size_t bytes = body.size() - offset;
    if (bytes == 0 || bytes % (dimensions * sizeof(float)) != 0)
        refuse("a frame ends within a vector");
    std::vector<float> numbers(bytes / sizeof(float));
    std::memcpy(numbers.data(), body.data() + offset, bytes);
    for (const float number : numbers)
        if (!std::isfinite(number))
            refuse("a vector has a number that is not finite");
    return numbers;
}

class Helper
{
public:
    void take(Kind kind, const std::string& body)
    {
        if (kind == Kind::Begin && !m_index)
            begin(body);
        else if (kind == Kind::Rows && m_index && !m_isReady)
            addRows(body);
        else if (kind == Kind::Query && m_isReady)
            answer(body);
        else
            refuse("a frame came that was not its turn");
    }

private:
    void begin(const std::string& body)
    {
        if (body.size() != sizeof(Shape))
            refuse("the first frame has another size");
        m_shape = valueAt<Shape>(body, 0);
        if (m_shape.version != version)
            refuse("the workbench speaks another version");
        if (m_shape.dimensions == 0 || m_shape.dimensions > mostDimensions || m_shape.rows == 0 ||
            m_shape.rows > mostNumbers / m_shape.dimensions || m_shape.rows > UINT32_MAX)
            refuse("there are no vectors, or too large ones");
        m_index = std::make_unique<VectorIndex>(m_shape.dimensions, m_shape.rows);
    }
    void addRows(const std::string& body)
    {
        const std::vector<float> numbers = numbersFrom(body, 0, m_shape.dimensions);
        if (numbers.size() / m_shape.dimensions > m_shape.rows - m_index->rows())
            refuse("there are more vectors than were announced");
        m_index->add(numbers);
        m_isReady = m_index->rows() == m_shape.rows;
        if (!m_isReady)
            return;
        m_index->buildAside();
        send(Kind::Ready, {});
    }
    void answer(const std::string& body)
    {
        if (body.size() < sizeof(Question))
            refuse("a question is too short");
        const auto question = valueAt<Question>(body, 0);
        const std::vector<float> vector = numbersFrom(body, sizeof(Question), m_shape.dimensions);
        if (question.k == 0 || question.k > mostNear || vector.size() != m_shape.dimensions)
            refuse("a question asks for too much");
        const VectorIndex::Nearest nearest = m_index->nearest(vector, question.k);
        std::string reply;
        append(reply, Answer{question.number, nearest.isIndexed ? 1U : 0U,
                             static_cast<std::uint32_t>(nearest.found.size())});
        for (const Found& found : nearest.found)
            append(reply, found);
        send(Kind::Near, reply);
    }

    Shape m_shape{};
    std::unique_ptr<VectorIndex> m_index;
    bool m_isReady = false;
};

} // namespace

int main()
{
    std::signal(SIGPIPE, SIG_IGN);
    try {
        Helper helper;
        std::string body;
        for (Head head{}; readAll(reinterpret_cast<char*>(&head), sizeof head);) {
            if (head.size > largestBody)
                refuse("a frame is too large");
            body.resize(head.size);
            if (!readAll(body.data(), body.size()))
                break;
            helper.take(head.kind, body);
        }
    } catch (const std::exception& error) {
        refuse(error.what());
    }
    leave(0);
}
