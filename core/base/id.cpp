#include "core/base/id.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace antiphon {

namespace {

void fillRandom(IdBytes& bytes)
{
    // The global generator is thread safe but asks the kernel each time; imports make ids by the million.
    thread_local QRandomGenerator64 generator = QRandomGenerator64::securelySeeded();
    const quint64 words[2] = {generator.generate(), generator.generate()};
    std::memcpy(bytes.data(), words, sizeof words);
}

// Milliseconds in the upper bits, a counter in the lower 12; greater than every one before.
quint64 nextMoment()
{
    static std::atomic<quint64> last{0};
    const quint64 now = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) << 12;
    quint64 before = last.load(std::memory_order_relaxed);
    quint64 next = 0;
    do {
        next = std::max(now, before + 1);
    } while (!last.compare_exchange_weak(before, next, std::memory_order_relaxed));
    return next;
}

void setVersion(IdBytes& bytes, quint8 version)
{
    bytes[6] = static_cast<quint8>((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = static_cast<quint8>((bytes[8] & 0x3f) | 0x80);
}

} // namespace

IdBytes timeOrderedIdBytes()
{
    IdBytes bytes;
    fillRandom(bytes);
    const quint64 moment = nextMoment();
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<quint8>(moment >> (52 - 8 * i));
    bytes[6] = static_cast<quint8>(moment >> 8 & 0x0f);
    bytes[7] = static_cast<quint8>(moment);
    setVersion(bytes, 7);
    return bytes;
}

IdBytes opaqueIdBytes()
{
    IdBytes bytes;
    const quint64 words[2] = {QRandomGenerator::system()->generate64(),
                              QRandomGenerator::system()->generate64()};
    std::memcpy(bytes.data(), words, sizeof words);
    setVersion(bytes, 4);
    return bytes;
}

QString idText(const IdBytes& bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    QString text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += QLatin1Char('-');
        text += QLatin1Char(digits[bytes[i] >> 4]);
        text += QLatin1Char(digits[bytes[i] & 15]);
    }
    return text;
}

std::optional<IdBytes> idFromText(QStringView text)
{
    IdBytes bytes{};
    std::size_t nibbles = 0;
    for (const QChar c : text) {
        if (c == QLatin1Char('-'))
            continue;
        const ushort u = c.unicode();
        int value = -1;
        if (u >= '0' && u <= '9')
            value = u - '0';
        else if (u >= 'a' && u <= 'f')
            value = u - 'a' + 10;
        else if (u >= 'A' && u <= 'F')
            value = u - 'A' + 10;
        if (value < 0 || nibbles >= 32)
            return std::nullopt;
        bytes[nibbles / 2] = static_cast<quint8>(bytes[nibbles / 2] << 4 | value);
        ++nibbles;
    }
    return nibbles == 32 ? std::optional(bytes) : std::nullopt;
}

} // namespace antiphon
