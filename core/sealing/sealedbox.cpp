#include "core/sealing/sealedbox.h"

#include <sodium.h>

namespace antiphon {

namespace {

constexpr quint64 mostMemory = 4ULL * 1024ULL * 1024ULL * 1024ULL;
constexpr quint64 mostPasses = 64;

Result<void> startSodium()
{
    // Idempotent and safe from every thread.
    if (sodium_init() < 0)
        return fail(ErrorCode::Internal, QStringLiteral("libsodium"), QStringLiteral("it does not start"));
    return {};
}

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

unsigned long long sizeOf(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

bool isReasonable(const SealCost& cost)
{
    return cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= mostPasses &&
           cost.memory >= crypto_pwhash_MEMLIMIT_MIN && cost.memory <= mostMemory;
}

} // namespace

QByteArray secretBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(size));
    return bytes;
}

Result<Secret> keyOfPassphrase(const Secret& passphrase, const QByteArray& salt, const SealCost& cost)
{
    ANTIPHON_TRY(startSodium());
    if (salt.size() != crypto_pwhash_SALTBYTES || !isReasonable(cost))
        return fail(ErrorCode::WrongFormat, QStringLiteral("the seal"),
                    QStringLiteral("its salt or its cost is none that this program makes"));
    QByteArray key(crypto_secretbox_KEYBYTES, Qt::Uninitialized);
    const QByteArrayView words = passphrase.bytes();
    const int status =
        crypto_pwhash(raw(key), crypto_secretbox_KEYBYTES, words.isEmpty() ? "" : words.data(), sizeOf(words),
                      raw(salt), cost.passes, static_cast<size_t>(cost.memory), crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("working with the passphrase"),
                    QStringLiteral("%1 MB of memory are not to be had").arg(cost.memory / 1024 / 1024));
    return Secret::taking(key);
}

QByteArray encrypt(QByteArrayView content, const QByteArray& nonce, const Secret& key)
{
    QByteArray bytes(content.size() + static_cast<qsizetype>(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    crypto_secretbox_easy(raw(bytes), raw(content), sizeOf(content), raw(nonce), raw(key.bytes()));
    return bytes;
}

std::optional<QByteArray> decrypt(const QByteArray& bytes, const QByteArray& nonce, const Secret& key)
{
    const qsizetype size = bytes.size() - static_cast<qsizetype>(crypto_secretbox_MACBYTES);
    if (size < 0 || nonce.size() != crypto_secretbox_NONCEBYTES ||
        key.bytes().size() != crypto_secretbox_KEYBYTES)
        return {};
    QByteArray content(size, Qt::Uninitialized);
    if (crypto_secretbox_open_easy(raw(content), raw(bytes), sizeOf(bytes), raw(nonce), raw(key.bytes())) !=
        0) {
        sodium_memzero(content.data(), static_cast<size_t>(size));
        return {};
    }
    return content;
}

Result<SealedBox> sealBytes(const Secret& passphrase, QByteArrayView content, const SealCost& cost)
{
    ANTIPHON_TRY(startSodium());
    SealedBox box{cost, secretBytes(crypto_pwhash_SALTBYTES), secretBytes(crypto_secretbox_NONCEBYTES), {}};
    ANTIPHON_TRY_ASSIGN(const Secret key, keyOfPassphrase(passphrase, box.salt, cost));
    box.bytes = encrypt(content, box.nonce, key);
    return box;
}

Result<QByteArray> openBox(const Secret& passphrase, const SealedBox& box, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const Secret key, keyOfPassphrase(passphrase, box.salt, box.cost));
    const std::optional<QByteArray> content = decrypt(box.bytes, box.nonce, key);
    if (!content)
        return fail(ErrorCode::InvalidValue, QStringLiteral("The passphrase"),
                    QStringLiteral("it does not open %1").arg(name));
    return *content;
}

} // namespace antiphon
