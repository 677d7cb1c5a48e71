// Tables as files by the ending of their name.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace antiphon {

// Whether the name ends in .xlsx.
bool isWorkbookPath(const QString& path);

// A table of one sheet called `name` from CSV with a header. A column whose fields are all numbers as
// programs write them (no leading zeros, at most 15 digits) or empty becomes numbers, every other text.
// Errors: those of XlsxFile.
Result<QByteArray> workbookFromCsv(const QByteArray& csv, const QString& name);

// Writes the table as a workbook where the name ends in .xlsx, else the CSV as it is. Errors: those of
// workbookFromCsv and writeWholeFile.
Result<void> writeTableFile(const QString& path, const QByteArray& csv);

} // namespace antiphon
