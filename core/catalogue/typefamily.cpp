#include "core/catalogue/typefamily.h"

#include <algorithm>
#include <array>

namespace antiphon {

namespace {

constexpr std::array<QStringView, 4> words{u"metadata", u"similar", u"context", u"content"};

template<typename Names>
bool isIn(const Names& names, QStringView type)
{
    return std::find(names.begin(), names.end(), type) != names.end();
}

} // namespace

TypeFamily familyOfType(QStringView type)
{
    static constexpr std::array<QStringView, 10> metadata{u"track",      u"artist",  u"album", u"year",
                                                          u"popularity", u"culture", u"label", u"decade",
                                                          u"language",   u"country"};
    if (isIn(metadata, type))
        return TypeFamily::Metadata;
    if (type.startsWith(u"similar_"))
        return TypeFamily::Similar;
    return isIn(std::array<QStringView, 3>{u"user", u"theme", u"mood"}, type) ? TypeFamily::Context
                                                                              : TypeFamily::Content;
}

QString familyWord(TypeFamily family)
{
    return words[static_cast<std::size_t>(family)].toString();
}

std::optional<TypeFamily> familyFromWord(QStringView word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        return std::nullopt;
    return static_cast<TypeFamily>(found - words.begin());
}

} // namespace antiphon
