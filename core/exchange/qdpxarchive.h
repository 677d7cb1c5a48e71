// The ZIP of a .qdpx, looked through before anything is taken from it.
#pragma once

#include "core/base/zipfile.h"

#include <QHash>

namespace antiphon {

struct QdpxArchive
{
    QByteArray project;                 // the one .qde at the root, whatever its name
    QByteArray sideFile;                // of Antiphon; empty: none
    QHash<QString, QByteArray> sources; // by name in lower case, without the folder
};

// A .qde by itself, the project's XML without its ZIP, is an archive without sources. Errors: WrongFormat for
// what is no ZIP and no XML, is damaged or unpacks to far more than it should; for a name that
// leads out of the archive (absolute, with a drive, ".." or a backslash), a name that comes twice, and where
// there is no .qde at the root, or several.
Result<QdpxArchive> openQdpx(const QByteArray& bytes, const QString& subject);

} // namespace antiphon
