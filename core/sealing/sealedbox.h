// Bytes that only a passphrase opens.
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace antiphon {

// How much work one guess of a passphrase costs. The default takes 256 MB and about a second.
struct SealCost
{
    quint64 passes = 3;                          // crypto_pwhash_OPSLIMIT_MODERATE
    quint64 memory = 256ULL * 1024ULL * 1024ULL; // bytes; crypto_pwhash_MEMLIMIT_MODERATE
    bool operator==(const SealCost&) const = default;
};

// All but the passphrase that opening takes. None of it is secret.
struct SealedBox
{
    SealCost cost;
    QByteArray salt;  // 16 bytes, drawn for each box
    QByteArray nonce; // 24 bytes, drawn for each box
    QByteArray bytes; // the content, encrypted, behind its 16 bytes of authentication
};

// `size` bytes from the system's own source of randomness.
QByteArray secretBytes(qsizetype size);

// The key is Argon2id 1.3 of the passphrase (RFC 9106), the box XSalsa20-Poly1305 (Bernstein, NaCl
// secretbox), both as libsodium has them. Errors: NotPossible when the memory is not to be had; Internal when
// libsodium does not start.
Result<SealedBox> sealBytes(const Secret& passphrase, QByteArrayView content, const SealCost& cost = {});

// The content, whose copy the caller wipes. `name` names the box for errors: InvalidValue when the passphrase
// is not the one or the box was changed, which no one can tell apart from inside; WrongFormat for salts and
// nonces of other sizes or a cost that nobody would ask for; NotPossible as above.
Result<QByteArray> openBox(const Secret& passphrase, const SealedBox& box, const QString& name);

// The two steps of the above by themselves. Errors: as above.
Result<Secret> keyOfPassphrase(const Secret& passphrase, const QByteArray& salt, const SealCost& cost);
QByteArray encrypt(QByteArrayView content, const QByteArray& nonce, const Secret& key);
// Nothing when the authentication does not fit.
std::optional<QByteArray> decrypt(const QByteArray& bytes, const QByteArray& nonce, const Secret& key);

} // namespace antiphon
