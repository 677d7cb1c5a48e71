// In-vivo codes: named by the words of those who speak.
#pragma once

#include "core/coding/code.h"

namespace antiphon {

QString inVivoCategory(); // "In vivo"

// The codes to add, in this order, so that `words` name one: the category "In vivo" where the codebook has
// none, and last a free code under it. Its name is the words without needless blanks, at most 100 characters,
// whole characters only; where a free code is called so, with a number from 2 behind it. Nothing for blank
// words.
std::optional<QList<Code>> inVivoCodes(const QList<Code>& codes, const QString& words);

} // namespace antiphon
