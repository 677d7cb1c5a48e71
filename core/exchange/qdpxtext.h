// The plain texts in a .qdpx.
#pragma once

#include "core/base/result.h"

#include <QHash>

namespace antiphon {

// The text that "internal://name.txt" stands for, with CRLF and byte order mark as they are there; characters
// of number 0 become U+FFFD. `files` as in QdpxArchive. Errors, with a clause for people in `detail`:
// NotPossible for a text outside of the archive, which is never opened; NotFound; InvalidText for what is
// neither UTF-8 nor UTF-16 with a byte order mark.
Result<QString> textOfPath(const QHash<QString, QByteArray>& files, const QString& path);

} // namespace antiphon
