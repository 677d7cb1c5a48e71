// Ratings of soups by panellists: the crossed example of the cumulative-link literature.
#pragma once

#include "core/statistics/cumulativelink.h"

namespace antiphon::statistics {

// 1,847 ratings of sureness by 185 respondents, of 6 products of which the first is the reference. From
// "soup" of R's package ordinal (GPL-2 or later; Christensen, Cleaver and Brockhoff 2011, "Statistical and
// Thurstonian models for the A-not A protocol"). One effect: the product is not the reference.
OrdinalResponses soupRatings(bool withProducts);

} // namespace antiphon::statistics
