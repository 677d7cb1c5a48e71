#include "core/catalogue/frozensets.h"

namespace antiphon {

// CRoaring 0.2 knows frozen views in C only. Its class would free what it is made from, so an empty one is
// given the view's array, and loses it again before the end.
FrozenSets::~FrozenSets()
{
    for (Roaring& set : m_sets)
        set.roaring.high_low_container = {};
}

void FrozenSets::reserve(std::size_t count)
{
    m_sets.reserve(count);
    m_views.reserve(count);
}

bool FrozenSets::add(std::span<const std::byte> bytes)
{
    const roaring_bitmap_t* view =
        roaring_bitmap_frozen_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!view)
        return false;
    m_views.emplace_back(view);
    m_sets.emplace_back().roaring.high_low_container = view->high_low_container;
    return true;
}

std::size_t appendFrozen(std::vector<std::byte>& bytes, std::span<const quint32> ascending)
{
    Roaring set(ascending.size(), ascending.data());
    set.runOptimize();
    const std::size_t begin =
        (bytes.size() + FrozenSets::alignment - 1) / FrozenSets::alignment * FrozenSets::alignment;
    bytes.resize(begin + roaring_bitmap_frozen_size_in_bytes(&set.roaring));
    roaring_bitmap_frozen_serialize(&set.roaring, reinterpret_cast<char*>(bytes.data() + begin));
    return begin;
}

} // namespace antiphon
