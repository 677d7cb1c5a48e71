// The codebook as a workbook of spreadsheet programs.
#pragma once

#include "core/coding/codebookfile.h"

namespace antiphon {

// An .xlsx (Office Open XML, ISO/IEC 29500, transitional) with one sheet: a heading row, then a row a code
// with the columns of codebookCsv(). `codes` in the order of readCodes(). Characters that XML can not hold
// are left out, and texts are cut at the 32,767 characters that a cell takes. Errors: those of XlsxFile.
Result<QByteArray> codebookXlsx(const QList<Code>& codes);

} // namespace antiphon
