// Filters and the filter state: pure values, no catalogue needed.
#pragma once

#include "core/catalogue/catalogue.h"

#include <QJsonObject>

#include <vector>

namespace antiphon {

enum class Sense { Include, Exclude };

// One attribute condition. The value is one of the catalogue's values, or for numbers a range: "1990-1999",
// "1990-" (from), "-1999" (up to), "1994", or a share of the tracks that have a number: "top 10 %",
// "bottom 25 %". "artist" is a type of every catalogue that knows artists. "similar_track" with a track's id
// and "similar_artist" with a name stand for what is most like them, where the catalogue has no type of that
// name (see tracksOf in core/cascade/pool.h).
struct Filter
{
    QString type;
    QString value;
    Sense sense = Sense::Include;
    bool operator==(const Filter&) const = default;
};

inline constexpr QLatin1String similarTrackType("similar_track");
inline constexpr QLatin1String similarArtistType("similar_artist");

// "genre:reggae" or "!mood:sad", the form in plans and records.
QString filterText(const Filter& filter);
// Reads the form of filterText() and that of the command line, "genre=reggae". Nothing when a side is empty.
std::optional<Filter> filterFromText(QStringView text);

// What holds at a turn. Every step below makes a new state and leaves the old one as it was.
struct FilterState
{
    QList<Filter> filters = {};     // in the order in which they were added, none twice
    std::vector<quint32> left = {}; // tracks that were rejected, by ordinal, ascending: no longer in the pool
    std::vector<quint32> seen = {}; // tracks that were shown and may come no second time; still in the pool
    bool operator==(const FilterState&) const = default;
};

// The state narrowed by one more filter. A filter that is there already changes nothing; the opposite of one
// that is there takes its place.
FilterState withFilter(const FilterState& state, const Filter& filter);
// As withFilter(), but the filters of the same type and sense leave first: rock instead of jazz.
FilterState replacingType(const FilterState& state, const Filter& filter);
// Relaxed: the state without `filter`; the same state when it is not there.
FilterState withoutFilter(const FilterState& state, const Filter& filter);
// The state after the tracks that were shown have been refused: they leave the pool.
FilterState rejecting(const FilterState& state, const std::vector<quint32>& shown);
// The state when more of the same is asked for: its pool stays, the tracks that were shown are seen.
FilterState continuing(const FilterState& state, const std::vector<quint32>& shown);
// The state with its filter at `from` standing at `to`; the last pool is the same, those before it are not.
// The same state for places that it does not have.
FilterState movingFilter(const FilterState& state, qsizetype from, qsizetype to);
// Whether the filter is part of the state.
bool holds(const FilterState& state, const Filter& filter);

// For people, the filters alone: "genre is reggae, and mood is not sad"; "all tracks" for no filter.
QString stateSentence(const FilterState& state);
// The whole state: "genre is reggae, without 10 refused tracks, 20 seen".
QString wholeStateSentence(const FilterState& state);
// {"filters": ["genre:reggae", "!mood:sad"], "left": [12, 80], "seen": [7]}; lists of tracks are missing when
// they are empty.
QJsonObject stateJson(const FilterState& state);
// The filters as a start of a recipe: {"filters": ["genre:reggae", "!mood:sad"], "weight": 1}. Tracks are no
// part of it: a recipe is for any catalogue.
QJsonObject recipeStepJson(const FilterState& state);
// Of stateJson(), and the filters of recipeStepJson(). Nothing when the object is not of that form.
std::optional<FilterState> stateFromJson(const QJsonObject& json);

} // namespace antiphon
