// Rounds of double coding.
#pragma once

#include "core/coding/coding.h"
#include "core/reliability/overlap.h"

namespace antiphon {

using RoundId = Id<struct RoundTag>;

// Double: several coders code the same dialogues. Again: one coder codes dialogues of hers once more, without
// seeing what she did; she does it under a name of its own, so that both stay.
enum class RoundKind { Double, Again };
QString roundKindWord(RoundKind kind); // "double", "again"

struct CodingRound
{
    RoundId id;
    QString name;
    RoundKind kind = RoundKind::Double;
    OverlapDraw draw = OverlapDraw::Random;
    quint64 seed = 1;
    TimePoint createdAt = 0;
    TimePoint closedAt = 0; // 0: open, its coders are blind
    CoderId settled = {};   // who has the codings that were settled on; null: none yet
    qint64 dialogues = 0;
    QList<Coder> coders = {}; // by name; to a blind coder only herself
    bool isOpen() const { return closedAt == 0; }
};

// What a round is asked to be.
struct NewRound
{
    QString name;
    QList<CoderId> coders = {}; // two or more; of a round of kind Again the one who codes once more
    RoundKind kind = RoundKind::Double;
    OverlapDraw draw = OverlapDraw::Random;
    qsizetype count = 20;
    quint64 seed = 1;
    std::optional<SourceId> source = {}; // empty: all ready sources
    QList<DialogueId> chosen = {};       // for Chosen
};

// How far a coder is.
struct RoundProgress
{
    Coder coder;
    qint64 finished = 0; // dialogues
};

// A dialogue of a round as one of its coders sees it.
struct RoundDialogue
{
    DialogueId dialogue;
    QString externalId;
    QString preview;
    int turns = 0;
    qint64 codings = 0; // hers
    bool finished = false;
};

// "ada, once more (March)": under which name a coder codes again.
QString againName(const QString& coder, const QString& round);
// "Settled: March": under which name the codings stand that were settled on.
QString settledName(const QString& round);

} // namespace antiphon
