// Opening the key of a study: asked for and confirmed in two steps, each in the study's log.
#pragma once

#include "core/rating/keyfile.h"
#include "core/rating/studylog.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Who asks and why; both are needed.
struct UnblindingReason
{
    QString reason;
    QString role; // "statistician", "principal investigator"
};

struct RaterGap
{
    QString rater;
    qint64 answers = 0;
    qint64 missing = 0; // questions of the packet without an answer, of items that were not skipped
    qint64 skipped = 0; // questions of items that were
};

struct UnblindingRequest
{
    QString code; // to confirm with: the first eight signs of the entry's link
    QString data; // digest of what was collected; see dataDigest()
    UnblindingReason why;
    TimePoint at = 0;
    QString actor;
    qint64 answers = 0;
    qint64 missing = 0;
    qint64 skipped = 0;
    QList<RaterGap> gaps; // raters of whom something is missing
};

// The first step: writes into the log who asks, why, and on which data. Opens nothing. Errors: InvalidValue
// without reason or role; NotPossible for a draft or when the key is open already.
Result<UnblindingRequest> requestUnblinding(const Connection& connection, const Actor& actor,
                                            const Study& study, const UnblindingReason& why);
// The newest request that was neither confirmed nor overtaken by new data.
Result<std::optional<UnblindingRequest>> standingRequest(const Connection& connection, const Study& study);

// The second step: opens the key, for good. From here on results carry the sources' names. A sealed study
// needs its key. Errors: NotPossible when nothing was asked or data came in since; InvalidValue for another
// code; those of checkKey.
Result<void> confirmUnblinding(const Connection& connection, const Actor& actor, const Study& study,
                               const QString& code, const StudyKey* key = nullptr);

// Both steps in one go, for lines that run without a person. Errors: as above.
Result<void> unblindStudy(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& reason);

struct OpenedItem
{
    QString rater;
    QString letter;
    QString source;
    QString dialogue; // the id that it came with
};
// Opens one item that something is wrong with, and only it; the log flags it for good. `item` is what a
// packet calls it. Errors: NotFound for an item of no packet of the study; else as above.
Result<OpenedItem> unblindItem(const Connection& connection, const Actor& actor, const Study& study,
                               const PublicItemId& item, const UnblindingReason& why,
                               const StudyKey* key = nullptr);

// Why answers that come now are an amendment: true once the key is open.
Result<bool> isKeyOpen(const Connection& connection, StudyId study);

} // namespace antiphon
