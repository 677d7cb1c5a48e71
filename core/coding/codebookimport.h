// Bringing codes into a project's codebook, each time as one recorded edit.
#pragma once

#include "core/coding/codebookfile.h"
#include "core/storage/edithistory.h"

namespace antiphon {

struct CodebookImport
{
    int added = 0;
    int changed = 0;
    int unchanged = 0;
};

// Adds the codes that are missing and brings those of the same facet and name to what the entries say; what
// an entry leaves empty stays. New codes keep the id of their entry where no code has it. A key that another
// code has stays with that one. Call it inside EditHistory::record or ProjectSession::edit.
Result<CodebookImport> mergeCodebook(const Connection& connection, const QList<CodebookEntry>& entries);

// Errors: those of readCodebookFile and of SQLite.
Result<CodebookImport> importCodebook(const Connection& connection, const Actor& actor, const QString& path);

// The codebook that ships with the program: the taxonomy of arXiv 2411.07439.
Result<QList<CodebookEntry>> startingCodebook();
// Gives a new project its codebook: one recorded edit.
Result<CodebookImport> addStartingCodebook(const Connection& connection, const Actor& actor);

// The code of that facet and name, made where there is none, with the next colour and place. For imports;
// call it as mergeCodebook.
Result<Code> ensureCode(const Connection& connection, Facet facet, const QString& name);

} // namespace antiphon
