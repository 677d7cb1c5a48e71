// A stored dialogue as the dialogue view shows it.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/corpus/searchstore.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

// All that a page about one dialogue needs, read at once.
struct ShownDialogue
{
    Dialogue dialogue;
    QString sourceName;
    QHash<QString, SourceTrack> tracks;
    QList<TurnMarks> marks; // where the search stands
};
// Errors: NotFound.
Result<ShownDialogue> readShownDialogue(const Connection& connection, DialogueId id, const QString& search);

// "Title – Artist" where they are known, else the id.
QString trackTitle(const QString& externalId, const QHash<QString, SourceTrack>& tracks);
// Tracks that were liked or disliked come first and say so in words; the turn's note counts them.
DialogueDocument documentOf(const ShownDialogue& shown);
// "goal playlist" as titles.
QStringList goalTitles(const ShownDialogue& shown);
// Different tracks that the turns show.
int shownTrackCount(const Dialogue& dialogue);

} // namespace antiphon
