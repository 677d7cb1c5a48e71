// Distances of the 4-px grid.
#pragma once

namespace antiphon::metrics {

inline constexpr int unit = 4;
inline constexpr int gap = 8;      // between things that belong together
inline constexpr int padding = 16; // inside panels and cards
inline constexpr int controlRadius = 6;
inline constexpr int cardRadius = 10;
inline constexpr int iconSize = 20;
inline constexpr int controlHeight = 28; // at least; grows with the text
inline constexpr int rowHeight = 32;     // of tables
inline constexpr int railWidth = 64;
inline constexpr int topBarHeight = 44;
inline constexpr int stripHeight = 30;
inline constexpr int motionMs = 120;
inline constexpr int busyAfterMs = 150; // shorter work shows no bar

} // namespace antiphon::metrics
