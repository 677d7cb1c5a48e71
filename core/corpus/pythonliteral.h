// Python literals, as data sets that were saved from Python keep lists in a text column.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <string_view>

namespace antiphon {

// The JSON text of a Python literal made of lists, tuples, dicts with text keys, strings, numbers, True,
// False and None; lists and tuples become arrays. Nothing is ever run. Strings may have single, double or
// triple quotes, the prefix u and all escapes but \N{...}; nesting goes to 64 levels. Errors: WrongFormat,
// whose detail names the byte.
Result<QByteArray> jsonFromPythonLiteral(std::string_view literal);

// A Python string literal as repr() writes it: single quotes, unless there are single and no double quotes
// inside.
void appendPythonString(QByteArray& literal, QStringView text);

} // namespace antiphon
