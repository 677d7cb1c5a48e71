// Reading single JSON records that may hold anything: every fault is a clause for people.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"

#include <simdjson.h>

namespace antiphon {

using JsonElement = simdjson::dom::element;
using JsonObject = simdjson::dom::object;
using JsonArray = simdjson::dom::array;

// A failure of the row in hand without its place, which the reader knows.
inline Failure rowFault(const QString& detail)
{
    return fail(ErrorCode::WrongFormat, {}, detail);
}

// The result lives until the parser's next use. Errors: WrongFormat, InvalidText.
Result<JsonElement> parseJson(simdjson::dom::parser& parser, std::string_view json);
// Text with LF line ends and without NUL.
QString cleanText(std::string_view utf8);

// A field that is a text, a number (as text) or null (as empty text); empty when it is absent.
// Errors: WrongFormat for other kinds.
Result<QString> textField(const JsonObject& object, const char* name);
// A field that is a list; nothing when it is absent or null. Errors: WrongFormat for other kinds.
Result<std::optional<JsonArray>> listField(const JsonObject& object, const char* name);
// A list of texts; empty when absent or null. Errors: WrongFormat for other kinds.
Result<QStringList> textsField(const JsonObject& object, const char* name);
Result<QStringList> textsOf(const JsonArray& list, const char* name);
// user; system or assistant. Errors: WrongFormat.
Result<Role> roleFromText(const QString& text);

} // namespace antiphon
