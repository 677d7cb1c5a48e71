// What the workbench and its helper antiphon-retrieval say to each other: frames of a kind, a size and a
// body, all numbers little endian. Without Qt, for the helper is to start in no time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

namespace antiphon::retrieval {

enum class Kind : std::uint32_t {
    Begin = 1, // workbench: Shape
    Rows = 2,  // workbench: whole vectors of float32, in the order of their numbers
    Query = 3, // workbench: Question, then one vector
    Ready = 4, // helper: all vectors have come; empty
    Near = 5,  // helper: Answer, then Found for each
    Refuse = 6 // helper: a sentence in UTF-8; it ends afterwards
};

struct Head
{
    Kind kind;
    std::uint32_t size; // of the body
};
struct Shape
{
    std::uint32_t version;
    std::uint32_t dimensions;
    std::uint64_t rows;
};
struct Question
{
    std::uint64_t number; // comes back with the answer
    std::uint32_t k;
};
struct Answer
{
    std::uint64_t number;
    std::uint32_t isIndexed; // 0: every vector was compared
    std::uint32_t count;
};
struct Found
{
    std::uint32_t row;
    float similarity;
};

inline constexpr std::uint32_t version = 1;
inline constexpr std::uint32_t mostDimensions = 65'536;
inline constexpr std::uint64_t mostNumbers = 8'000'000'000; // rows times dimensions
inline constexpr std::uint32_t mostNear = 10'000;
inline constexpr std::uint32_t largestBody = 4 * 1024 * 1024;

template<typename T>
void append(std::string& body, const T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    body.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// The value at `offset`, which the body must reach.
template<typename T>
T valueAt(const std::string& body, std::size_t offset)
{
    static_assert(std::is_trivially_copyable_v<T>);
    T value;
    std::memcpy(&value, body.data() + offset, sizeof value);
    return value;
}

} // namespace antiphon::retrieval
