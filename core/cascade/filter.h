// Filters and the filter state: pure values, no catalogue needed.
#pragma once

#include "core/catalogue/catalogue.h"

#include <QJsonObject>

#include <vector>

namespace antiphon {

enum class Sense { Include, Exclude };

// One attribute condition. The value is one of the catalogue's values, or for numbers a range: "1990-1999",
// "1990-" (from), "-1999" (up to), "1994". "artist" is a type of every catalogue that knows artists.
struct Filter
{
    QString type;
    QString value;
    Sense sense = Sense::Include;
    bool operator==(const Filter&) const = default;
};

// "genre:reggae" or "!mood:sad", the form in plans and records.
QString filterText(const Filter& filter);
// Reads the form of filterText() and that of the command line, "genre=reggae". Nothing when a side is empty.
std::optional<Filter> filterFromText(QStringView text);

// What holds at a turn. Every step below makes a new state and leaves the old one as it was.
struct FilterState
{
    QList<Filter> filters;     // in the order in which they were added, none twice
    std::vector<quint32> left; // tracks that were rejected, by ordinal, ascending: no longer in the pool
    bool operator==(const FilterState&) const = default;
};

// The state narrowed by one more filter. A filter that is there already changes nothing; the opposite of one
// that is there takes its place.
FilterState withFilter(const FilterState& state, const Filter& filter);
// As withFilter(), but the filters of the same type and sense leave first: rock instead of jazz.
FilterState replacingType(const FilterState& state, const Filter& filter);
// The state without `filter`; the same state when it is not there.
FilterState withoutFilter(const FilterState& state, const Filter& filter);
// The state after the tracks that were shown have been refused: they leave the pool.
FilterState rejecting(const FilterState& state, const std::vector<quint32>& shown);
// Whether the filter is part of the state.
bool holds(const FilterState& state, const Filter& filter);

// For people: "genre is reggae, and mood is not sad"; "all tracks" for no filter.
QString stateSentence(const FilterState& state);
// {"filters": ["genre:reggae", "!mood:sad"], "left": [12, 80]}; "left" is missing when nothing left.
QJsonObject stateJson(const FilterState& state);
// Nothing when the object is not of that form.
std::optional<FilterState> stateFromJson(const QJsonObject& json);

} // namespace antiphon
