// The colours of the window, by what they mean. The one place with colour values.
#pragma once

#include <QColor>
#include <QPalette>

namespace antiphon {

enum class Scheme { Light, Dark };

// Every text colour has a contrast of 4.5 or more on window, panel and both bubbles.
struct Tokens
{
    QColor window, panel, text, muted, accent, hairline;
    QColor danger, warn, ok, selection, userBubble, systemBubble;
    QColor onAccent; // text on a filled accent
    QColor fill;     // quiet ground of chips, tracks of bars
    QColor hit;      // ground of a search hit
};

const Tokens& tokensOf(Scheme scheme);
// The scheme that a palette belongs to. Painted widgets ask their own palette, so they follow a switch by
// themselves.
Scheme schemeOf(const QPalette& palette);
inline const Tokens& tokensOf(const QPalette& palette)
{
    return tokensOf(schemeOf(palette));
}

inline constexpr int codeColourCount = 8;
// The colour of a code by its index; indices beyond the count start again. Never the only carrier of a
// meaning.
QColor codeColour(int index, const QPalette& palette);

// The meaning of a text or a state; a colour and, where it is a state, an icon.
enum class Tone { Normal, Muted, Accent, Ok, Warn, Danger };
QColor toneColour(Tone tone, const QPalette& palette);

// The Qt palette made of the tokens.
QPalette paletteOf(Scheme scheme);

} // namespace antiphon
