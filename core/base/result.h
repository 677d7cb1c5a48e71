// Expected failure as a value: every function of core that can fail returns a Result.
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace antiphon {

// A value of type T or the Error that stood in its way. Never ignored: the compiler warns at a dropped
// Result.
template<typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> other) : tl::expected<T, Error>(std::move(other)) {}
};

using Failure = tl::unexpected<Error>;

inline Failure fail(Error error)
{
    return Failure(std::move(error));
}
inline Failure fail(ErrorCode code, QString subject = {}, QString detail = {})
{
    return Failure(Error{code, std::move(subject), 0, std::move(detail)});
}

} // namespace antiphon

// Returns the error of a Result<...> expression from the enclosing function, if there is one.
#define ANTIPHON_TRY(expression)                                                                             \
    do {                                                                                                     \
        if (auto antiphonResult = (expression); !antiphonResult)                                             \
            return ::antiphon::fail(std::move(antiphonResult.error()));                                      \
    } while (false)

#define ANTIPHON_CONCAT_INNER(a, b) a##b
#define ANTIPHON_CONCAT(a, b) ANTIPHON_CONCAT_INNER(a, b)
// Declares or assigns `target` from the value of a Result<...> expression, or returns its error.
#define ANTIPHON_TRY_ASSIGN(target, expression)                                                              \
    auto ANTIPHON_CONCAT(antiphonResult, __LINE__) = (expression);                                           \
    if (!ANTIPHON_CONCAT(antiphonResult, __LINE__))                                                          \
        return ::antiphon::fail(std::move(ANTIPHON_CONCAT(antiphonResult, __LINE__).error()));               \
    target = std::move(*ANTIPHON_CONCAT(antiphonResult, __LINE__))
