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

#define ANTIPHON_CONCAT_INNER(a, b) a##b
#define ANTIPHON_CONCAT(a, b) ANTIPHON_CONCAT_INNER(a, b)
#define ANTIPHON_TRY_INNER(result, expression)                                                               \
    do {                                                                                                     \
        if (auto result = (expression); !result)                                                             \
            return ::antiphon::fail(std::move(result.error()));                                              \
    } while (false)
#define ANTIPHON_TRY_ASSIGN_INNER(result, target, expression)                                                \
    auto result = (expression);                                                                              \
    if (!result)                                                                                             \
        return ::antiphon::fail(std::move(result.error()));                                                  \
    target = std::move(*result)

// Returns the error of a Result<...> expression from the enclosing function, if there is one. The counter
// keeps apart the names of one that stands in a lambda within another.
#define ANTIPHON_TRY(expression) ANTIPHON_TRY_INNER(ANTIPHON_CONCAT(antiphonResult, __COUNTER__), expression)
// Declares or assigns `target` from the value of a Result<...> expression, or returns its error.
#define ANTIPHON_TRY_ASSIGN(target, expression)                                                              \
    ANTIPHON_TRY_ASSIGN_INNER(ANTIPHON_CONCAT(antiphonResult, __COUNTER__), target, expression)
