// A taxonomy: the codebook as it was at one moment, reduced to what carries meaning. Keys, colours and the
// places among siblings do not; changing them makes no other taxonomy.
#pragma once

#include "core/coding/codetree.h"
#include "core/coding/theory.h"

namespace antiphon {

// Its codes have no key, colour 0 and position 0; references, relations and properties have null ids, place 0
// and time 0. Everything in the order of its ids, then of its names.
struct Taxonomy
{
    Codebook codebook;
    QList<CodeRelation> relations;
    QList<CodeProperty> properties;
    bool operator==(const Taxonomy&) const = default;
};

Taxonomy taxonomyOf(const Codebook& codebook, const Theory& theory);

// Canonical: equal taxonomies, and only they, have equal bytes. Keys in order, no white space.
QByteArray taxonomyJson(const Taxonomy& taxonomy);
// Reads it back. Errors: WrongFormat, with the place of the fault.
Result<Taxonomy> taxonomyFromJson(const QByteArray& json, const QString& subject);
// SHA-256 (FIPS 180-4) of the canonical bytes, as 64 digits in lower case.
QString taxonomyHash(const Taxonomy& taxonomy);

} // namespace antiphon
