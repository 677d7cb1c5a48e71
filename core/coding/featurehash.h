// The same number for the same feature on every machine.
#pragma once

#include <QStringView>

namespace antiphon {

// FNV-1a with 64 bits (Fowler, Noll, Vo) over UTF-16 units, each part closed by a unit that no text holds.
class FeatureHash
{
public:
    explicit FeatureHash(quint64 kind) { add(kind); }
    FeatureHash& add(QStringView text)
    {
        for (const QChar c : text)
            mix(c.unicode());
        mix(0xffff);
        return *this;
    }
    FeatureHash& add(quint64 number)
    {
        for (int shift = 0; shift < 64; shift += 16)
            mix(static_cast<quint16>(number >> shift));
        return *this;
    }
    quint64 value() const { return m_value; }

private:
    void mix(quint16 unit)
    {
        m_value = (m_value ^ (unit & 0xffu)) * 0x100000001b3u;
        m_value = (m_value ^ (unit >> 8)) * 0x100000001b3u;
    }
    quint64 m_value = 0xcbf29ce484222325u;
};

} // namespace antiphon
