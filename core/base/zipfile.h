// ZIP archives in memory.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace antiphon {

enum class ZipMethod { Deflated, Stored };

// A file in an archive.
struct ZipEntry
{
    QString name; // with "/" between folders
    QByteArray content = {};
    ZipMethod method = ZipMethod::Deflated;
    bool operator==(const ZipEntry&) const = default;
};

// An archive of the entries in their order. The same entries give the same bytes: every entry is dated
// 1 January 1980. Errors: WriteFailed with what the library says, as for a name twice as long as ZIP takes.
Result<QByteArray> zipArchive(const QList<ZipEntry>& entries);

// The entries of an archive in their order; the method is not told. Errors: WrongFormat for what is no ZIP or
// is damaged, or unpacks to more than `maximum` bytes.
Result<QList<ZipEntry>> readZipArchive(const QByteArray& archive, qint64 maximum = 256 * 1024 * 1024);

} // namespace antiphon
