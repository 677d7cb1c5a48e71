// Sets of tracks that lie in foreign memory, as CRoaring's frozen views.
#pragma once

#include <QtGlobal>

#include <roaring/roaring.hh>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace antiphon {

// The memory must outlive the sets. They may be read and copied like any other set, never changed.
class FrozenSets
{
public:
    static constexpr std::size_t alignment = 32; // of each set's first byte

    FrozenSets() = default;
    FrozenSets(FrozenSets&&) noexcept = default;
    FrozenSets& operator=(FrozenSets&&) = delete;
    ~FrozenSets();

    void reserve(std::size_t count);
    // Appends the set that appendFrozen() wrote. False when the bytes are none.
    bool add(std::span<const std::byte> bytes);
    std::size_t size() const { return m_sets.size(); }
    const Roaring& operator[](std::size_t place) const { return m_sets[place]; }

private:
    struct Free
    {
        void operator()(const roaring_bitmap_t* view) const { roaring_bitmap_free(view); }
    };
    std::vector<Roaring> m_sets; // borrow what the views own
    std::vector<std::unique_ptr<const roaring_bitmap_t, Free>> m_views;
};

// Writes the set of ascending numbers behind `bytes`, which it first fills up to the alignment. Gives where
// it begins.
std::size_t appendFrozen(std::vector<std::byte>& bytes, std::span<const quint32> ascending);

} // namespace antiphon
