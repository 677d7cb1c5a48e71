// A catalogue as a list that is searched and sorted: numbers of tracks, never their texts.
#pragma once

#include "core/catalogue/tracktexts.h"

#include <map>
#include <memory>
#include <mutex>

namespace antiphon {

struct TrackOrder
{
    enum class By { Place, ExternalId, Title, Artist, Album, Number };
    By by = By::Place;
    int type = -1; // of the index, for numbers
    bool descending = false;
    bool operator==(const TrackOrder&) const = default;
};

// How a type's numbers lie: equal steps from the least to the greatest number of the whole catalogue.
struct NumberSpread
{
    int type = -1;
    double least = 0;
    double greatest = 0;
    std::vector<quint32> counts; // of tracks in each step
};

// Safe to use from any number of threads. Orders are made when they are first asked for, and kept: four bytes
// a track each.
class TrackList
{
public:
    // About half a second for a million tracks.
    explicit TrackList(std::shared_ptr<const CatalogueIndex> index);

    const std::shared_ptr<const CatalogueIndex>& index() const { return m_index; }
    const TrackTexts& texts() const { return m_texts; }

    // The tracks of `pool` in that order. Texts go by their folded letters; what is not known stands last
    // whichever the direction; ties go by place. Some milliseconds for a million tracks, about half a second
    // for the first time of an order.
    std::vector<quint32> rows(const Roaring& pool, const TrackOrder& order) const;
    // The numbers of the type within the pool. `steps` is at least 1. Nothing for a type without numbers.
    std::optional<NumberSpread> spread(int type, const Roaring& pool, std::size_t steps) const;

private:
    struct Order
    {
        std::vector<quint32> tracks; // ascending, those without a text or number behind
        std::size_t known = 0;
    };
    std::shared_ptr<const Order> order(const TrackOrder& wanted) const;
    Order byText(TrackText which) const;
    Order byNumber(int type) const;
    void addUnknown(Order& order) const;

    std::shared_ptr<const CatalogueIndex> m_index;
    TrackTexts m_texts;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<TrackOrder::By, int>, std::shared_ptr<const Order>> m_orders;
};

} // namespace antiphon
