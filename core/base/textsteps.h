// Spans as people see them: their ends never fall inside of a character.
#pragma once

#include "core/base/textposition.h"

namespace antiphon {

enum class SpanEnd { Begin, End };
enum class TextStep { Character, Word };

// The smallest span of whole characters (extended grapheme clusters, UAX 29) that holds `span`. Positions are
// code points of `text`; those outside of it are brought to its ends.
TextSpan wholeCharacters(const QString& text, TextSpan span);

// The span with one end moved by `steps` characters or words, negative ones towards the begin of the text.
// The begin goes to where words begin, the end to where they end. A span keeps at least one character; an end
// stays where there is nothing to go to.
TextSpan moveSpanEnd(const QString& text, TextSpan span, SpanEnd end, TextStep step, int steps);

} // namespace antiphon
