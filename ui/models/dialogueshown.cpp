#include "ui/models/dialogueshown.h"

#include "core/corpus/corpusstore.h"

#include <QCoreApplication>
#include <QSet>

namespace antiphon {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Dialogue", text, nullptr, n);
}

QString withVerdict(const QString& title, Verdict verdict)
{
    switch (verdict) {
    case Verdict::Liked:
        return tr("✓ %1 (liked)").arg(title);
    case Verdict::Disliked:
        return tr("✗ %1 (disliked)").arg(title);
    case Verdict::Shown:
        break;
    }
    return title;
}

// Judged tracks first, then those with a title, then bare ids; otherwise in the order of the turn.
QList<TrackReference> inReadingOrder(QList<TrackReference> tracks, const QHash<QString, SourceTrack>& facts)
{
    const auto rank = [&facts](const TrackReference& track) {
        if (track.verdict != Verdict::Shown)
            return track.verdict == Verdict::Liked ? 0 : 1;
        return facts.contains(track.externalId) ? 2 : 3;
    };
    std::stable_sort(tracks.begin(), tracks.end(),
                     [&rank](const TrackReference& a, const TrackReference& b) { return rank(a) < rank(b); });
    return tracks;
}

QString verdictNote(const QList<TrackReference>& tracks)
{
    const auto count = [&tracks](Verdict verdict) {
        return std::count_if(tracks.cbegin(), tracks.cend(),
                             [verdict](const TrackReference& track) { return track.verdict == verdict; });
    };
    QStringList parts;
    if (const auto liked = count(Verdict::Liked))
        parts << tr("✓ %1 liked").arg(liked);
    if (const auto disliked = count(Verdict::Disliked))
        parts << tr("✗ %1 disliked").arg(disliked);
    return parts.join(QStringLiteral("   "));
}

} // namespace

Result<ShownDialogue> readShownDialogue(const Connection& connection, DialogueId id, const QString& search)
{
    ShownDialogue shown;
    ANTIPHON_TRY_ASSIGN(shown.dialogue, readDialogue(connection, id));
    ANTIPHON_TRY_ASSIGN(const Source source, readSource(connection, shown.dialogue.source));
    shown.sourceName = source.name;
    ANTIPHON_TRY_ASSIGN(shown.tracks, tracksOf(connection, shown.dialogue));
    ANTIPHON_TRY_ASSIGN(shown.marks, marksInDialogue(connection, id, search));
    return shown;
}

QString trackTitle(const QString& externalId, const QHash<QString, SourceTrack>& tracks)
{
    const auto track = tracks.constFind(externalId);
    if (track == tracks.constEnd() || track->title.isEmpty())
        return externalId;
    return track->artist.isEmpty() ? track->title : track->title + QStringLiteral(" – ") + track->artist;
}

DialogueDocument documentOf(const ShownDialogue& shown)
{
    DialogueDocument document;
    for (const Turn& turn : shown.dialogue.turns) {
        DialogueTurn row;
        row.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
        row.text = turn.text;
        for (const TrackReference& track : inReadingOrder(turn.tracks, shown.tracks))
            row.tracks << withVerdict(trackTitle(track.externalId, shown.tracks), track.verdict);
        row.note = verdictNote(turn.tracks);
        document.turns << row;
    }
    for (const TurnMarks& hits : shown.marks) {
        if (hits.position >= document.turns.size())
            continue;
        for (const TextSpan& span : hits.marks)
            document.turns[hits.position].marks << DialogueMark{span, MarkKind::Hit};
    }
    return document;
}

QStringList goalTitles(const ShownDialogue& shown)
{
    QStringList titles;
    for (const QString& id : shown.dialogue.goal)
        titles << trackTitle(id, shown.tracks);
    return titles;
}

int shownTrackCount(const Dialogue& dialogue)
{
    QSet<QString> ids;
    for (const Turn& turn : dialogue.turns) {
        for (const TrackReference& track : turn.tracks)
            ids << track.externalId;
    }
    return static_cast<int>(ids.size());
}

} // namespace antiphon
