// The icon family drawn for the project: 20 px, stroke 1.6, in the colour of the text around it.
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>

namespace antiphon {

void initIconResources(); // once, before the first icon

// `name` is a file of resources/icons without its ending: "corpus". Drawn in the text colour of the
// application's palette at the time of painting, muted where disabled, accent where checked or selected.
QIcon themeIcon(const QString& name);
// The same drawing in one colour, sharp at `devicePixelRatio`.
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio);

} // namespace antiphon
