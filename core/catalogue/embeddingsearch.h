// The nearest by an embedding, by the quickest way there is.
#pragma once

#include "core/catalogue/nearestby.h"
#include "core/catalogue/retrievalprocess.h"

#include <mutex>
#include <optional>

namespace antiphon {

struct NearAnswer
{
    std::vector<NearItem> near;
    QString remark;      // a sentence where something did not go as it should; else empty
    bool isExact = true; // every vector was compared; else an index chose which
};

// antiphon-retrieval beside the running program.
QString retrievalProgram();

// Compares every vector here where there are few. Where there are many, the helper antiphon-retrieval holds
// them and searches them with Faiss: exactly at first, by inverted lists once it has built them. A helper
// that dies, keeps silent or talks nonsense is started once more; then, and where there is none, all are
// compared here, and the answer says so. Keeps the embedding asked last; may be asked from any thread.
class EmbeddingSearch
{
public:
    struct Limits
    {
        qint64 numbersComparedHere = 20'000'000; // items times dimensions; see docs/guide/catalogue.md
        RetrievalProcess::Patience patience{20'000};
    };
    explicit EmbeddingSearch(QString program = retrievalProgram());
    EmbeddingSearch(QString program, Limits limits);

    // The k items with the largest cosine to `item`, itself left out, ties by text. Errors: as
    // EmbeddingSpace; NotFound.
    Result<NearAnswer> nearest(const Connection& connection, const Similarity& embedding, const QString& item,
                               quint32 k);
    // Of the helper; 0 while there is none.
    qint64 helperProcess() const;

private:
    struct Helper
    {
        RetrievalProcess process;
        QStringList items; // of the rows
        quint64 questions = 0;
    };
    void keep(const Similarity& embedding);
    Result<void> startHelper(const Connection& connection, const Similarity& embedding);
    Result<NearAnswer> askHelper(const Connection& connection, const Similarity& embedding,
                                 const QString& item, quint32 k);
    Result<NearAnswer> readAnswer(const QString& item, quint32 k);
    Result<NearAnswer> compareHere(const Connection& connection, const Similarity& embedding,
                                   const QString& item, quint32 k);

    QString m_program;
    Limits m_limits;
    mutable std::mutex m_mutex;
    SimilarityId m_kept;
    std::optional<Helper> m_helper;
    std::optional<EmbeddingSpace> m_space;
    int m_startsLeft = 0;
    QString m_whyHere;
};

} // namespace antiphon
