// Sealing a study: its key leaves the project for a file that only a passphrase opens.
#pragma once

#include "core/rating/keyfile.h"
#include "core/rating/leakmeter.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// What stays in the project of a key that left it.
struct StudySeal
{
    TimePoint at = 0;
    QString actor;
    QString commitment;  // see commitmentOf()
    QString keyDigest;   // SHA-256 of the key file
    QString blindDigest; // see blindDigest()
    QJsonObject audit;   // what the leak meter said before; names no condition
    TimePoint openedAt = 0;
    bool isOpen() const { return openedAt > 0; }
};

// Nothing for a study that was never sealed.
Result<std::optional<StudySeal>> sealOfStudy(const Connection& connection, StudyId study);
// Whether the key is out of the project now.
Result<bool> isKeyAway(const Connection& connection, StudyId study);

struct SealRequest
{
    QString path; // of the key file, which must not be there yet
    Secret passphrase;
    SealCost cost = {};
    CancelToken cancel = {};
};
struct Sealed
{
    StudySeal seal;
    bool purged = true; // nothing of the key is left in the project file; see purgeDeleted()
};
// Takes the leak meter's figures, draws the letters anew from secret randomness, writes which is which into
// the key file and random ids in its place into the project, where the edit history and the free pages of the
// file forget it, too. Results, collecting and exclusions go on under letters. An act for good: it can not be
// undone, nor can what was done before it. Errors: NotPossible for a draft, a study without packets, one that
// is sealed or opened already; InvalidValue for a short passphrase; AlreadyExists for the file; those of
// auditStudy, sealBytes and writeWholeFile. On an error the project is as before.
Result<Sealed> sealStudy(const Connection& connection, const Actor& actor, const Study& study,
                         const SealRequest& request);

// The definition, the facts that stay and the letters of the items, as one SHA-256.
QString blindDigest(const Study& study, const QList<StudyItem>& items, const QList<Condition>& conditions);

// Whether this is the key that left the project. Errors: NotPossible when the study is not sealed or the key
// is another study's; Tampered when it does not fit the commitment.
Result<void> checkKey(const Connection& connection, const Study& study, const StudyKey& key);
// Puts the key back. Part of the transaction around it.
Result<void> restoreKey(const Connection& connection, const Study& study, const StudyKey& key);

// The leak meter's figures as the project keeps them, and back.
QJsonObject keptAudit(const BlindingAudit& audit);
BlindingAudit auditOfKept(const QJsonObject& kept);

} // namespace antiphon
