// A hash that is the same on every machine and in every version, for what is kept in files.
#pragma once

#include <QtGlobal>

#include <string_view>

namespace antiphon {

// FNV-1a with 64 bits (Fowler, Noll, Vo), its upper half folded into the lower one.
constexpr quint64 stableHash(std::string_view bytes)
{
    quint64 hash = 0xcbf29ce484222325;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return hash ^ (hash >> 32);
}

} // namespace antiphon
