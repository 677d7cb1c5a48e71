// Typed 128-bit identifiers: a TurnId can not be passed where a CodeId is meant.
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace antiphon {

using IdBytes = std::array<quint8, 16>;

// A UUID of version 7 (RFC 9562, method 1 of section 6.2): 48 bits of Unix time in milliseconds, 12 bits of a
// counter, then 62 random bits. Within a process each is greater than all that were made before it, so ids
// order rows as they were made; new rows land side by side in an index. Beyond 4,096 ids in a millisecond
// the time in the id runs ahead of the clock. Safe from every thread.
IdBytes timeOrderedIdBytes();
// A UUID of version 4: nothing in it tells when, where or in which order it was made.
IdBytes opaqueIdBytes();
// The canonical form 8-4-4-4-12 in lower case.
QString idText(const IdBytes& bytes);
std::optional<IdBytes> idFromText(QStringView text);

template<typename Tag>
class Id
{
public:
    constexpr Id() = default; // the null id
    constexpr explicit Id(const IdBytes& bytes) : m_bytes(bytes) {}

    static Id create() { return Id(timeOrderedIdBytes()); }
    static Id createOpaque() { return Id(opaqueIdBytes()); }
    static std::optional<Id> fromText(QStringView text)
    {
        const auto bytes = idFromText(text);
        return bytes ? std::optional(Id(*bytes)) : std::nullopt;
    }

    bool isNull() const { return m_bytes == IdBytes{}; }
    const IdBytes& bytes() const { return m_bytes; }
    QString toText() const { return idText(m_bytes); }

    auto operator<=>(const Id&) const = default;
    friend size_t qHash(const Id& id, size_t seed = 0)
    {
        return qHashBits(id.m_bytes.data(), id.m_bytes.size(), seed);
    }

private:
    IdBytes m_bytes{};
};

} // namespace antiphon

template<typename Tag>
struct std::hash<antiphon::Id<Tag>>
{
    size_t operator()(const antiphon::Id<Tag>& id) const noexcept { return qHash(id); }
};
