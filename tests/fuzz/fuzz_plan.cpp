// Plans and recipes as JSON.
#include "core/cascade/plan.h"
#include "core/cascade/recipe.h"
#include "tests/fuzz/fuzzfile.h"

#include <cstdlib>

using namespace antiphon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (const auto plan = decodePlan(bytes, 0)) {
        const QByteArray written = encodePlan(*plan);
        const auto again = decodePlan(written, 0);
        if (!again || encodePlan(*again) != written)
            std::abort();
    }
    if (const auto recipe = recipeFromJson(bytes, QStringLiteral("recipe"))) {
        const QByteArray written = recipeJson(*recipe);
        const auto again = recipeFromJson(written, QStringLiteral("recipe"));
        if (!again || recipeJson(*again) != written)
            std::abort();
    }
    return 0;
}
