// A catalogue for tests: drawn from a seed, with shares that fall off as in real ones.
#pragma once

#include "core/catalogue/catalogueindex.h"

namespace antiphon::test {

inline std::shared_ptr<const CatalogueIndex> syntheticCatalogue(int tracks, quint64 seed)
{
    Random random(seed);
    const auto value = [&](const char* type, int count) {
        const double skewed = random.uniform() * random.uniform() * count;
        return AttributeValue{QString::fromUtf8(type),
                              QStringLiteral("%1 %2").arg(QString::fromUtf8(type)).arg(int(skewed))};
    };
    QList<Track> list;
    for (int i = 0; i < tracks; ++i) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(i);
        track.artist = value("artist", tracks / 20 + 1).value;
        for (quint64 k = random.below(3) + 1; k > 0; --k)
            track.values << value("genre", 25);
        for (quint64 k = random.below(3); k > 0; --k)
            track.values << value("mood", 20);
        if (random.chance(0.5))
            track.values << value("theme", 15);
        if (random.chance(0.9))
            track.numbers << NumberValue{QStringLiteral("year"), 1960 + double(random.below(60))};
        list << track;
    }
    return CatalogueIndex::fromTracks(list);
}

} // namespace antiphon::test
