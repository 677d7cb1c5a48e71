// The sizes of text, all from the application's font, which carries the person's text scale.
#pragma once

#include <QFont>
#include <QWidget>

namespace antiphon {

enum class TextSize { Caption, Body, Reading, Heading, Title, Figure };

// Caption one point below the body; reading one above; heading demi-bold body; title and figure larger and
// demi-bold.
QFont fontOf(TextSize size);

} // namespace antiphon
