// The colours of codes, by their index: what windows show and files tell.
#pragma once

#include <QtGlobal>

#include <array>

namespace antiphon {

// 0xRRGGBB on light ground.
inline constexpr std::array<quint32, 8> lightCodePalette{0x3B6FB6, 0xB4511E, 0x2E7D5B, 0x8E4A9E,
                                                         0x8A6D00, 0xB23A5C, 0x2A7F8E, 0x6B6B6B};

} // namespace antiphon
