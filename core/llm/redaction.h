// Taking keys out of texts that are kept or shown.
#pragma once

#include <QByteArray>
#include <QString>

namespace antiphon {

// Replaces the key, its beginning masked by stars as servers echo it, and any bearer token by "[key]".
// `key` may be empty.
QString redacted(const QString& text, const QByteArray& key);

} // namespace antiphon
