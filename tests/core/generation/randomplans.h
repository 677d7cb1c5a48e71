// Plans drawn for tests: valid in form, hard on a writer (values inside values, odd spellings, every action).
#pragma once

#include "core/generation/templatewriter.h"

namespace antiphon::test {

Plan randomPlan(qint64 ordinal, quint64 seed);
// 200 tracks, some without title or artist.
TrackFacts someTracks();

} // namespace antiphon::test
