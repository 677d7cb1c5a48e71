// Published vectors, and that nothing but the passphrase opens the box.
#include "core/sealing/sealedbox.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

Secret secret(const char* text)
{
    return Secret(QByteArrayView(text));
}

constexpr SealCost cheap{1, 8192};

} // namespace

// libsodium's vector of Argon2id (pwhash_argon2id.c, first password and salt) cut to the 32 bytes of a key.
TEST(SealedBox, KeyIsArgon2id)
{
    const QByteArray password =
        hex("a347ae92bce9f80f6f595a4480fc9c2fe7e7d7148d371e9487d75f5c23008ffae065577a928febd9b1973a5a95073acd"
            "beb6a030cfc0d79caa2dc5cd011cef02c08da232d76d52dfbca38ca8dcbd665b17d1665f7cf5fe59772ec909733b24de"
            "97d6f58d220b20c60d7c07ec1fd93c52c31020300c6c1facd77937a597c7a6");
    const auto key = keyOfPassphrase(Secret(QByteArrayView(password)),
                                     hex("5541fbc995d5c197ba290346d2c559de"), {5, 7'256'678});
    ASSERT_OK(key);
    EXPECT_EQ(key->bytes().toByteArray().toHex(),
              "b55073915da6375037fc90291233a9f53a2a936d5b3fb008f849bc3e8d920197");
}

// The reference implementation's: echo -n password | argon2 randomsaltishard -id -t 3 -m 12 -p 1 -l 32 -r
TEST(SealedBox, KeyIsWhatTheReferenceImplementationMakes)
{
    const auto key =
        keyOfPassphrase(secret("password"), QByteArrayLiteral("randomsaltishard"), {3, 4096ULL * 1024ULL});
    ASSERT_OK(key);
    EXPECT_EQ(key->bytes().toByteArray().toHex(),
              "0d8a236299d45923264edae4557c9a356546c4b9867b59fc54904f0dd1646e35");
}

// NaCl's vector of secretbox (Bernstein, "Cryptography in NaCl", 2009, section 10).
TEST(SealedBox, BoxIsSecretbox)
{
    const QByteArray content =
        hex("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129"
            "6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
            "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705");
    const QByteArray boxed =
        hex("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186a"
            "c0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
            "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74"
            "e355a5");
    const QByteArray nonce = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
    const QByteArray keyBytes = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
    const Secret key{QByteArrayView(keyBytes)};
    EXPECT_EQ(encrypt(content, nonce, key).toHex(), boxed.toHex());
    EXPECT_EQ(decrypt(boxed, nonce, key).value_or(QByteArray()), content);
}

TEST(SealedBox, OpensWithItsPassphraseOnly)
{
    const auto box = sealBytes(secret("walnut ferry"), "A is cpcd", cheap);
    ASSERT_OK(box);
    EXPECT_FALSE(box->bytes.contains("cpcd"));
    EXPECT_EQ(openBox(secret("walnut ferry"), *box, QStringLiteral("k")).value(), "A is cpcd");
    for (const char* wrong : {"walnut ferr", "walnut ferry ", "Walnut ferry", ""}) {
        const auto opened = openBox(secret(wrong), *box, QStringLiteral("spring.antiphon-key"));
        EXPECT_ERROR(opened, ErrorCode::InvalidValue);
        const QString sentence = errorSentence(opened.error());
        EXPECT_TRUE(sentence.contains(QStringLiteral("does not open spring.antiphon-key")))
            << sentence.toStdString();
        EXPECT_FALSE(sentence.contains(QStringLiteral("walnut")));
    }
}

TEST(SealedBox, SaltsAndNoncesAreNeverTheSame)
{
    const auto one = sealBytes(secret("walnut ferry"), "A", cheap).value();
    const auto other = sealBytes(secret("walnut ferry"), "A", cheap).value();
    EXPECT_NE(one.salt, other.salt);
    EXPECT_NE(one.nonce, other.nonce);
    EXPECT_NE(one.bytes, other.bytes);
}

TEST(SealedBox, AFlippedBitAnywhereIsRefused)
{
    const auto box = sealBytes(secret("walnut ferry"), "A is cpcd", cheap).value();
    int flips = 0;
    for (QByteArray SealedBox::*part : {&SealedBox::salt, &SealedBox::nonce, &SealedBox::bytes}) {
        for (qsizetype i = 0; i < (box.*part).size(); ++i) {
            SealedBox flipped = box;
            (flipped.*part)[i] = static_cast<char>((flipped.*part).at(i) ^ 0x20);
            EXPECT_ERROR(openBox(secret("walnut ferry"), flipped, QStringLiteral("k")),
                         ErrorCode::InvalidValue);
            ++flips;
        }
    }
    EXPECT_EQ(flips, 16 + 24 + 16 + 9);
}

TEST(SealedBox, ACostThatNobodyWouldAskForIsRefused)
{
    auto box = sealBytes(secret("walnut ferry"), "A", cheap).value();
    for (const SealCost& cost :
         {SealCost{0, 8192}, SealCost{1, 1}, SealCost{1, 1ULL << 40}, SealCost{9999, 8192}}) {
        box.cost = cost;
        EXPECT_ERROR(openBox(secret("walnut ferry"), box, QStringLiteral("k")), ErrorCode::WrongFormat);
    }
    box.cost = cheap;
    box.salt.chop(1);
    EXPECT_ERROR(openBox(secret("walnut ferry"), box, QStringLiteral("k")), ErrorCode::WrongFormat);
}
