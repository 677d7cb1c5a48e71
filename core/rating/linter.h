// Proof that a packet betrays nothing: every rule of the packet is looked for in the file's bytes.
#pragma once

#include "core/rating/packet.h"

namespace antiphon {

// What only the project knows and no packet may hold.
struct PacketSecrets
{
    QStringList names; // of sources, runs, writers and models
    QStringList ids;   // of sources and dialogues, and the ids they came with
};

struct LintFinding
{
    QString rule; // short: "hidden field", "identity word"
    QString what; // a clause for people: what was found, where
};

// Looks at the bytes of a packet: its checksum; fields beyond the known ones; ids that are not drawn at
// random; rows out of the order of their ids; points in time; identity words; text or tracks not in the
// uniform form; and the secrets, as they are, as digests (MD5, SHA-1, SHA-256) and in base64. Of a packet as
// an HTML page, the page around it must be what htmlPacket() writes. Empty when it is clean.
QList<LintFinding> lintPacket(const QByteArray& bytes, const PacketSecrets& secrets = {});

// Of words that a study says to all its raters, as the explanations of practice: points in time, identity
// words and the secrets.
QList<LintFinding> lintWording(const QString& text, const PacketSecrets& secrets);

} // namespace antiphon
