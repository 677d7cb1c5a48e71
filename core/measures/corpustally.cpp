#include "core/measures/corpustally.h"

#include "core/base/random.h"
#include "core/measures/nearduplicates.h"
#include "core/measures/selfbleu.h"

#include <algorithm>

namespace antiphon::measures {

namespace {

QString roleName(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

Measure duplicateShare(const char* key, const char* name, const RatioSums& sums, const QString& where,
                       quint64 seed)
{
    Measure measure{QLatin1String(key), QLatin1String(name), MeasureGroup::Repetition, {}, 0, true};
    measure.estimate.n = static_cast<qint64>(sums.y);
    measure.estimate.value = sums.ratio();
    measure.estimate.seed = seed;
    measure.estimate.method = std::string("share with another of a Jaccard of 0.8 or more over shingles of "
                                          "five words; MinHash with 20 bands of 6, verified; ") +
                              where.toStdString();
    if (!measure.estimate.value)
        measure.estimate.reason = "there is nothing to look at";
    return measure;
}

Measure selfBleuOf(const DialogueTexts& texts, const QString& role, quint64 seed)
{
    std::vector<Words> flat;
    std::vector<int> from;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (const SampledText& text : texts[i]) {
            flat.push_back(text.words);
            from.push_back(static_cast<int>(i));
        }
    }
    return selfBleu(flat, from, role, seed);
}

Result<void> addSampled(QList<Measure>& list, const CorpusTally& tally, const MeasureOptions& options,
                        const CancelToken& cancel)
{
    QList<Measure> repeated;
    for (const Role role : {Role::User, Role::System}) {
        const DialogueTexts texts = tally.sample(role);
        const std::size_t asked = options.sampleWords.at(static_cast<std::size_t>(role));
        list << diversityMeasures(texts, roleName(role), asked > 0 ? asked : sampleWords(texts), tally.seed(),
                                  options.threads);
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the measures"));
        repeated << selfBleuOf(texts, roleName(role), tally.seed());
    }
    list << repeated;
    return {};
}

template<typename Key>
ShareDistance distanceOf(const char* key, const char* name, const GroupedCounts<Key>& first,
                         const GroupedCounts<Key>& second)
{
    return {QLatin1String(key), QLatin1String(name), shareDistance(first, second, Drawn::Apart)};
}

} // namespace

void CorpusTally::Shelf::add(qint64 ordinal, const std::vector<Words>& words)
{
    Words all;
    rows.push_back({ordinal, turnEnds.size(), words.size()});
    for (const Words& turn : words) {
        const Shingles shingles = shinglesOf(turn);
        ofTurns.insert(ofTurns.end(), shingles.begin(), shingles.end());
        turnEnds.push_back(ofTurns.size());
        all.insert(all.end(), turn.begin(), turn.end());
    }
    const Shingles shingles = shinglesOf(all);
    ofDialogues.insert(ofDialogues.end(), shingles.begin(), shingles.end());
    dialogueEnds.push_back(ofDialogues.size());
}

std::span<const quint32> CorpusTally::Shelf::turn(std::size_t at) const
{
    const std::size_t begin = at == 0 ? 0 : turnEnds[at - 1];
    return std::span(ofTurns).subspan(begin, turnEnds[at] - begin);
}

std::span<const quint32> CorpusTally::Shelf::dialogue(std::size_t at) const
{
    const std::size_t begin = at == 0 ? 0 : dialogueEnds[at - 1];
    return std::span(ofDialogues).subspan(begin, dialogueEnds[at] - begin);
}

void CorpusTally::add(const Dialogue& dialogue, qint64 ordinal)
{
    std::vector<Words> words;
    for (const Turn& turn : dialogue.turns) {
        words.push_back(wordsOf(turn.text));
        for (const QString& label : turn.intents)
            m_labels.at(static_cast<std::size_t>(turn.role)).add(ordinal, label);
    }
    m_shape.add(dialogue, ordinal, words);
    m_openings.add(dialogue);
    m_shelf.add(ordinal, words);
    keep(dialogue, ordinal);
}

void CorpusTally::keep(const Dialogue& dialogue, qint64 ordinal)
{
    Pooled pooled{Random::forKey(m_seed, static_cast<quint64>(ordinal)).next(), ordinal, {}};
    if (m_pool.size() == pooledDialogues && !(pooled < m_pool.front()))
        return;
    pooled.turns = dialogue.turns;
    m_pool.push_back(std::move(pooled));
    std::push_heap(m_pool.begin(), m_pool.end());
    if (m_pool.size() > pooledDialogues) {
        std::pop_heap(m_pool.begin(), m_pool.end());
        m_pool.pop_back();
    }
}

void CorpusTally::join(CorpusTally&& other)
{
    m_shape.join(other.m_shape);
    m_openings.join(other.m_openings);
    for (std::size_t role = 0; role < 2; ++role) {
        m_labels.at(role).join(other.m_labels.at(role));
    }
    for (Pooled& pooled : other.m_pool)
        m_pool.push_back(std::move(pooled));
    std::sort(m_pool.begin(), m_pool.end());
    m_pool.resize(std::min(m_pool.size(), pooledDialogues));
    std::make_heap(m_pool.begin(), m_pool.end());
    m_joined.push_back(std::move(other.m_shelf));
    for (Shelf& shelf : other.m_joined)
        m_joined.push_back(std::move(shelf));
}

DialogueTexts CorpusTally::sample(Role role) const
{
    std::vector<const Pooled*> inOrder;
    for (const Pooled& pooled : m_pool)
        inOrder.push_back(&pooled);
    std::sort(inOrder.begin(), inOrder.end(),
              [](const Pooled* a, const Pooled* b) { return a->ordinal < b->ordinal; });
    DialogueTexts texts;
    for (const Pooled* pooled : inOrder) {
        std::vector<SampledText> turns;
        for (const Turn& turn : pooled->turns) {
            if (turn.role == role && !turn.text.isEmpty())
                turns.push_back({turn.text, wordsOf(turn.text)});
        }
        if (!turns.empty())
            texts.push_back(std::move(turns));
    }
    return texts;
}

QList<Measure> CorpusTally::nearDuplicates(int threads, const CancelToken& cancel) const
{
    std::vector<const Shelf*> shelves{&m_shelf};
    for (const Shelf& shelf : m_joined)
        shelves.push_back(&shelf);
    return duplicatesIn(shelves, m_seed, threads, cancel, QStringLiteral("whole source"));
}

QList<Measure> CorpusTally::nearDuplicatesOfSample(std::size_t dialogues) const
{
    std::vector<Pooled> pool = m_pool;
    std::sort(pool.begin(), pool.end());
    Shelf shelf;
    for (std::size_t i = 0; i < std::min(dialogues, pool.size()); ++i) {
        std::vector<Words> words;
        for (const Turn& turn : std::as_const(pool[i].turns))
            words.push_back(wordsOf(turn.text));
        shelf.add(pool[i].ordinal, words);
    }
    return duplicatesIn({&shelf}, m_seed, 1, {},
                        QStringLiteral("among %1 dialogues").arg(std::min(dialogues, pool.size())));
}

QList<Measure> CorpusTally::duplicatesIn(const std::vector<const Shelf*>& shelves, quint64 seed, int threads,
                                         const CancelToken& cancel, const QString& where)
{
    std::vector<std::tuple<qint64, const Shelf*, std::size_t>> order;
    for (const Shelf* shelf : shelves) {
        for (std::size_t i = 0; i < shelf->rows.size(); ++i)
            order.emplace_back(shelf->rows[i].ordinal, shelf, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::span<const quint32>> dialogues, turns;
    for (const auto& [ordinal, shelf, at] : order) {
        dialogues.push_back(shelf->dialogue(at));
        for (std::size_t i = 0; i < shelf->rows[at].turns; ++i)
            turns.push_back(shelf->turn(shelf->rows[at].firstTurn + i));
    }
    const auto count = [&](const std::vector<std::span<const quint32>>& sets) {
        const std::vector<bool> found = measures::nearDuplicates(sets, seed, threads, cancel);
        RatioSums sums;
        for (std::size_t i = 0; i < sets.size(); ++i) {
            if (!sets[i].empty())
                sums.add(found[i] ? 1 : 0, 1);
        }
        return sums;
    };
    return {duplicateShare("near_duplicate_turns", "Near-duplicate turns", count(turns), where, seed),
            duplicateShare("near_duplicate_dialogues", "Near-duplicate dialogues", count(dialogues), where,
                           seed)};
}

Result<QList<Measure>> corpusMeasures(const CorpusTally& tally, const MeasureOptions& options,
                                      const CancelToken& cancel)
{
    QList<Measure> list = tally.shape().measures();
    ANTIPHON_TRY(addSampled(list, tally, options, cancel));
    list << tally.nearDuplicates(options.threads, cancel);
    list << tally.openings().measures();
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the measures"));
    return list;
}

Result<CorpusComparison> compareCorpora(const CorpusTally& first, const CorpusTally& second, int threads,
                                        const CancelToken& cancel)
{
    MeasureOptions options;
    options.threads = threads;
    for (const Role role : {Role::User, Role::System})
        options.sampleWords.at(static_cast<std::size_t>(role)) =
            std::min(sampleWords(first.sample(role)), sampleWords(second.sample(role)));
    const auto dialogues = static_cast<std::size_t>(std::min(first.sampled(), second.sampled()));
    const auto onEqualTerms = [&](const CorpusTally& tally) -> Result<QList<Measure>> {
        QList<Measure> list = tally.shape().measures();
        ANTIPHON_TRY(addSampled(list, tally, options, cancel));
        list << tally.nearDuplicatesOfSample(dialogues);
        return list;
    };
    ANTIPHON_TRY_ASSIGN(const QList<Measure> ours, onEqualTerms(first));
    ANTIPHON_TRY_ASSIGN(const QList<Measure> theirs, onEqualTerms(second));
    CorpusComparison result;
    for (qsizetype i = 0; i < ours.size(); ++i)
        result.pairs << MeasurePair{ours[i], theirs[i], difference(ours[i], theirs[i])};
    result.distances << distanceOf("words_user", "Words a turn, user", first.shape().wordCounts(Role::User),
                                   second.shape().wordCounts(Role::User))
                     << distanceOf("words_system", "Words a turn, system",
                                   first.shape().wordCounts(Role::System),
                                   second.shape().wordCounts(Role::System))
                     << distanceOf("turns", "Turns a dialogue", first.shape().turnCounts(),
                                   second.shape().turnCounts())
                     << distanceOf("labels_user", "Labels of user turns", first.labels(Role::User),
                                   second.labels(Role::User))
                     << distanceOf("labels_system", "Labels of system turns", first.labels(Role::System),
                                   second.labels(Role::System));
    return result;
}

} // namespace antiphon::measures
