// Packets of raters. The checksum hides most of the reader from random bytes, so it is also made good.
#include "core/rating/linter.h"
#include "core/rating/packet.h"
#include "tests/fuzz/fuzzfile.h"

#include <cstdlib>

using namespace antiphon;

namespace {

// The bytes as the body of a packet, with the checksum that belongs to them.
QByteArray sealed(QByteArray body)
{
    body += ",\n    \"checksum\": \"";
    return body + digestOf(body).toLatin1() + "\"\n}\n";
}

void readOne(const QByteArray& bytes)
{
    const QString name = QStringLiteral("packet");
    const auto packet = packetFromBytes(bytes, name);
    static_cast<void>(lintPacket(bytes));
    if (packet && !packetFromBytes(packetBytes(*packet), name))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    readOne(bytes);
    readOne(sealed(bytes));
    return 0;
}
