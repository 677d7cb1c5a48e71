// The attributes of a track as the project keeps them: {"genre": ["rock", "indie"], "year": [1999]}.
#pragma once

#include "core/catalogue/catalogue.h"

#include <string_view>

namespace antiphon {

// Adds the values and numbers of the JSON object to the track; what is neither text nor number is left out.
void readTrackAttributes(Track& track, std::string_view json);
// Types in the order in which the track names them first, values before numbers.
QByteArray trackAttributesJson(const Track& track);

} // namespace antiphon
