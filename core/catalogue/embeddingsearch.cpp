#include "core/catalogue/embeddingsearch.h"

#include <QCoreApplication>

#include <cmath>

namespace antiphon {

namespace {

constexpr int startsOfAHelper = 2;
constexpr std::size_t bytesOfABatch = 1024 * 1024;

Failure nonsense()
{
    return fail(ErrorCode::ReadFailed, QStringLiteral("antiphon-retrieval"),
                QStringLiteral("it sent what makes no sense"));
}

bool isOfTheHelper(const Error& error)
{
    return error.code == ErrorCode::ReadFailed && error.subject == QLatin1String("antiphon-retrieval");
}

} // namespace

QString retrievalProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/antiphon-retrieval");
}

EmbeddingSearch::EmbeddingSearch(QString program) : EmbeddingSearch(std::move(program), Limits()) {}

EmbeddingSearch::EmbeddingSearch(QString program, Limits limits)
    : m_program(std::move(program)), m_limits(limits)
{
}

Result<NearAnswer> EmbeddingSearch::nearest(const Connection& connection, const Similarity& embedding,
                                            const QString& item, quint32 k)
{
    const std::lock_guard lock(m_mutex);
    keep(embedding);
    const bool isLarge = embedding.items * embedding.dimensions > m_limits.numbersComparedHere &&
                         embedding.dimensions <= qint64(retrieval::mostDimensions) && k < retrieval::mostNear;
    while (isLarge && (m_helper || m_startsLeft > 0)) {
        auto answer = askHelper(connection, embedding, item, k);
        if (answer || !isOfTheHelper(answer.error()))
            return answer;
        m_helper.reset();
        m_whyHere = answer.error().detail;
    }
    ANTIPHON_TRY_ASSIGN(NearAnswer answer, compareHere(connection, embedding, item, k));
    if (!m_whyHere.isEmpty())
        answer.remark = QStringLiteral("Every vector was compared, which takes longer: the helper "
                                       "antiphon-retrieval failed (%1).")
                            .arg(m_whyHere);
    return answer;
}

qint64 EmbeddingSearch::helperProcess() const
{
    const std::lock_guard lock(m_mutex);
    return m_helper ? m_helper->process.processId() : 0;
}

void EmbeddingSearch::keep(const Similarity& embedding)
{
    if (m_kept == embedding.id)
        return;
    m_kept = embedding.id;
    m_helper.reset();
    m_space.reset();
    m_startsLeft = startsOfAHelper;
    m_whyHere.clear();
}

Result<void> EmbeddingSearch::startHelper(const Connection& connection, const Similarity& embedding)
{
    --m_startsLeft;
    auto process = RetrievalProcess::start(m_program);
    if (!process) {
        m_startsLeft = 0; // it will not come by being asked again
        return fail(ErrorCode::ReadFailed, QStringLiteral("antiphon-retrieval"),
                    QStringLiteral("it could not be started"));
    }
    Helper helper{std::move(*process), {}, 0};
    const auto send = [&](retrieval::Kind kind, const std::string& body) {
        return helper.process.send(kind, {&body, 1}, m_limits.patience);
    };
    const auto dimensions = static_cast<std::uint32_t>(embedding.dimensions);
    std::string batch;
    retrieval::append(
        batch, retrieval::Shape{retrieval::version, dimensions, static_cast<std::uint64_t>(embedding.items)});
    ANTIPHON_TRY(send(retrieval::Kind::Begin, batch));
    batch.clear();
    Result<void> sent;
    ANTIPHON_TRY(
        forEachSimilarityItem(connection, embedding.id, [&](std::string_view item, std::string_view body) {
            if (!sent)
                return;
            helper.items << QString::fromUtf8(item.data(), static_cast<qsizetype>(item.size()));
            batch += body;
            if (batch.size() < bytesOfABatch)
                return;
            sent = send(retrieval::Kind::Rows, batch);
            batch.clear();
        }));
    ANTIPHON_TRY(sent);
    if (!batch.empty())
        ANTIPHON_TRY(send(retrieval::Kind::Rows, batch));
    ANTIPHON_TRY_ASSIGN(const auto ready, helper.process.receive(m_limits.patience));
    if (ready.kind != retrieval::Kind::Ready)
        return nonsense();
    m_helper.emplace(std::move(helper));
    return {};
}

Result<NearAnswer> EmbeddingSearch::askHelper(const Connection& connection, const Similarity& embedding,
                                              const QString& item, quint32 k)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray vector, similarityBody(connection, embedding.id, item));
    if (!m_helper)
        ANTIPHON_TRY(startHelper(connection, embedding));
    std::string question;
    // One more: the item itself is the nearest of all.
    retrieval::append(question, retrieval::Question{++m_helper->questions, k + 1});
    question.append(vector.constData(), static_cast<std::size_t>(vector.size()));
    ANTIPHON_TRY(m_helper->process.send(retrieval::Kind::Query, {&question, 1}, m_limits.patience));
    return readAnswer(item, k);
}

Result<NearAnswer> EmbeddingSearch::readAnswer(const QString& item, quint32 k)
{
    ANTIPHON_TRY_ASSIGN(const auto frame, m_helper->process.receive(m_limits.patience));
    if (frame.kind != retrieval::Kind::Near || frame.body.size() < sizeof(retrieval::Answer))
        return nonsense();
    const auto head = retrieval::valueAt<retrieval::Answer>(frame.body, 0);
    if (head.number != m_helper->questions || head.count > k + 1 ||
        frame.body.size() != sizeof head + head.count * sizeof(retrieval::Found))
        return nonsense();
    NearAnswer answer;
    answer.isExact = head.isIndexed == 0;
    for (std::size_t i = 0; i < head.count; ++i) {
        const auto found =
            retrieval::valueAt<retrieval::Found>(frame.body, sizeof head + i * sizeof(retrieval::Found));
        if (found.row >= static_cast<std::size_t>(m_helper->items.size()) || !std::isfinite(found.similarity))
            return nonsense();
        const QString& near = m_helper->items.at(static_cast<qsizetype>(found.row));
        if (near != item && answer.near.size() < k)
            answer.near.push_back({near, double(found.similarity)});
    }
    return answer;
}

Result<NearAnswer> EmbeddingSearch::compareHere(const Connection& connection, const Similarity& embedding,
                                                const QString& item, quint32 k)
{
    if (!m_space) {
        ANTIPHON_TRY_ASSIGN(EmbeddingSpace space, EmbeddingSpace::load(connection, embedding));
        m_space.emplace(std::move(space));
    }
    NearAnswer answer;
    ANTIPHON_TRY_ASSIGN(answer.near, m_space->nearest(item, k));
    return answer;
}

} // namespace antiphon
