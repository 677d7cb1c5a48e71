#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/corpus/turnjson.h"

#include <chrono>
#include <thread>

namespace antiphon {

namespace {

constexpr int previewLength = 120;
// Between two batches the lock is free for longer than a waiting edit takes to look again.
constexpr auto pauseBetweenBatches = std::chrono::milliseconds(3);

struct Waiting
{
    std::optional<Dialogue> dialogue;
    qint64 ordinal = 0;
    SourceWriter::Alongside alongside;
    QList<SourceTrack> tracks;
};

QString previewOf(const Dialogue& dialogue)
{
    for (const Turn& turn : dialogue.turns) {
        if (!turn.text.isEmpty())
            return turn.text.left(previewLength).simplified();
    }
    return {};
}

qint64 trackCount(const Dialogue& dialogue)
{
    qint64 count = 0;
    for (const Turn& turn : dialogue.turns)
        count += turn.tracks.size();
    return count;
}

Result<qint64> oneInteger(const Connection& connection, std::string_view sql, SourceId source)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, source).step());
    return found ? select.integer(0) : 0;
}

} // namespace

struct SourceWriter::Parts
{
    const Connection& connection;
    Source source; // as it was when the writer began
    bool isNew = false;
    Statement insertDialogue, insertTurn, insertTrack, findDialogue, indexTurns;
    QList<Waiting> waiting;
    int waitingDialogues = 0;
    QSet<QString> waitingIds;
    qint64 nextOrdinal = 0;
    qint64 nextTrack = 0;
    qint64 firstOrdinal = 0; // what this writer added begins here
    qint64 firstTrack = 0;
    QSet<QString> knownTracks =
        {}; // ids that are in the project already; thousands of dialogues show the same

    Result<void> write(const Waiting& item);
    Result<void> writeDialogue(const Dialogue& dialogue, qint64 ordinal);
    Result<void> writeTurn(const Turn& turn, DialogueId dialogue, int position);
    Result<void> writeTracks(const QList<SourceTrack>& tracks);
    static Result<std::unique_ptr<Parts>> prepare(const Connection& connection, const Source& source);
};

Result<std::unique_ptr<SourceWriter::Parts>> SourceWriter::Parts::prepare(const Connection& connection,
                                                                          const Source& source)
{
    ANTIPHON_TRY_ASSIGN(auto dialogue,
                        connection.prepare("INSERT INTO dialogue (id, source, ordinal, external_id, turns, "
                                           "tracks, preview, goal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto turn,
                        connection.prepare("INSERT INTO turn (id, dialogue, position, role, text, tracks, "
                                           "intents, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(
        auto track,
        connection.prepare("INSERT OR IGNORE INTO source_track (source, external_id, ordinal, title, "
                           "artist, album) VALUES (?, ?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto find,
                        connection.prepare("SELECT id FROM dialogue WHERE source = ? AND external_id = ?"));
    ANTIPHON_TRY_ASSIGN(auto index,
                        connection.prepare("INSERT INTO turn_text (rowid, text) SELECT number, text "
                                           "FROM turn WHERE number > ? AND text <> ''"));
    ANTIPHON_TRY_ASSIGN(
        const qint64 ordinal,
        oneInteger(connection, "SELECT max(ordinal) + 1 FROM dialogue WHERE source = ?", source.id));
    ANTIPHON_TRY_ASSIGN(
        const qint64 tracks,
        oneInteger(connection, "SELECT count(*) FROM source_track WHERE source = ?", source.id));
    ANTIPHON_TRY(connection.setDurability(Durability::Normal));
    return std::unique_ptr<Parts>(new Parts{connection,
                                            source,
                                            false,
                                            std::move(dialogue),
                                            std::move(turn),
                                            std::move(track),
                                            std::move(find),
                                            std::move(index),
                                            {},
                                            0,
                                            {},
                                            ordinal,
                                            tracks,
                                            ordinal,
                                            tracks});
}

Result<void> SourceWriter::Parts::write(const Waiting& item)
{
    if (item.dialogue)
        ANTIPHON_TRY(writeDialogue(*item.dialogue, item.ordinal));
    ANTIPHON_TRY(writeTracks(item.tracks));
    return item.alongside ? item.alongside(item.dialogue ? item.dialogue->id : DialogueId()) : Result<void>();
}

Result<void> SourceWriter::Parts::writeDialogue(const Dialogue& dialogue, qint64 ordinal)
{
    ANTIPHON_TRY(insertDialogue.bind(1, dialogue.id)
                     .bind(2, source.id)
                     .bind(3, ordinal)
                     .bind(4, dialogue.externalId)
                     .bind(5, static_cast<qint64>(dialogue.turns.size()))
                     .bind(6, trackCount(dialogue))
                     .bind(7, previewOf(dialogue))
                     .bind(8, QString::fromUtf8(encodeStrings(dialogue.goal)))
                     .run());
    for (int position = 0; position < dialogue.turns.size(); ++position)
        ANTIPHON_TRY(writeTurn(dialogue.turns[position], dialogue.id, position));
    return {};
}

Result<void> SourceWriter::Parts::writeTurn(const Turn& turn, DialogueId dialogue, int position)
{
    const QByteArray text = turn.text.toUtf8();
    const QByteArray tracks = encodeTracks(turn.tracks);
    const QByteArray intents = encodeStrings(turn.intents);
    const QByteArray attributes = encodeStrings(turn.attributes);
    const auto view = [](const QByteArray& bytes) {
        return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    };
    return insertTurn.bind(1, turn.id)
        .bind(2, dialogue)
        .bind(3, position)
        .bind(4, static_cast<int>(turn.role))
        .bind(5, view(text))
        .bind(6, view(tracks))
        .bind(7, view(intents))
        .bind(8, view(attributes))
        .run();
}

Result<void> SourceWriter::Parts::writeTracks(const QList<SourceTrack>& tracks)
{
    for (const SourceTrack& track : tracks) {
        if (knownTracks.contains(track.externalId))
            continue;
        ANTIPHON_TRY(insertTrack.bind(1, source.id)
                         .bind(2, track.externalId)
                         .bind(3, nextTrack)
                         .bind(4, track.title)
                         .bind(5, track.artist)
                         .bind(6, track.album)
                         .run());
        nextTrack += connection.changes();
        knownTracks.insert(track.externalId);
    }
    return {};
}

SourceWriter::SourceWriter(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
SourceWriter::SourceWriter(SourceWriter&&) noexcept = default;
SourceWriter& SourceWriter::operator=(SourceWriter&&) noexcept = default;
SourceWriter::~SourceWriter() = default;

Result<SourceWriter> SourceWriter::begin(const Connection& connection, const Source& source)
{
    ANTIPHON_TRY_ASSIGN(const auto taken, sourceByName(connection, source.name));
    if (taken)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the source \"%1\"").arg(source.name));
    Source begun = source;
    if (begun.id.isNull())
        begun.id = SourceId::create();
    begun.state = SourceState::Importing;
    if (begun.createdAt == 0)
        begun.createdAt = now();
    ANTIPHON_TRY(insertSource(connection, begun));
    ANTIPHON_TRY_ASSIGN(auto parts, Parts::prepare(connection, begun));
    parts->isNew = true;
    return SourceWriter(std::move(parts));
}

Result<SourceWriter> SourceWriter::resume(const Connection& connection, SourceId id)
{
    ANTIPHON_TRY_ASSIGN(const Source source, readSource(connection, id));
    if (source.state == SourceState::Removed)
        return fail(ErrorCode::NotPossible, QStringLiteral("adding to \"%1\"").arg(source.name),
                    QStringLiteral("the source was removed"));
    ANTIPHON_TRY_ASSIGN(auto parts, Parts::prepare(connection, source));
    return SourceWriter(std::move(parts));
}

SourceId SourceWriter::sourceId() const
{
    return m_parts->source.id;
}

qint64 SourceWriter::nextOrdinal() const
{
    return m_parts->nextOrdinal;
}

Result<bool> SourceWriter::contains(const QString& externalId) const
{
    if (m_parts->waitingIds.contains(externalId))
        return true;
    Statement& find = m_parts->findDialogue;
    const auto found = find.bind(1, m_parts->source.id).bind(2, externalId).step();
    find.reset();
    return found;
}

Result<DialogueId> SourceWriter::add(Dialogue dialogue, qint64 ordinal, Alongside alongside)
{
    ANTIPHON_TRY_ASSIGN(const bool taken, contains(dialogue.externalId));
    if (taken)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the dialogue %1").arg(dialogue.externalId));
    if (dialogue.id.isNull())
        dialogue.id = DialogueId::create();
    for (Turn& turn : dialogue.turns) {
        if (turn.id.isNull())
            turn.id = TurnId::create();
    }
    const DialogueId id = dialogue.id;
    m_parts->waitingIds.insert(dialogue.externalId);
    m_parts->nextOrdinal = std::max(m_parts->nextOrdinal, ordinal + 1);
    m_parts->waiting << Waiting{std::move(dialogue), ordinal, std::move(alongside), {}};
    if (++m_parts->waitingDialogues >= batchSize) {
        ANTIPHON_TRY(commitBatch());
        std::this_thread::sleep_for(pauseBetweenBatches);
    }
    return id;
}

Result<void> SourceWriter::alsoWrite(std::function<Result<void>()> write)
{
    m_parts->waiting << Waiting{{}, 0, [write = std::move(write)](DialogueId) { return write(); }, {}};
    return m_parts->waiting.size() < 4 * batchSize ? Result<void>() : commitBatch();
}

Result<void> SourceWriter::addTracks(const QList<SourceTrack>& tracks)
{
    if (!tracks.isEmpty())
        m_parts->waiting << Waiting{{}, 0, {}, tracks};
    return {};
}

Result<void> SourceWriter::commitBatch()
{
    Parts& parts = *m_parts;
    if (parts.waiting.isEmpty())
        return {};
    const qint64 nextTrack = parts.nextTrack;
    const auto written = [&parts]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(parts.connection));
        ANTIPHON_TRY_ASSIGN(const qint64 lastTurn, parts.connection.integer("SELECT max(number) FROM turn"));
        for (const Waiting& item : std::as_const(parts.waiting))
            ANTIPHON_TRY(parts.write(item));
        ANTIPHON_TRY(parts.indexTurns.bind(1, lastTurn).run());
        return transaction.commit();
    }();
    if (!written) {
        parts.nextTrack = nextTrack;
        parts.knownTracks.clear();
        return written;
    }
    parts.waiting.clear();
    parts.waitingIds.clear();
    parts.waitingDialogues = 0;
    return {};
}

Result<Source> SourceWriter::finish()
{
    ANTIPHON_TRY(commitBatch());
    Source finished = m_parts->source;
    ANTIPHON_TRY_ASSIGN(auto count, m_parts->connection.prepare("SELECT count(*), coalesce(sum(turns), 0), "
                                                                "coalesce(max(ordinal) + 1, 0) FROM dialogue "
                                                                "WHERE source = ?"));
    ANTIPHON_TRY(count.bind(1, finished.id).step());
    finished.dialogues = count.integer(0);
    finished.turns = count.integer(1);
    finished.published = count.integer(2);
    finished.tracks = m_parts->nextTrack;
    if (finished.state == SourceState::Importing)
        ANTIPHON_TRY(writeSourceCounts(m_parts->connection, finished));
    finished.state = SourceState::Ready;
    return finished;
}

Result<void> SourceWriter::discard()
{
    m_parts->waiting.clear();
    m_parts->waitingIds.clear();
    m_parts->waitingDialogues = 0;
    return m_parts->isNew ? deleteUnfinishedSource(m_parts->connection, m_parts->source.id)
                          : deleteSourceRows(m_parts->connection, m_parts->source.id, m_parts->firstOrdinal,
                                             m_parts->firstTrack);
}

} // namespace antiphon
