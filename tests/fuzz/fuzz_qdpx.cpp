// Projects and codebooks of other coding programs: archives and bare XML.
#include "core/exchange/qdcfile.h"
#include "core/exchange/qdpxreader.h"
#include "tests/fuzz/fuzzfile.h"

using namespace antiphon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    static_cast<void>(readQdpx(bytes, QStringLiteral("project")));
    static_cast<void>(parseQdc(bytes, QStringLiteral("codebook")));
    return 0;
}
