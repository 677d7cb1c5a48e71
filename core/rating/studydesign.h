// Who gets which items of a study, in which order, and what becomes of those of raters who give up.
#pragma once

#include "core/rating/designstore.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// What one rater's packet holds, before it has ids.
struct RaterPlan
{
    QString rater;
    QList<ItemId> order;  // as shown
    QStringList criteria; // keys, as asked
    int place = 0;
    bool late = false;
};

// Which item is of which condition: from the project, or from the key where it was sealed.
struct KeyRows
{
    QList<Condition> conditions;
    QList<StudyItem> items;
};

// The plans of all raters of a frozen study, drawn by `secret`, which is not the study's seed: who knows that
// could tell from the place of an item what it is. See assign(). Errors: of SQLite.
Result<QList<RaterPlan>> planRaters(const Connection& connection, const Study& study, const KeyRows& rows,
                                    quint64 secret);
// The plan of a rater who comes after the packets were made, or in place of a dropped one: the least filled
// items, as many of each condition as the first raters got. Errors: InvalidValue without a name;
// AlreadyExists when the rater has a packet; of SQLite.
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
