// Codebooks in the REFI-QDA exchange format (.qdc).
#pragma once

#include "core/coding/codebookimport.h"
#include "core/exchange/codeelements.h"

namespace antiphon {

// The codebook as XML that the schema of REFI-QDA 1.5 accepts. `codes` in the order of readCodes(). Errors:
// NotPossible for a codebook without a code, which the format can not hold.
Result<QByteArray> codebookQdc(const QList<Code>& codes);

// Reads a codebook of whatever program: elements are known by their names, whatever version their namespace
// says; containers may be empty. Errors: WrongFormat for what is no XML, has a document type, lies too deep
// or is no codebook.
Result<ExchangedCodes> parseQdc(const QByteArray& xml, const QString& subject);

struct QdcImport
{
    CodebookImport codes;
    QStringList losses; // one sentence each
};
// Merges the codes of a file into the codebook as one recorded edit. Errors: those of readWholeFile,
// parseQdc and SQLite.
Result<QdcImport> importQdc(const Connection& connection, const Actor& actor, const QString& path);

} // namespace antiphon
