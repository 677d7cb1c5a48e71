#include "core/corpus/dialogue.h"

namespace antiphon {

namespace {

bool sameTurn(const Turn& a, const Turn& b)
{
    return a.role == b.role && a.text == b.text && a.tracks == b.tracks && a.intents == b.intents &&
           a.attributes == b.attributes;
}

} // namespace

bool sameContent(const Dialogue& a, const Dialogue& b)
{
    return a.externalId == b.externalId && a.goal == b.goal &&
           std::equal(a.turns.begin(), a.turns.end(), b.turns.begin(), b.turns.end(), sameTurn);
}

} // namespace antiphon
