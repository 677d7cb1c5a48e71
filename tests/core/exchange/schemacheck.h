// The official schemas, through xmllint.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace antiphon::test {

// What xmllint finds wrong with the file by the schema of that name; empty: nothing. Nothing where xmllint is
// not installed or the schemas are absent: tests then skip.
std::optional<QString> schemaFaults(const QString& schema, const QString& file);

} // namespace antiphon::test
