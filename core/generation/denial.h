// Whether a clause says a value or denies it.
#pragma once

#include "core/generation/foldedtext.h"

#include <QStringList>

namespace antiphon {

// The clauses of a text, each folded: parted at signs and before "but" (not in "anything but").
QStringList clausesOf(const QString& text);

// Whether the clause denies the words at `at`: a denial among the five words before them ("no", "without",
// "n't", "left out", "anything but"), or one right behind ("isn't part of", "off the list" after "took").
// Turns of speech that deny nothing do not count ("no problem", "nothing but", "can't get enough of"), nor
// does one denial under another ("can't do without"). Negation window after Councill et al. 2010.
bool isDenied(const QString& clause, TextRange at);

} // namespace antiphon
