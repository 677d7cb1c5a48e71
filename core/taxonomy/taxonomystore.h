// Published versions of the codebook in the project file. The only place with SQL about them.
#pragma once

#include "core/storage/edithistory.h"
#include "core/taxonomy/taxonomyoverlay.h"

namespace antiphon {

using TaxonomyVersionId = Id<struct TaxonomyVersionTag>;

struct TaxonomyVersion
{
    TaxonomyVersionId id = {};
    int number = 0; // from 1, in the order of publishing
    QString name = {};
    QString note = {};
    QString actor = {};
    TimePoint publishedAt = 0;
    QString hash = {};
    Taxonomy content = {};
};

// What stands for the codebook as it is where a version is asked for by name.
QString currentTaxonomyName(); // "current"

// In the order of publishing. Errors: those of SQLite; DamagedProject where the content is not what the hash
// says.
Result<QList<TaxonomyVersion>> readTaxonomyVersions(const Connection& connection);
// The codebook as it stands, as a taxonomy that is not published.
Result<Taxonomy> currentTaxonomy(const Connection& connection);
// The version of that name, or the codebook as it stands (without id, number and time) for "current". Errors:
// NotFound, whose detail names the versions that are there; those of readTaxonomyVersions.
Result<TaxonomyVersion> taxonomyCalled(const Connection& connection, const QString& name);

// Freezes the codebook as it stands. Call it inside EditHistory::record or ProjectSession::edit; undo takes
// it back. Errors: InvalidValue for a name that is empty, over 100 characters or "current"; AlreadyExists for
// a name that is taken; NotPossible for a codebook without codes, and for one that is published as it stands.
Result<TaxonomyVersion> publishTaxonomy(const Connection& connection, const Actor& actor, const QString& name,
                                        const QString& note = {});
QString publishLabel(const QString& name); // what the history says of it

// The difference of two versions by name, merges and splits included; each may be "current". Errors: those of
// taxonomyCalled.
Result<TaxonomyDiff> taxonomyDiff(const Connection& connection, const QString& before, const QString& after);
// How many codings each change concerns: those that its codes have now, by all coders that may be seen, in
// sources that are not removed. In the order of the changes.
Result<QList<qint64>> codingsAffected(const Connection& connection, const TaxonomyDiff& diff);

// How codings read under a version by name. Errors: those of taxonomyCalled.
Result<TaxonomyOverlay> overlayCalled(const Connection& connection, const QString& name);

} // namespace antiphon
