#include "core/catalogue/nearestby.h"

#include "core/catalogue/bestof.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstring>

namespace antiphon {

namespace {

// Eight sums side by side, so that the compiler may use the processor's wide registers and the result does
// not depend on whether it does.
double product(const float* a, const float* b, std::size_t size)
{
    constexpr std::size_t lanes = 8;
    float sums[lanes] = {};
    std::size_t i = 0;
    for (; i + lanes <= size; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    double total = 0;
    for (const float sum : sums)
        total += double(sum);
    for (; i < size; ++i)
        total += double(a[i]) * double(b[i]);
    return total;
}

} // namespace

Result<std::vector<NearItem>> nearestInList(const Connection& connection, const Similarity& list,
                                            const QString& item, quint32 k)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray body, similarityBody(connection, list.id, item));
    const QJsonArray pairs = QJsonDocument::fromJson(body).array();
    std::vector<NearItem> near;
    for (const QJsonValue& pair : pairs) {
        if (near.size() == k)
            break;
        near.push_back({pair[0].toString(), pair[1].toDouble()});
    }
    return near;
}

Result<EmbeddingSpace> EmbeddingSpace::load(const Connection& connection, const Similarity& embedding)
{
    EmbeddingSpace space;
    space.m_dimensions = static_cast<std::size_t>(embedding.dimensions);
    const std::size_t bytesOfAVector = space.m_dimensions * sizeof(float);
    bool isSound = bytesOfAVector > 0;
    ANTIPHON_TRY(
        forEachSimilarityItem(connection, embedding.id, [&](std::string_view item, std::string_view body) {
            isSound = isSound && body.size() == bytesOfAVector;
            if (!isSound)
                return;
            space.m_items << QString::fromUtf8(item.data(), static_cast<qsizetype>(item.size()));
            const std::size_t begin = space.m_vectors.size();
            space.m_vectors.resize(begin + space.m_dimensions);
            std::memcpy(space.m_vectors.data() + begin, body.data(), bytesOfAVector);
        }));
    if (!isSound)
        return fail(ErrorCode::DamagedProject, embedding.name,
                    QStringLiteral("a vector has another length than the others"));
    return space;
}

Result<std::vector<NearItem>> EmbeddingSpace::nearest(const QString& item, quint32 k) const
{
    const qsizetype asked = m_items.indexOf(item);
    if (asked < 0)
        return fail(ErrorCode::NotFound, item, QStringLiteral("the embedding has no vector of it"));
    const float* mine = m_vectors.data() + static_cast<std::size_t>(asked) * m_dimensions;
    BestOf best(std::min<std::size_t>(k, static_cast<std::size_t>(m_items.size())));
    for (qsizetype other = 0; other < m_items.size() && k > 0; ++other)
        if (other != asked)
            best.offer({product(mine, m_vectors.data() + static_cast<std::size_t>(other) * m_dimensions,
                                m_dimensions),
                        static_cast<quint32>(other)});
    std::vector<NearItem> near;
    for (const auto& [similarity, other] : std::move(best).sorted())
        near.push_back({m_items[static_cast<qsizetype>(other)], similarity});
    return near;
}

} // namespace antiphon
