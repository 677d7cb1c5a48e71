// Taking keys out of texts that are kept or shown.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace antiphon {

// Replaces the key, its beginning masked by stars as servers echo it, and any bearer token by "[key]".
// `key` may be empty.
QString redacted(const QString& text, QByteArrayView key);

// Replaces the key alone; for texts that may well hold stars.
void takeOut(QString& text, QByteArrayView key);

} // namespace antiphon
