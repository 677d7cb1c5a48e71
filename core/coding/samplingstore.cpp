#include "core/base/random.h"
#include "core/coding/codestore.h"
#include "core/coding/sampling.h"
#include "core/coding/textvectors.h"
#include "core/corpus/corpusstore.h"

#include <numeric>

namespace antiphon {

namespace {

constexpr int thinCodes = 5;
constexpr int lookEvery = 64; // how often a loop asks whether to stop

Result<void> mayGoOn(const CancelToken& cancel)
{
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("choosing dialogues"));
    return {};
}

Error nothingToGoBy(const QString& why)
{
    return {ErrorCode::NotPossible, QStringLiteral("choosing dialogues"), 0, why};
}

enum class Which { Coded, Uncoded };

Result<QList<DialogueId>> dialoguesThatAre(Which which, const Connection& connection,
                                           const SamplingQuery& query)
{
    const std::string_view sql =
        which == Which::Coded
            ? "SELECT dialogue.id FROM ready_dialogue AS dialogue WHERE (?1 IS NULL OR dialogue.source = ?1) "
              "AND EXISTS (SELECT 1 FROM coding WHERE coding.dialogue = dialogue.id AND coding.coder = ?2) "
              "ORDER BY dialogue.source_at, dialogue.source, dialogue.ordinal"
            : "SELECT dialogue.id FROM ready_dialogue AS dialogue WHERE (?1 IS NULL OR dialogue.source = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM coding WHERE coding.dialogue = dialogue.id AND coding.coder = "
              "?2) ORDER BY dialogue.source_at, dialogue.source, dialogue.ordinal";
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql));
    select.bind(1, query.source).bind(2, query.coder);
    QList<DialogueId> ids;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return ids;
        ids << select.id<DialogueId>(0);
    }
}

// `count` of them in the order they stand, drawn by the seed.
QList<DialogueId> drawn(const QList<DialogueId>& ids, int count, quint64 seed)
{
    if (ids.size() <= count)
        return ids;
    auto places = Random(seed).sample(static_cast<quint64>(ids.size()), static_cast<quint64>(count));
    std::sort(places.begin(), places.end());
    QList<DialogueId> chosen;
    for (const quint64 place : places)
        chosen << ids[static_cast<qsizetype>(place)];
    return chosen;
}

// Reads the words of whole dialogues.
class DialogueTexts
{
public:
    static Result<DialogueTexts> open(const Connection& connection)
    {
        ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT text FROM turn WHERE dialogue = ? ORDER "
                                                            "BY position"));
        return DialogueTexts(std::move(select));
    }
    Result<std::vector<TextVectors::Piece>> read(DialogueId id)
    {
        std::vector<TextVectors::Piece> pieces;
        m_select.reset().bind(1, id);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, m_select.step());
            if (!more)
                return pieces;
            pieces.push_back({m_select.text(0), 1});
        }
    }

private:
    explicit DialogueTexts(Statement select) : m_select(std::move(select)) {}
    Statement m_select;
};

Result<void> addDialogues(const Connection& connection, const QList<DialogueId>& ids, TextVectors& vectors,
                          const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(DialogueTexts texts, DialogueTexts::open(connection));
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (i % lookEvery == 0) {
            ANTIPHON_TRY(mayGoOn(cancel));
            report(progress, i, ids.size(), QStringLiteral("dialogues"));
        }
        ANTIPHON_TRY_ASSIGN(const auto pieces, texts.read(ids[i]));
        vectors.add(pieces);
    }
    return {};
}

struct Scored
{
    qsizetype place = 0; // in the list looked at
    double score = 0;
    QString reason;
};

// The best first; equal ones in their order.
void keepBest(std::vector<Scored>& scored, int limit)
{
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    if (scored.size() > static_cast<size_t>(limit))
        scored.resize(static_cast<size_t>(limit));
}

QString counted(qint64 count, const char* thing)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(QLatin1String(thing),
                                                    count == 1 ? QString() : QStringLiteral("s"));
}

Result<std::vector<Scored>> scoreRandom(const QList<DialogueId>& uncoded, const SamplingQuery& query)
{
    std::vector<Scored> scored;
    double score = 1;
    for (const quint64 place :
         Random(query.seed).sample(static_cast<quint64>(uncoded.size()), static_cast<quint64>(query.limit))) {
        scored.push_back({static_cast<qsizetype>(place), score,
                          QStringLiteral("Drawn at random from %1 (seed %2).")
                              .arg(counted(uncoded.size(), "uncoded dialogue"))
                              .arg(query.seed)});
        score -= 1.0 / (query.limit + 1);
    }
    return scored;
}

Result<std::vector<Scored>> scoreUnlike(const Connection& connection, const QList<DialogueId>& looked,
                                        const SamplingQuery& query, const CancelToken& cancel,
                                        const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> coded, dialoguesThatAre(Which::Coded, connection, query));
    if (coded.isEmpty())
        return fail(nothingToGoBy(QStringLiteral("no dialogue of this source is coded yet")));
    const QList<DialogueId> known = drawn(coded, query.looked, query.seed);
    TextVectors vectors;
    ANTIPHON_TRY(addDialogues(connection, looked, vectors, cancel, progress));
    ANTIPHON_TRY(addDialogues(connection, known, vectors, cancel, progress));
    vectors.weigh();
    std::vector<int> texts(static_cast<size_t>(known.size()));
    std::iota(texts.begin(), texts.end(), static_cast<int>(looked.size()));
    const TextVectors::Vector centre = vectors.centroid(texts);
    std::vector<Scored> scored;
    for (int i = 0; i < looked.size(); ++i) {
        const double distance = vectors.distance(centre, i);
        scored.push_back({i, distance,
                          QStringLiteral("Shares few words with the %1 coded so far (distance %2).")
                              .arg(counted(coded.size(), "dialogue"))
                              .arg(distance, 0, 'f', 2)});
    }
    return scored;
}

struct ThinCode
{
    Code code;
    qint64 turns = 0;
    std::vector<TextVectors::Piece> profile;
};

// The codable codes with the fewest turns, those that nobody can know anything about left out.
Result<QList<ThinCode>> readThinCodes(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(auto texts, connection.prepare("SELECT turn.text FROM coding JOIN turn ON turn.id = "
                                                       "coding.turn JOIN ready_dialogue ON ready_dialogue.id "
                                                       "= coding.dialogue WHERE coding.code = ? AND "
                                                       "coding.coder = ? GROUP BY turn.id ORDER BY turn.id"));
    ANTIPHON_TRY_ASSIGN(auto count,
                        connection.prepare("SELECT count(DISTINCT turn) FROM coding JOIN "
                                           "ready_dialogue ON ready_dialogue.id = coding.dialogue "
                                           "WHERE code = ? AND coder = ?"));
    QList<ThinCode> thin;
    for (const Code& code : codes) {
        if (!code.codable)
            continue;
        ANTIPHON_TRY(count.reset().bind(1, code.id).bind(2, coder).step());
        thin << ThinCode{code, count.integer(0), {}};
    }
    std::stable_sort(thin.begin(), thin.end(),
                     [](const ThinCode& a, const ThinCode& b) { return a.turns < b.turns; });
    thin = thin.mid(0, thinCodes);
    for (ThinCode& one : thin) {
        one.profile = {{QString(one.code.name).replace(u'_', u' '), 1}, {one.code.definition, 1}};
        for (const QString& example : std::as_const(one.code.examples))
            one.profile.push_back({example, 1});
        texts.reset().bind(1, one.code.id).bind(2, coder);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, texts.step());
            if (!more)
                break;
            one.profile.push_back({texts.text(0), 1});
        }
    }
    return thin;
}

Result<std::vector<Scored>> scoreThin(const Connection& connection, const QList<DialogueId>& looked,
                                      const SamplingQuery& query, const CancelToken& cancel,
                                      const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QList<ThinCode> thin, readThinCodes(connection, query.coder));
    if (thin.isEmpty())
        return fail(nothingToGoBy(QStringLiteral("the codebook has no code")));
    TextVectors vectors;
    ANTIPHON_TRY(addDialogues(connection, looked, vectors, cancel, progress));
    const int first = vectors.size();
    for (const ThinCode& one : thin)
        vectors.add(one.profile);
    vectors.weigh();
    std::vector<Scored> scored;
    for (int i = 0; i < looked.size(); ++i) {
        int best = 0;
        double bestScore = -1;
        for (int code = 0; code < thin.size(); ++code) {
            const double likeness = 1 - vectors.distance(first + code, i);
            const double score = likeness / static_cast<double>(1 + thin[code].turns);
            if (score > bestScore) {
                best = code;
                bestScore = score;
            }
        }
        scored.push_back({i, bestScore,
                          QStringLiteral("May hold %1, which has %2 (likeness %3).")
                              .arg(thin[best].code.name, counted(thin[best].turns, "incident"))
                              .arg(1 - vectors.distance(first + best, i), 0, 'f', 2)});
    }
    return scored;
}

Result<std::vector<Scored>> scoreUncertain(const Connection& connection, const QList<DialogueId>& looked,
                                           const SamplingQuery& query, const CancelToken& cancel,
                                           const ProgressSink& progress)
{
    if (!query.probabilities)
        return fail(nothingToGoBy(QStringLiteral("no suggestion model was trained for this coder yet")));
    std::vector<Scored> scored;
    for (qsizetype i = 0; i < looked.size(); ++i) {
        if (i % lookEvery == 0) {
            ANTIPHON_TRY(mayGoOn(cancel));
            report(progress, i, looked.size(), QStringLiteral("dialogues"));
        }
        ANTIPHON_TRY_ASSIGN(const auto probabilities, query.probabilities(connection, looked[i]));
        int turn = -1;
        double nearest = 2;
        for (int t = 0; t < probabilities.size(); ++t) {
            if (probabilities[t] && std::abs(*probabilities[t] - 0.5) < std::abs(nearest - 0.5)) {
                nearest = *probabilities[t];
                turn = t;
            }
        }
        if (turn < 0)
            continue;
        scored.push_back({i, 1 - 2 * std::abs(nearest - 0.5),
                          QStringLiteral("The model is unsure of %1 on turn %2 (probability %3).")
                              .arg(query.codeName)
                              .arg(turn + 1)
                              .arg(nearest, 0, 'f', 2)});
    }
    return scored;
}

} // namespace

Result<SamplingQueue> samplingQueue(const Connection& connection, const SamplingQuery& query,
                                    const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> uncoded, dialoguesThatAre(Which::Uncoded, connection, query));
    SamplingQueue queue;
    queue.uncoded = uncoded.size();
    const bool random = query.strategy == SamplingStrategy::Random;
    const QList<DialogueId> looked = random ? uncoded : drawn(uncoded, query.looked, query.seed);
    queue.looked = looked.size();
    const auto score = [&]() -> Result<std::vector<Scored>> {
        switch (query.strategy) {
        case SamplingStrategy::Random:
            return scoreRandom(looked, query);
        case SamplingStrategy::Uncertain:
            return scoreUncertain(connection, looked, query, cancel, progress);
        case SamplingStrategy::Unlike:
            return scoreUnlike(connection, looked, query, cancel, progress);
        case SamplingStrategy::Thin:
            return scoreThin(connection, looked, query, cancel, progress);
        }
        return std::vector<Scored>();
    };
    ANTIPHON_TRY_ASSIGN(auto scored, score());
    keepBest(scored, query.limit);
    QList<DialogueId> chosen;
    for (const Scored& one : scored)
        chosen << looked[one.place];
    ANTIPHON_TRY_ASSIGN(const auto summaries, dialogueSummaries(connection, chosen));
    for (qsizetype i = 0; i < summaries.size(); ++i) {
        const Scored& one = scored[static_cast<size_t>(i)];
        queue.candidates << SamplingCandidate{
            chosen[i], summaries[i].externalId, summaries[i].preview, summaries[i].turns, one.score,
            one.reason};
    }
    return queue;
}

Result<void> addSamplingChoice(const Connection& connection, SamplingChoice choice)
{
    if (choice.id.isNull())
        choice.id = SamplingChoiceId::create();
    if (choice.createdAt == 0)
        choice.createdAt = now();
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare("INSERT INTO sampling_choice (id, dialogue, coder, strategy, code, "
                                        "seed, reason, created_at) VALUES (?,?,?,?,?,?,?,?)"));
    insert.bind(1, choice.id)
        .bind(2, choice.dialogue)
        .bind(3, choice.coder)
        .bind(4, strategyWord(choice.strategy))
        .bind(5, choice.code)
        .bind(6, static_cast<qint64>(choice.seed))
        .bind(7, choice.reason)
        .bind(8, choice.createdAt);
    return insert.run();
}

Result<QList<SamplingChoice>> samplingChoices(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT choice.id, choice.dialogue, choice.coder, choice.strategy, choice.code, "
                           "choice.seed, choice.reason, choice.created_at, dialogue.external_id, (SELECT "
                           "count(*) FROM coding WHERE coding.dialogue = choice.dialogue AND coding.coder = "
                           "choice.coder) FROM sampling_choice AS choice JOIN ready_dialogue AS dialogue ON "
                           "dialogue.id = choice.dialogue WHERE choice.coder = ? ORDER BY choice.created_at "
                           "DESC, choice.id DESC"));
    select.bind(1, coder);
    QList<SamplingChoice> choices;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return choices;
        choices << SamplingChoice{select.id<SamplingChoiceId>(0),
                                  select.id<DialogueId>(1),
                                  select.id<CoderId>(2),
                                  strategyFromWord(select.text(3)).value_or(SamplingStrategy::Random),
                                  select.id<CodeId>(4),
                                  static_cast<quint64>(select.integer(5)),
                                  select.text(6),
                                  select.integer(7),
                                  select.text(8),
                                  select.integer(9)};
    }
}

} // namespace antiphon
