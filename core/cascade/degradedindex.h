// Catalogues made worse on purpose, to see what depends on good annotations.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/catalogueindex.h"

#include <QStringList>

namespace antiphon {

// What is done to a catalogue, and how much of it. An annotation is one label of one track; artists, decades
// and numbers are no annotations and stay. Kinds: noise:    "drop" an annotation vanishes, by the rate; "add"
// beside an annotation stands, by the rate, one more label of
//           its type that the track does not have; "swap" an annotation gives way, by the rate, to such a
//           label. Labels that come are drawn as often as the catalogue has them.
// sparsity: "values" so many of the values of each type vanish from all tracks; "tracks" so many tracks lose
// all their
//           annotations; the name of an attribute type: so many of its values vanish, with 1 the whole type.
struct Degradation
{
    QString kind;
    double rate = 0; // 0 to 1
    bool operator==(const Degradation&) const = default;
};
const QStringList& noiseKinds(); // "drop", "add", "swap"
QStringList
sparsityKinds(const CatalogueIndex& index); // "values", "tracks", then the types that have annotations

// A copy of the catalogue, its tracks in the same places; rate 0 gives the same values. Each track, and for
// hidden values each type, draws from a stream of its own; what "drop" and the kinds of sparsity take at a
// rate they take at every higher one. Errors: InvalidValue for a kind that is none or a rate outside of [0,
// 1].
Result<std::shared_ptr<const CatalogueIndex>> degradedIndex(const CatalogueIndex& index,
                                                            const Degradation& degradation, quint64 seed);

} // namespace antiphon
