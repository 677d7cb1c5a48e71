// The items of a study as raters have them, with what raters noted, and those that were opened singly.
#pragma once

#include "core/rating/studystore.h"

namespace antiphon {

// One entry of the log: an item whose source was named before the key was opened.
struct SinglyOpened
{
    PublicItemId publicId; // as the rater's packet calls it
    ItemId item;
    QString rater;
    TimePoint at = 0;
    QString actor;
    QString role;
    QString reason;
};
// In the order of the log. Errors: those of SQLite.
Result<QList<SinglyOpened>> singlyOpened(const Connection& connection, StudyId study);

struct ListedItem
{
    QString rater;
    int position = 0; // from 0
    PublicItemId publicId;
    ItemId item;
    QStringList notes; // "comment: ...", "flagged", "skipped: ..."
    QString opened;    // who opened the item and why, whichever packet it was opened from; empty: nobody
};
// Of every packet, by rater and position; names no source. Errors: those of SQLite.
Result<QList<ListedItem>> listedItems(const Connection& connection, StudyId study);

} // namespace antiphon
