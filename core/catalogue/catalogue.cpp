#include "core/catalogue/catalogue.h"

namespace antiphon {

std::optional<AttributeValue> AttributeValue::fromText(QStringView text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    if (colon <= 0 || colon + 1 == text.size())
        return std::nullopt;
    return AttributeValue{text.first(colon).toString(), text.sliced(colon + 1).toString()};
}

QString trackLabel(const Track& track)
{
    if (track.title.isEmpty() && track.artist.isEmpty())
        return track.externalId;
    if (track.artist.isEmpty())
        return track.title;
    return (track.title.isEmpty() ? track.externalId : track.title) + QStringLiteral(" - ") + track.artist;
}

} // namespace antiphon
