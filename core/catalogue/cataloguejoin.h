// A catalogue out of two that describe the same tracks.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/catalogue/catalogue.h"
#include "core/storage/edithistory.h"

namespace antiphon {

enum class JoinBy {
    Id,         // the external ids are equal
    TitleArtist // normalisedTitle() and normalisedArtist() are equal, and neither is empty
};

struct JoinRequest
{
    QString into; // catalogue whose tracks, ids and texts the new one has
    QString with; // catalogue whose values come to them
    JoinBy by = JoinBy::Id;
    QString name;              // of the new catalogue
    bool keepUnmatched = true; // tracks without a partner come along; otherwise they are left out
};

// Tracks that look alike, so that nobody can say which belongs to which: joined with none.
struct AmbiguousMatch
{
    QString externalId; // of the track of `into`
    QString title;
    QString artist;
    qint64 alike = 0;    // tracks of `into` with the same key
    qint64 partners = 0; // tracks of `with` with the same key
};

struct CatalogueJoin
{
    static constexpr qsizetype ambiguousKept = 10'000;

    Catalogue catalogue;
    qint64 matched = 0;
    qint64 unmatched = 0; // tracks of `into` without a partner, the ambiguous ones not counted
    qint64 unused = 0;    // tracks of `with` that went to none
    qint64 ambiguousCount = 0;
    QList<AmbiguousMatch> ambiguous; // the first ambiguousKept of them
    double seconds = 0;
};

// What a join would do, in tracks.
struct JoinCounts
{
    qint64 matched = 0;
    qint64 onlyInto = 0;             // tracks of `into` that nothing of `with` looks like
    qint64 onlyWith = 0;             // tracks of `with` that nothing of `into` looks like
    qint64 ambiguousInto = 0;        // tracks of `into` that look like several, or several like one
    qint64 ambiguousWith = 0;        // the tracks of `with` that they look like
    QList<AmbiguousMatch> ambiguous; // the first ambiguousShown of `into`

    static constexpr qsizetype ambiguousShown = 200;
};

// Counts what joinCatalogues() would do; writes nothing, and `name` and `keepUnmatched` do not count. Errors:
// NotFound, InvalidValue for a catalogue with itself, Cancelled, those of SQLite.
Result<JoinCounts> countJoin(const Connection& connection, const JoinRequest& request,
                             const CancelToken& cancel = {});

// Makes the new catalogue and publishes it as one edit of the actor. A track has the union of the values of
// both; where both have a number of a type, the first one's stays. The new catalogue's map is that of `into`
// with the families of the types that `with` adds. Errors: NotFound, AlreadyExists, InvalidValue for a
// catalogue with itself; NotPossible when no track would be left; Cancelled; those of SQLite. After an error
// the project is as before.
Result<CatalogueJoin> joinCatalogues(const Connection& connection, const Actor& actor,
                                     const JoinRequest& request, const CancelToken& cancel = {},
                                     const ProgressSink& progress = {});

} // namespace antiphon
