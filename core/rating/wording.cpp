#include "core/rating/wording.h"

#include "core/corpus/corpusstore.h"

namespace antiphon {

Result<Wording> wordItems(const Connection& connection, const Study& study, const QList<StudyItem>& items,
                          const PacketSecrets& secrets, const QHash<ItemId, int>& limits)
{
    Masker masker(builtInIdentityWords() + study.definition.identityWords, secrets.names);
    Wording wording;
    for (const StudyItem& item : items) {
        const QList<ItemDialogue> shown = dialoguesOf(item);
        for (const ItemDialogue& one : shown) {
            if (wording.turns.contains(one.dialogue))
                continue;
            ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, one.dialogue));
            ANTIPHON_TRY_ASSIGN(const auto tracks, tracksOf(connection, dialogue));
            const int before = masker.count();
            QList<PacketTurn> turns = packetTurns(dialogue, tracks, study.definition.tracks, masker);
            if (limits.contains(item.id))
                limitTracks(turns, limits.value(item.id), study.definition.tracks);
            wording.turns.insert(one.dialogue, turns);
            wording.masked.insert(one.dialogue, masker.count() - before);
        }
    }
    wording.maskedWords = masker.words();
    return wording;
}

} // namespace antiphon
