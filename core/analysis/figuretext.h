// Figures as the tables of this room write them.
#pragma once

#include <QString>

#include <optional>

namespace antiphon {

// Six places behind the point; an undefined figure is empty, never 0.
inline QString figureText(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 6) : QString();
}

} // namespace antiphon
