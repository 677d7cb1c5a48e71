#include "core/rating/wording.h"

#include "core/corpus/corpusstore.h"

namespace antiphon {

Result<Wording> wordItems(const Connection& connection, const Study& study, const QList<StudyItem>& items,
                          const PacketSecrets& secrets)
{
    Masker masker(builtInIdentityWords() + study.definition.identityWords, secrets.names);
    Wording wording;
    for (const StudyItem& item : items) {
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, item.dialogue));
        ANTIPHON_TRY_ASSIGN(const auto tracks, tracksOf(connection, dialogue));
        const int before = masker.count();
        wording.turns.insert(item.id, packetTurns(dialogue, tracks, study.definition.tracks, masker));
        wording.masked.insert(item.id, masker.count() - before);
    }
    wording.maskedWords = masker.words();
    return wording;
}

} // namespace antiphon
