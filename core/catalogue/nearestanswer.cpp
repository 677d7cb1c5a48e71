#include "core/catalogue/nearestanswer.h"

#include "core/catalogue/nearest.h"

namespace antiphon {

namespace {

Result<NearAnswer> tracksByAttributes(const CatalogueIndex& index, const NearQuestion& question)
{
    const auto track = index.findTrack(question.item.toStdString());
    if (!track)
        return fail(ErrorCode::NotFound, QStringLiteral("track ") + question.item);
    NearAnswer answer;
    for (const NearTrack& other : nearestTracks(index, *track, question.k)) {
        const std::string_view id = index.externalId(other.track);
        answer.near.push_back(
            {QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())), other.similarity});
    }
    return answer;
}

Result<NearAnswer> artistsByAttributes(const CatalogueIndex& index, const NearQuestion& question)
{
    const auto artist = index.findValue(index.typeIndex(u"artist"), question.item);
    if (!artist)
        return fail(ErrorCode::NotFound, QStringLiteral("artist ") + question.item);
    NearAnswer answer;
    for (const NearArtist& other : nearestArtists(index, *artist, question.k))
        answer.near.push_back({index.valueText(other.artist), other.similarity});
    return answer;
}

} // namespace

Result<NearAnswer> answerNearest(const Connection& connection, const CatalogueIndex& index,
                                 const NearQuestion& question, EmbeddingSearch& embeddings)
{
    if (question.by.isEmpty())
        return question.target == SimilarityTarget::Tracks ? tracksByAttributes(index, question)
                                                           : artistsByAttributes(index, question);
    ANTIPHON_TRY_ASSIGN(const Similarity similarity,
                        similarityByName(connection, index.catalogue(), question.by));
    if (similarity.kind == SimilarityKind::Embedding)
        return embeddings.nearest(connection, similarity, question.item, question.k);
    NearAnswer answer;
    ANTIPHON_TRY_ASSIGN(answer.near, nearestInList(connection, similarity, question.item, question.k));
    return answer;
}

} // namespace antiphon
