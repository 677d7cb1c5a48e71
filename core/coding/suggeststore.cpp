#include "core/coding/suggeststore.h"

#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"

#include <QSet>

#include <set>
#include <tuple>

namespace antiphon {

namespace {

constexpr int mostNamedTracks = 100'000;

SuggestTurn suggestTurn(const Turn& turn)
{
    SuggestTurn out{turn.id, turn.role, turn.text, static_cast<int>(turn.tracks.size()), 0, 0, {}};
    for (const TrackReference& track : turn.tracks) {
        out.liked += track.verdict == Verdict::Liked ? 1 : 0;
        out.disliked += track.verdict == Verdict::Disliked ? 1 : 0;
    }
    return out;
}

// Reads many dialogues with one coder's codes, with statements prepared once.
class CodedDialogueReader
{
public:
    static Result<CodedDialogueReader> open(const Connection& connection, CoderId coder)
    {
        ANTIPHON_TRY_ASSIGN(DialogueReader dialogues, DialogueReader::open(connection));
        ANTIPHON_TRY_ASSIGN(
            auto codes, connection.prepare("SELECT DISTINCT turn, code FROM coding WHERE dialogue = ?1 AND "
                                           "coder = ?2 AND turn IS NOT NULL AND exchange = 0"));
        return CodedDialogueReader(std::move(dialogues), std::move(codes), coder);
    }

    Result<SuggestDialogue> read(DialogueId id)
    {
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, m_dialogues.read(id));
        SuggestDialogue out;
        out.id = id;
        QHash<TurnId, qsizetype> placeOf;
        for (const Turn& turn : dialogue.turns) {
            placeOf.insert(turn.id, out.turns.size());
            out.turns << suggestTurn(turn);
        }
        m_codes.reset().bind(1, id).bind(2, m_coder);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, m_codes.step());
            if (!more)
                break;
            if (const auto place = placeOf.constFind(m_codes.id<TurnId>(0)); place != placeOf.constEnd())
                out.turns[*place].codes << m_codes.id<CodeId>(1);
        }
        for (SuggestTurn& turn : out.turns)
            std::sort(turn.codes.begin(), turn.codes.end());
        return out;
    }

private:
    CodedDialogueReader(DialogueReader dialogues, Statement codes, CoderId coder)
        : m_dialogues(std::move(dialogues)), m_codes(std::move(codes)), m_coder(coder)
    {
    }
    DialogueReader m_dialogues;
    Statement m_codes;
    CoderId m_coder;
};

// Newest codings first, until enough different turns are met; then in the order of the sources, so that the
// same codings, imported again, are dealt out to the same parts. The unary plus keeps the walk along the
// rows.
Result<QList<DialogueId>> newestCoded(const Connection& connection, CoderId coder, int mostTurns)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT coding.turn, coding.dialogue, ready_dialogue.source_at, "
                           "ready_dialogue.ordinal FROM coding JOIN ready_dialogue ON ready_dialogue.id = "
                           "coding.dialogue WHERE +coding.coder = ? AND coding.turn IS NOT NULL AND "
                           "coding.exchange = 0 ORDER BY coding.rowid DESC"));
    select.bind(1, coder);
    QSet<TurnId> turns;
    std::set<std::tuple<qint64, qint64, DialogueId>> places;
    while (turns.size() < mostTurns) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        turns.insert(select.id<TurnId>(0));
        places.emplace(select.integer(2), select.integer(3), select.id<DialogueId>(1));
    }
    QList<DialogueId> ids;
    for (const auto& [at, ordinal, id] : places)
        ids << id;
    return ids;
}

// A title also without what stands in brackets behind it.
void addTitle(WordClasses& names, const QString& title)
{
    const QString name = QStringLiteral("title");
    names.add(title, name);
    if (const qsizetype bracket = title.indexOf(u'('); bracket > 0)
        names.add(title.left(bracket), name);
}

void addArtists(WordClasses& names, const QString& artists)
{
    const QString name = QStringLiteral("artist");
    names.add(artists, name);
    const QStringList single = artists.split(QStringLiteral(", "));
    if (single.size() > 1) {
        for (const QString& artist : single)
            names.add(artist, name);
    }
}

} // namespace

Result<FeatureWords> readFeatureWords(const Connection& connection)
{
    FeatureWords words;
    ANTIPHON_TRY_ASSIGN(words.music, musicWordClasses());
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT title, artist FROM source_track JOIN source ON source.id = "
                                        "source_track.source WHERE source.state = 'ready' LIMIT ?"));
    select.bind(1, mostNamedTracks);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return words;
        addTitle(words.names, select.text(0));
        addArtists(words.names, select.text(1));
    }
}

Result<SuggestCorpus> readSuggestCorpus(const Connection& connection, CoderId coder, int mostTurns,
                                        const CancelToken& cancel)
{
    SuggestCorpus corpus;
    ANTIPHON_TRY_ASSIGN(corpus.codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(corpus.words, readFeatureWords(connection));
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> ids, newestCoded(connection, coder, mostTurns));
    ANTIPHON_TRY_ASSIGN(CodedDialogueReader reader, CodedDialogueReader::open(connection, coder));
    for (const DialogueId& id : ids) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("reading codings"));
        ANTIPHON_TRY_ASSIGN(SuggestDialogue dialogue, reader.read(id));
        corpus.turns += std::count_if(dialogue.turns.begin(), dialogue.turns.end(),
                                      [](const SuggestTurn& turn) { return !turn.codes.isEmpty(); });
        corpus.dialogues.push_back(std::move(dialogue));
    }
    return corpus;
}

Result<SuggestDialogue> readSuggestDialogue(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(CodedDialogueReader reader, CodedDialogueReader::open(connection, coder));
    return reader.read(dialogue);
}

// Newest rows first: the walk ends at the first that is older.
Result<qint64> turnsCodedSince(const Connection& connection, CoderId coder, TimePoint since, qint64 limit)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT turn, coder, created_at FROM coding WHERE turn IS NOT NULL AND "
                           "exchange = 0 ORDER BY rowid DESC"));
    QSet<TurnId> turns;
    while (turns.size() < limit) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more || select.integer(2) <= since)
            break;
        if (select.id<CoderId>(1) == coder)
            turns.insert(select.id<TurnId>(0));
    }
    return turns.size();
}

Result<std::optional<SuggestModel>> readSuggestModel(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT content, trained_at FROM suggestion_model WHERE coder = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, coder).step());
    if (!found)
        return std::optional<SuggestModel>();
    auto model = modelFromBytes(select.blob(0));
    if (!model)
        return std::optional<SuggestModel>();
    model->trainedAt = select.integer(1);
    return std::optional(std::move(*model));
}

Result<void> writeSuggestModel(const Connection& connection, CoderId coder, const SuggestModel& model)
{
    ANTIPHON_TRY_ASSIGN(
        auto upsert, connection.prepare(
                         "INSERT INTO suggestion_model (coder, trained_at, turns, content) VALUES (?, ?, ?, "
                         "?) ON CONFLICT (coder) DO UPDATE SET trained_at = excluded.trained_at, turns = "
                         "excluded.turns, content = excluded.content"));
    const TimePoint at = model.trainedAt != 0 ? model.trainedAt : now();
    return upsert.bind(1, coder).bind(2, at).bind(3, model.turns).bind(4, modelBytes(model)).run();
}

} // namespace antiphon
