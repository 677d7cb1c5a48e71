// The rules that hold in every plan, checked from outside: by the catalogue's tracks, not by the planner's
// sets.
#pragma once

#include "core/cascade/plan.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon::test {

// The first rule that the plan breaks, in words; empty when it keeps all.
QString brokenRule(const CatalogueIndex& index, const Plan& plan, int listSize);

} // namespace antiphon::test
