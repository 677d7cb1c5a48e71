// A table of any number of tracks, drawn from a seed.
#pragma once

#include "core/base/result.h"

namespace antiphon::test {

struct CatalogueFileSize
{
    qint64 tracks = 1'000'000;
    quint64 seed = 1;
};

// The label types of the table with their numbers of values, 1,054 in all. A track has nine labels on
// average; how often a value is chosen falls with its rank r as 1 / r (Zipf).
struct LabelColumn
{
    const char* type;
    int values;
    int atLeast, atMost; // labels a track, uniform
};
inline constexpr LabelColumn labelColumns[] = {{"genre", 400, 1, 5}, {"mood", 250, 1, 3},
                                               {"theme", 200, 0, 2}, {"instrument", 150, 0, 2},
                                               {"vocal", 4, 1, 1},   {"culture", 50, 1, 1}};

// Writes TSV with id, title, artist, album, year, tempo and the label columns, whose labels are separated by
// '|'. The same seed gives the same bytes.
Result<void> writeCatalogueFile(const QString& path, const CatalogueFileSize& size);
// The map that the table is imported by.
QByteArray catalogueFileMap();

} // namespace antiphon::test
