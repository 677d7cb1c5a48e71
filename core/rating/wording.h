// The items of a study as raters read them.
#pragma once

#include "core/rating/linter.h"
#include "core/rating/packettext.h"
#include "core/rating/studystore.h"

namespace antiphon {

// The words of every dialogue of the items, and how many were masked.
struct Wording
{
    QHash<DialogueId, QList<PacketTurn>> turns;
    QHash<DialogueId, int> masked;
    QStringList maskedWords; // each once
};

// Words `items` by the study's rules; `limits` says how many tracks they show at most. Errors: NotFound for a
// dialogue that is gone; those of SQLite.
Result<Wording> wordItems(const Connection& connection, const Study& study, const QList<StudyItem>& items,
                          const PacketSecrets& secrets, const QHash<ItemId, int>& limits);

} // namespace antiphon
