// Who gets which items of a study, in which order, and what becomes of those of raters who give up.
#pragma once

#include "core/rating/designsections.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// What one rater's packet holds, before it has ids.
struct RaterPlan
{
    QString rater;
    QList<ItemId> order;             // as shown
    QHash<ItemId, QList<int>> sides; // of items that show several dialogues
    QStringList criteria;            // keys, as asked
    int place = 0;
    bool late = false;
};

// The plans of all raters of a frozen study, drawn by `secret`, which is not the study's seed: who knows that
// could tell from the place of an item what it is. What is shown at once comes first, so that the guess after
// the last item is about one dialogue. See assign() and evenColours(). Errors: of SQLite.
Result<QList<RaterPlan>> planRaters(const Connection& connection, const Study& study, const KeyRows& rows,
                                    quint64 secret);
// The plan of a rater who comes after the packets were made, or in place of a dropped one: the least filled
// items, as many of each condition as the first raters got, at the positions and sides where they stood
// least. Errors: InvalidValue without a name; AlreadyExists when the rater has a packet; of SQLite.
Result<RaterPlan> planLateRater(const Connection& connection, const Study& study, const KeyRows& rows,
                                quint64 secret, const QString& rater);

// Notes that a rater gave up: items without an answer count as not handed out from now on. One recorded act.
// Errors: NotFound when nobody has a packet of that name; InvalidValue without a reason; AlreadyExists.
struct DroppedRater
{
    QString rater;
    qint64 answeredItems = 0; // stay in the analysis
    qint64 openItems = 0;     // are handed on
};
Result<DroppedRater> dropRater(const Connection& connection, const Actor& actor, const Study& study,
                               const QString& rater, const QString& reason);

} // namespace antiphon
