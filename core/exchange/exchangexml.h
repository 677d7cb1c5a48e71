// The small things of XML that every file of the REFI-QDA standard needs.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>

#include <optional>

class QXmlStreamReader;

namespace antiphon {

// Elements of a file may lie in each other this deep; a file that goes deeper is refused.
inline constexpr int exchangeDepth = 100;

// XML 1.0 has no place for most control characters, lone surrogates and the last two code points of a plane.
QString withoutForbidden(const QString& text);
// The "origin" that files written here carry.
QString exchangeOrigin();
// As xsd:dateTime, in UTC.
QString exchangeTime(TimePoint time);
// #3B6FB6 for an index into the palette of code colours, as light windows show it.
QString exchangeColour(int colour);
// The index whose colour is nearest to #RGB or #RRGGBB; nothing for another text.
std::optional<int> colourNearTo(const QString& colour);

// Reads through a whole file before anything is taken from it. Errors: WrongFormat for what is no XML, has a
// document type or entities of its own, or lies too deep; the line is the fault's.
Result<void> checkExchangeXml(const QByteArray& xml, const QString& subject);

} // namespace antiphon
