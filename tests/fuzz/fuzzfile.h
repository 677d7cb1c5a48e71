// What readers of files are fuzzed through: the bytes as a file in memory.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <unistd.h>

#include <cstdint>

namespace antiphon::fuzz {

inline QByteArray bytesOf(const std::uint8_t* data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

// Writes the bytes to a file of this process and returns its path.
inline QString fileOf(const QByteArray& bytes, const QString& suffix)
{
    static const QString stem = QStringLiteral("/dev/shm/antiphon-fuzz-%1").arg(getpid());
    QFile file(stem + suffix);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(bytes);
    return stem + suffix;
}

} // namespace antiphon::fuzz
