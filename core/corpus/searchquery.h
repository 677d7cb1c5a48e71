// From what people type into a search line to a query that the full-text index takes.
#pragma once

#include <QString>

namespace antiphon {

// Words are all required, in any order; the last one also matches words that begin with it, unless a space or
// a quote follows it. "Words in quotes" stand together as typed. Nothing in the text has a meaning to the
// index: no operator, column or bracket can be written. Empty when the text holds no letter or digit.
QString fullTextQuery(const QString& typed);

} // namespace antiphon
