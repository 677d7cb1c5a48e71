// The file that one rater gets: plain JSON, without a trace of where a dialogue comes from.
#pragma once

#include "core/rating/packettext.h"

namespace antiphon {

struct PacketItem
{
    PublicItemId id;
    QList<PacketTurn> turns;
    bool operator==(const PacketItem&) const = default;
};

struct Packet
{
    PacketId id;
    QString rater;
    int points = 5;
    QList<Criterion> criteria;
    QList<PacketItem> items;   // in the order of their ids
    QList<PublicItemId> order; // of presentation
    QString digest;            // SHA-256 of the file's bytes in hex; filled in by reading
    bool operator==(const Packet&) const = default;
};

inline constexpr const char* packetSuffix = ".antiphon-packet";

// The file's bytes. The last member is a checksum of all bytes before it. Sorts the items by id.
QByteArray packetBytes(Packet packet);
QString digestOf(const QByteArray& bytes); // SHA-256 in hex

// Errors: WrongFormat when the bytes are no packet of a version this program knows, Tampered when a byte
// differs from what was written. `name` is the file's name for them.
Result<Packet> packetFromBytes(const QByteArray& bytes, const QString& name);
// Reads a packet as an HTML page, too. Errors: those of readWholeFile, of packetInHtml and of
// packetFromBytes.
Result<Packet> readPacket(const QString& path);

} // namespace antiphon
