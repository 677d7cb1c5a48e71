#include "core/exchange/qdpxarchive.h"

#include "core/exchange/sidefile.h"

#include <QSet>

namespace antiphon {

namespace {

constexpr qint64 mostUnpacked = 256 * 1024 * 1024;
constexpr qint64 harmless = 16 * 1024 * 1024; // may be unpacked from an archive of any size
constexpr qint64 mostTimes = 100;             // text packs to a tenth or so, XML to a fortieth

Failure refused(const QString& subject, const QString& why)
{
    return fail(ErrorCode::WrongFormat, subject, why);
}

// Why a name may not stand in an archive; empty: it may.
QString faultOf(const QString& name)
{
    const bool drive = name.size() > 1 && name[1] == QLatin1Char(':');
    if (name.isEmpty() || name.startsWith(QLatin1Char('/')) || drive)
        return QStringLiteral("leads out of the archive");
    if (name.contains(QLatin1Char('\\')) || name.contains(QChar(0)))
        return QStringLiteral("is not allowed in a ZIP");
    return name.split(QLatin1Char('/')).contains(QStringLiteral(".."))
               ? QStringLiteral("leads out of the archive")
               : QString();
}

Result<void> take(QdpxArchive& archive, const ZipEntry& entry, const QString& subject)
{
    const QString name = entry.name.toLower();
    if (name.startsWith(QLatin1String("sources/"))) {
        archive.sources.insert(name.mid(name.indexOf(QLatin1Char('/')) + 1), entry.content);
    } else if (name == sideFileName()) {
        archive.sideFile = entry.content;
    } else if (name.endsWith(QLatin1String(".qde")) && !name.contains(QLatin1Char('/'))) {
        if (!archive.project.isEmpty())
            return refused(subject, QStringLiteral("it holds several projects (.qde)"));
        archive.project = entry.content;
    }
    return {};
}

// A project's XML without its ZIP: it begins with a tag, in UTF-8 or UTF-16, after a mark or not.
bool isPlainProject(const QByteArray& bytes)
{
    const QByteArray begin = bytes.left(64).trimmed();
    return begin.startsWith('<') || begin.startsWith("\xef\xbb\xbf<") ||
           begin.startsWith(QByteArray("\xff\xfe<", 3)) || begin.startsWith(QByteArray("\xfe\xff\0<", 4));
}

} // namespace

Result<QdpxArchive> openQdpx(const QByteArray& bytes, const QString& subject)
{
    if (isPlainProject(bytes))
        return QdpxArchive{bytes, {}, {}};
    if (!bytes.startsWith("PK"))
        return refused(subject, QStringLiteral("it is neither a ZIP nor a project's XML"));
    const qint64 maximum = std::min(mostUnpacked, std::max(harmless, bytes.size() * mostTimes));
    auto entries = readZipArchive(bytes, maximum);
    if (!entries)
        return refused(subject,
                       QStringLiteral("%1: %2").arg(entries.error().subject, entries.error().detail));
    QdpxArchive archive;
    QSet<QString> names;
    for (const ZipEntry& entry : std::as_const(*entries)) {
        if (const QString fault = faultOf(entry.name); !fault.isEmpty())
            return refused(subject, QStringLiteral("the name \"%1\" in it %2").arg(entry.name, fault));
        if (names.contains(entry.name.toLower()))
            return refused(subject, QStringLiteral("the name \"%1\" comes twice in it").arg(entry.name));
        names.insert(entry.name.toLower());
        ANTIPHON_TRY(take(archive, entry, subject));
    }
    if (archive.project.isEmpty())
        return refused(subject, QStringLiteral("it holds no project (.qde)"));
    return archive;
}

} // namespace antiphon
