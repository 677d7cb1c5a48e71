// Writing small JSON by hand where thousands of documents a second are made.
#pragma once

#include <QByteArray>
#include <QStringView>

#include <string_view>

namespace antiphon {

// Appends `utf8` as a JSON string with its quotes (RFC 8259).
void appendJsonString(QByteArray& json, std::string_view utf8);
void appendJsonString(QByteArray& json, QStringView text);
void appendJsonNumber(QByteArray& json, qint64 number);
// The shortest form that reads back as the same number; `number` must be finite.
void appendJsonNumber(QByteArray& json, double number);

} // namespace antiphon
