#include "core/base/zipfile.h"

#include <QBuffer>
#include <QDateTime>
#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipnewinfo.h>

namespace antiphon {

namespace {

constexpr int deflate = 8; // the method's number in the format

QString numberText(int zipError)
{
    return QStringLiteral("the ZIP library reports error %1").arg(zipError);
}

Result<void> write(QuaZip& zip, const ZipEntry& entry)
{
    QuaZipNewInfo info(entry.name);
    info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0));
    const bool stored = entry.method == ZipMethod::Stored;
    QuaZipFile file(&zip);
    const bool opened =
        file.open(QIODevice::WriteOnly, info, nullptr, 0, stored ? 0 : deflate, stored ? 0 : 9);
    if (!opened || file.write(entry.content) != entry.content.size())
        return fail(ErrorCode::WriteFailed, entry.name, numberText(file.getZipError()));
    file.close();
    if (file.getZipError() != ZIP_OK)
        return fail(ErrorCode::WriteFailed, entry.name, numberText(file.getZipError()));
    return {};
}

} // namespace

Result<QByteArray> zipArchive(const QList<ZipEntry>& entries)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    // Readers of OpenDocument look for the first entry's content at a fixed place: no descriptor behind it.
    zip.setDataDescriptorWritingEnabled(false);
    if (!zip.open(QuaZip::mdCreate))
        return fail(ErrorCode::WriteFailed, QStringLiteral("the archive"), numberText(zip.getZipError()));
    for (const ZipEntry& entry : entries)
        ANTIPHON_TRY(write(zip, entry));
    zip.close();
    if (zip.getZipError() != ZIP_OK)
        return fail(ErrorCode::WriteFailed, QStringLiteral("the archive"), numberText(zip.getZipError()));
    return bytes;
}

Result<QList<ZipEntry>> readZipArchive(const QByteArray& archive, qint64 maximum)
{
    QByteArray bytes = archive;
    QBuffer buffer(&bytes);
    QuaZip zip(&buffer);
    const auto damaged = [&zip](const QString& name) {
        return fail(ErrorCode::WrongFormat, name, numberText(zip.getZipError()));
    };
    if (!zip.open(QuaZip::mdUnzip))
        return damaged(QStringLiteral("the archive"));
    QList<ZipEntry> entries;
    qint64 total = 0;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
        ZipEntry entry{zip.getCurrentFileName()};
        QuaZipFile file(&zip);
        if (!file.open(QIODevice::ReadOnly))
            return damaged(entry.name);
        entry.content = file.read(maximum - total + 1);
        total += entry.content.size();
        if (total > maximum)
            return fail(ErrorCode::WrongFormat, entry.name, QStringLiteral("it unpacks to too much"));
        file.close();
        if (file.getZipError() != UNZ_OK)
            return damaged(entry.name);
        entries << entry;
    }
    return entries;
}

} // namespace antiphon
