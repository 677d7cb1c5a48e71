// Small pieces of bytes made smaller, for columns of the project file.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace antiphon {

// Packs with Zstandard. What is like `base` becomes very small; unpacking then needs the same base.
QByteArray packedBytes(const QByteArray& bytes, const QByteArray& base = {});
// Errors: WrongFormat for bytes that packedBytes() did not make with this base, or over 64 MB.
Result<QByteArray> unpackedBytes(const QByteArray& packed, const QByteArray& base = {});

} // namespace antiphon
