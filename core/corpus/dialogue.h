// Dialogues as values: one type wherever they come from.
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace antiphon {

using SourceId = Id<struct SourceTag>;
using DialogueId = Id<struct DialogueTag>;
using TurnId = Id<struct TurnTag>;

enum class Role { User = 0, System = 1 };
enum class Direction { Backward, Forward }; // through a source
enum class Verdict { Disliked = -1, Shown = 0, Liked = 1 };
enum class SourceKind { Corpus, Run };
enum class SourceState { Importing, Ready, Removed };

// A track as a turn names it: by the id that its source uses.
struct TrackReference
{
    QString externalId;
    Verdict verdict = Verdict::Shown;
    bool operator==(const TrackReference&) const = default;
};

// Facts of a track that a source mentions; what is not known is empty.
struct SourceTrack
{
    QString externalId;
    QString title;
    QString artist; // several are joined by ", "
    QString album;
    bool operator==(const SourceTrack&) const = default;
};

// One utterance. A turn may be empty, or show tracks without a word.
struct Turn
{
    TurnId id;
    Role role = Role::User;
    QString text; // LF line ends
    QList<TrackReference> tracks;
    QStringList intents;    // labels that came with the record, not codings
    QStringList attributes; // "type:value", as intents
    bool operator==(const Turn&) const = default;
};

struct Dialogue
{
    DialogueId id;
    SourceId source;
    QString externalId;
    QList<Turn> turns;
    QStringList goal; // track ids of the goal playlist
    bool operator==(const Dialogue&) const = default;
};

struct Source
{
    SourceId id;
    QString name;
    SourceKind kind = SourceKind::Corpus;
    QString format; // "cpcd", "lp", "chat", "csv", "jsonl" or "run"
    QString origin;
    SourceState state = SourceState::Importing;
    TimePoint createdAt = 0;
    qint64 dialogues = 0;
    qint64 turns = 0;
    qint64 tracks = 0;    // different tracks whose facts are known
    qint64 published = 0; // dialogues at places below this are seen
};

// Whether two dialogues say the same, whatever their ids and sources.
bool sameContent(const Dialogue& a, const Dialogue& b);

// A row of a list of dialogues.
struct DialogueSummary
{
    DialogueId id;
    SourceId source;
    qint64 ordinal = 0;
    QString externalId;
    int turns = 0;
    int tracks = 0;
    QString preview;
};

} // namespace antiphon
