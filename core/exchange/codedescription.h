// The one text that the standard gives a code, and the parts that Antiphon's definitions have.
#pragma once

#include "core/coding/code.h"

namespace antiphon {

// The definition, then paragraphs "Includes: ...", "Excludes: ..." and "Example: ..." for each that there is.
QString descriptionOf(const Code& code);
// Puts such a text back into its parts; a text that descriptionOf() would not write again word for word is
// the definition as a whole.
void takeDescription(Code& code, const QString& description);

} // namespace antiphon
