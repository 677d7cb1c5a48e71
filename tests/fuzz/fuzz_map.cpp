// Maps of catalogues: what is read can be written and read again as the same.
#include "core/catalogue/cataloguemap.h"
#include "tests/fuzz/fuzzfile.h"

#include <cstdlib>

using namespace antiphon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    // Files of aliases are fuzzed as files below; names in a map lead nowhere here.
    const auto map = catalogueMapFromJson(bytes, QStringLiteral("map"), QStringLiteral("/nonexistent"));
    if (map) {
        const auto again = catalogueMapFromJson(catalogueMapJson(*map), QStringLiteral("map"));
        if (!again || *again != *map)
            std::abort();
    }
    static_cast<void>(readAliases(fuzz::fileOf(bytes, QStringLiteral(".aliases"))));
    return 0;
}
