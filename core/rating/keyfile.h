// The key of a study in a file of its own: which condition is which source, which item is which dialogue.
#pragma once

#include "core/rating/designstore.h"
#include "core/sealing/sealedbox.h"

namespace antiphon {

inline constexpr const char* keySuffix = ".antiphon-key";

struct StudyKey
{
    StudyId study;
    QByteArray salt;                // 32 random bytes: nobody finds the key by trying commitments
    QJsonObject frozen;             // the facts that freezing settled, as they were before sealing
    QList<Condition> conditions;    // by letter
    QList<StudyItem> items;         // by id
    QList<RoleItem> checks = {};    // by id; of them which dialogue each is, and what training says about it
    QHash<ItemId, int> limits = {}; // of tracks, see trackLimitsOf()
    StudyRules known = {};          // gold and training of the definition, and nothing else of it
};
// The study as it is with its key at hand: facts and definition are whole.
Study withKey(const Study& study, const StudyKey& key);
QList<RoleItem> withKey(QList<RoleItem> checks, const StudyKey& key);

// SHA-256 of the salt and the rest of the key, in hex: the project keeps it, so that no other key passes for
// this one later.
QString commitmentOf(const StudyKey& key);

// The file's bytes: JSON whose last member is a checksum of all bytes before it. What is secret lies in the
// box. Errors: those of sealBytes.
Result<QByteArray> keyFileBytes(const StudyKey& key, const Secret& passphrase, const SealCost& cost = {});
// Errors: WrongFormat when it is no key file; Tampered when a byte differs from what was written. Takes no
// passphrase. `name` is the file's name.
Result<SealedBox> checkedKeyFile(const QByteArray& bytes, const QString& name);
// Errors: as above and those of openBox.
Result<StudyKey> keyOfFile(const QByteArray& bytes, const QString& name, const Secret& passphrase);
// Errors: those of readWholeFile and as above.
Result<StudyKey> readKey(const QString& path, const Secret& passphrase);

} // namespace antiphon
