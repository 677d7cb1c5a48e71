// A packet as one HTML file, for raters without the program: the packet's bytes inside a page that asks its
// questions, keeps the answers in the browser and saves the same answers file that the program writes.
//
// The page is the same for every packet, byte by byte, so a packet in it betrays nothing that its bytes do
// not. It asks nothing of any network: its Content-Security-Policy allows one script and one style, by their
// hashes.
#pragma once

#include "core/base/result.h"

namespace antiphon {

inline constexpr const char* htmlPacketSuffix = ".html";

// Whether the bytes begin as such a page does.
bool isHtmlPacket(const QByteArray& bytes);

// The page around the bytes of a packet.
QByteArray htmlPacket(const QByteArray& packet);

// The bytes of the packet in a page. Errors: WrongFormat when it is no such page; Tampered when any byte
// around the packet is not what this version of the program writes.
Result<QByteArray> packetInHtml(const QByteArray& html, const QString& name);

} // namespace antiphon
