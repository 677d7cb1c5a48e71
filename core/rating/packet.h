// The file that one rater gets: plain JSON, without a trace of where a dialogue comes from.
#pragma once

#include "core/rating/packettext.h"

namespace antiphon {

// What is shown at once: one dialogue, two side by side, or three to five.
struct PacketItem
{
    PublicItemId id;
    QuestionKind kind = QuestionKind::Dialogue; // Dialogue (asks Dialogue and Turn criteria), Pair, BestWorst
    QList<QList<PacketTurn>> dialogues;         // as shown, from the left
    std::optional<KnownAnswers> practice = {};  // said when it is answered; of dialogues shown alone
    bool operator==(const PacketItem&) const = default;
};

struct Packet
{
    PacketId id;
    QString rater;
    int points = 5;
    QList<Criterion> criteria;
    QStringList criterionOrder; // keys, in the order in which this rater is asked; none: as they stand
    QStringList answerKeys;     // of the points of the scale; none: the digits
    QList<PacketItem> items;    // in the order of their ids
    QList<PublicItemId> order;  // of presentation; practice comes first
    QByteArray answerKey;       // 32 random bytes that the answers are chained with; none in version 1
    bool comments = false;      // the rater may comment and flag
    bool allowsSkip = false;
    bool asksGuess = false; // after the last item
    // Share of the answers of practice that the rater is told to have reached or not; 0: nothing is told.
    double qualification = 0.0;
    QString digest; // SHA-256 of the file's bytes in hex; filled in by reading
    bool operator==(const Packet&) const = default;
};

inline constexpr const char* packetSuffix = ".antiphon-packet";

// The file's bytes. The last member is a checksum of all bytes before it. Sorts the items by id. A packet
// without an answer key is written in version 1, as it was before there were other questions than Dialogue;
// one without practice in version 2.
QByteArray packetBytes(Packet packet);
QString digestOf(const QByteArray& bytes); // SHA-256 in hex

// Errors: WrongFormat when the bytes are no packet of a version this program knows, Tampered when a byte
// differs from what was written. `name` is the file's name for them.
Result<Packet> packetFromBytes(const QByteArray& bytes, const QString& name);
// Reads a packet as an HTML page, too. Errors: those of readWholeFile, of packetInHtml and of
// packetFromBytes.
Result<Packet> readPacket(const QString& path);

} // namespace antiphon
