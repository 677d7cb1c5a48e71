// A corpus measured in one pass: counts of everything, texts of a sample alone.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/measures/diversity.h"
#include "core/measures/openings.h"
#include "core/measures/textshape.h"

namespace antiphon::measures {

inline constexpr std::size_t pooledDialogues = 1'000;

// Everything that the measures need of a corpus; about 500 bytes a dialogue, and the texts of 1,000 dialogues
// drawn by seed. Parts made in several threads and joined in any order give the same.
class CorpusTally
{
public:
    explicit CorpusTally(quint64 seed) : m_seed(seed) {}
    // `ordinal`: the dialogue's place in the corpus, no other has it.
    void add(const Dialogue& dialogue, qint64 ordinal);
    void join(CorpusTally&& other);

    quint64 seed() const { return m_seed; }
    const ShapeTally& shape() const { return m_shape; }
    const OpeningTally& openings() const { return m_openings; }
    // Labels that came with the turns of the role ("add_filter"), and how many turns have each.
    const GroupedCounts<QString>& labels(Role role) const
    {
        return m_labels.at(static_cast<std::size_t>(role));
    }
    // The sample's turns with a text, dialogue by dialogue in the order of the corpus.
    DialogueTexts sample(Role role) const;
    qint64 sampled() const { return static_cast<qint64>(m_pool.size()); }
    // Near duplicates among turns and among dialogues of the whole corpus, or of `dialogues` of its sample.
    QList<Measure> nearDuplicates(int threads, const CancelToken& cancel) const;
    QList<Measure> nearDuplicatesOfSample(std::size_t dialogues) const;

private:
    struct Pooled
    {
        quint64 rank = 0; // the lowest of all are kept
        qint64 ordinal = 0;
        QList<Turn> turns;
        bool operator<(const Pooled& other) const
        {
            return std::pair(rank, ordinal) < std::pair(other.rank, other.ordinal);
        }
    };
    // The shingles of one part, dialogue by dialogue.
    struct Shelf
    {
        struct Row
        {
            qint64 ordinal = 0;
            std::size_t firstTurn = 0;
            std::size_t turns = 0;
        };
        std::vector<quint32> ofTurns, ofDialogues;
        std::vector<std::size_t> turnEnds, dialogueEnds;
        std::vector<Row> rows;

        void add(qint64 ordinal, const std::vector<Words>& words);
        std::span<const quint32> turn(std::size_t at) const;
        std::span<const quint32> dialogue(std::size_t at) const;
    };
    void keep(const Dialogue& dialogue, qint64 ordinal);
    static QList<Measure> duplicatesIn(const std::vector<const Shelf*>& shelves, quint64 seed, int threads,
                                       const CancelToken& cancel, const QString& where);

    quint64 m_seed;
    ShapeTally m_shape;
    OpeningTally m_openings;
    std::array<GroupedCounts<QString>, 2> m_labels;
    std::vector<Pooled> m_pool; // a heap, the highest rank first
    Shelf m_shelf;
    std::vector<Shelf> m_joined;
};

struct MeasureOptions
{
    int threads = 1;
    std::array<std::size_t, 2> sampleWords{}; // of user and system; 0: what the corpus allows
};

// All measures by group. Errors: Cancelled.
Result<QList<Measure>> corpusMeasures(const CorpusTally& tally, const MeasureOptions& options,
                                      const CancelToken& cancel = {});

// One measure of two corpora.
struct MeasurePair
{
    Measure first;
    Measure second;
    MeasureDifference difference;
};
// How far apart two distributions are.
struct ShareDistance
{
    QString key;
    QString name;
    statistics::Estimate estimate; // total variation, n of the first corpus
};
struct CorpusComparison
{
    QList<MeasurePair> pairs;
    QList<ShareDistance> distances;
};
// The measures of both on equal terms: samples of as many words, near duplicates among as many dialogues.
// Errors: Cancelled.
Result<CorpusComparison> compareCorpora(const CorpusTally& first, const CorpusTally& second, int threads = 1,
                                        const CancelToken& cancel = {});

} // namespace antiphon::measures
