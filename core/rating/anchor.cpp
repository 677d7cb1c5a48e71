#include "core/rating/anchor.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/rating/designstore.h"

#include <QSet>

#include <algorithm>

namespace antiphon {

namespace {

std::vector<qsizetype> repliesOf(const Dialogue& dialogue)
{
    std::vector<qsizetype> replies;
    for (qsizetype i = 0; i < dialogue.turns.size(); ++i) {
        if (dialogue.turns.at(i).role == Role::System && !dialogue.turns.at(i).text.trimmed().isEmpty())
            replies.push_back(i);
    }
    return replies;
}

QString rulesText(const DamageRules& rules)
{
    return QStringLiteral("damaged: %1 % of the replies changed places%2; seed %3")
        .arg(qRound(100.0 * rules.swappedReplies))
        .arg(rules.foreignTracks ? QStringLiteral(", tracks taken from another dialogue") : QString())
        .arg(rules.seed);
}

void swapReplies(Dialogue& dialogue, const DamageRules& rules, Random& random, Damage& damage)
{
    std::vector<qsizetype> replies = repliesOf(dialogue);
    if (replies.size() < 2)
        return;
    const auto wanted = static_cast<std::size_t>(
        std::clamp<qint64>(qRound64(rules.swappedReplies * static_cast<double>(replies.size())), 2,
                           static_cast<qint64>(replies.size())));
    random.shuffle(replies);
    replies.resize(wanted);
    const QList<Turn> before = dialogue.turns;
    for (std::size_t i = 0; i < wanted; ++i) {
        Turn& turn = dialogue.turns[replies[i]];
        const Turn& other = before.at(replies[(i + 1) % wanted]);
        if (turn.text != other.text)
            ++damage.swapped;
        turn.text = other.text;
        turn.tracks = other.tracks;
    }
}

void replaceTracks(Dialogue& dialogue, const Dialogue& donor, Random& random, Damage& damage)
{
    std::vector<QString> pool;
    QSet<QString> seen;
    for (const Turn& turn : dialogue.turns) {
        for (const TrackReference& track : turn.tracks)
            seen.insert(track.externalId);
    }
    for (const Turn& turn : donor.turns) {
        for (const TrackReference& track : turn.tracks) {
            if (!seen.contains(track.externalId))
                pool.push_back(track.externalId);
            seen.insert(track.externalId);
        }
    }
    random.shuffle(pool);
    for (Turn& turn : dialogue.turns) {
        if (turn.tracks.isEmpty() || pool.empty())
            continue;
        const auto count = std::min(pool.size(), static_cast<std::size_t>(turn.tracks.size()));
        turn.tracks.clear();
        for (std::size_t i = 0; i < count; ++i) {
            turn.tracks << TrackReference{pool.back(), Verdict::Shown};
            pool.pop_back();
        }
        ++damage.replaced;
    }
}

Result<void> writeDamaged(const Connection& connection, SourceWriter& writer,
                          const QList<DialogueId>& originals, const DamageRules& rules, MadeAnchor& made,
                          const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    for (qsizetype i = 0; i < originals.size(); ++i) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the anchor"));
        ANTIPHON_TRY_ASSIGN(const Dialogue original, reader.read(originals.at(i)));
        if (repliesOf(original).size() < 2)
            continue;
        Random random = Random::forKey(rules.seed, static_cast<quint64>(i));
        const auto step =
            1 + random.below(static_cast<quint64>(std::max<qsizetype>(1, originals.size() - 1)));
        const qsizetype donorPlace = (i + static_cast<qsizetype>(step)) % originals.size();
        ANTIPHON_TRY_ASSIGN(const Dialogue donor, reader.read(originals.at(donorPlace)));
        Damage own;
        Dialogue copy = damaged(original, donor, rules, random, own);
        copy.externalId = QStringLiteral("%1-%2").arg(i + 1).arg(rules.seed);
        ANTIPHON_TRY_ASSIGN(const auto originalTracks, tracksOf(connection, original));
        ANTIPHON_TRY_ASSIGN(const auto donorTracks, tracksOf(connection, donor));
        QList<SourceTrack> tracks;
        for (const auto* known : {&originalTracks, &donorTracks})
            std::copy(known->cbegin(), known->cend(), std::back_inserter(tracks));
        ANTIPHON_TRY(writer.addTracks(tracks));
        const QJsonObject applied{{QStringLiteral("swapped"), own.swapped},
                                  {QStringLiteral("replaced"), own.replaced}};
        const DialogueId from = originals.at(i);
        ANTIPHON_TRY(writer.add(std::move(copy), writer.nextOrdinal(),
                                [&connection, from, applied](DialogueId dialogue) {
                                    return insertDamaged(connection, dialogue, from, applied);
                                }));
        ++made.dialogues;
        made.damage.swapped += own.swapped;
        made.damage.replaced += own.replaced;
        report(progress, i + 1, originals.size(), QStringLiteral("dialogues"));
    }
    return {};
}

} // namespace

Dialogue damaged(const Dialogue& dialogue, const Dialogue& donor, const DamageRules& rules, Random& random,
                 Damage& damage)
{
    Dialogue copy = dialogue;
    copy.id = {};
    copy.source = {};
    copy.goal.clear();
    for (Turn& turn : copy.turns) {
        turn.id = {};
        turn.intents.clear();
        turn.attributes.clear();
        for (TrackReference& track : turn.tracks)
            track.verdict = Verdict::Shown;
    }
    swapReplies(copy, rules, random, damage);
    if (rules.foreignTracks)
        replaceTracks(copy, donor, random, damage);
    return copy;
}

Result<MadeAnchor> makeAnchor(const Connection& connection, const Actor& actor, const QString& from,
                              const QString& name, const DamageRules& rules, const CancelToken& cancel,
                              const ProgressSink& progress)
{
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the anchor"),
                    QStringLiteral("the new source needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, from));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(from));
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> originals, dialogueIds(connection, source->id));
    Source anchor;
    anchor.name = name.trimmed();
    anchor.format = source->format;
    anchor.origin = rulesText(rules);
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(connection, anchor));
    MadeAnchor made;
    const Result<void> written = writeDamaged(connection, writer, originals, rules, made, cancel, progress);
    if (!written || made.dialogues == 0) {
        ANTIPHON_TRY(writer.discard());
        ANTIPHON_TRY(written);
        return fail(ErrorCode::NotPossible, QStringLiteral("an anchor of %1").arg(from),
                    QStringLiteral("none of its dialogues has two replies"));
    }
    ANTIPHON_TRY_ASSIGN(made.source, writer.finish());
    ANTIPHON_TRY(
        EditHistory(connection).record(actor, QStringLiteral("Make anchor %1").arg(anchor.name), [&] {
            return publishSource(connection, made.source);
        }));
    return made;
}

} // namespace antiphon
