// How many resamples befit the size of a study.
#pragma once

#include <algorithm>
#include <cstddef>

namespace antiphon {

// Of figures that need only the sums of dialogues. Beyond 100,000 answers intervals are so narrow that the
// ends of 2,000 resamples and those of 10,000 are shown alike.
inline int resamplesFor(std::size_t answers)
{
    return answers > 100'000 ? 2'000 : 10'000;
}

// Of figures of which each resample goes through all answers: 2,000, fewer from 50,000 answers on, but 500.
inline int heavyResamples(int replicates, std::size_t answers)
{
    constexpr std::size_t visits = 100'000'000; // a second or so
    const auto affordable = static_cast<int>(visits / std::max<std::size_t>(answers, 1'000));
    return std::min({replicates, 2'000, std::max(affordable, 500)});
}

} // namespace antiphon
