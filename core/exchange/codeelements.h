// Codes as REFI-QDA writes them, the same in a codebook and in a project.
#pragma once

#include "core/coding/codebookfile.h"

#include <functional>

class QXmlStreamReader;
class QXmlStreamWriter;

namespace antiphon {

// Called inside a code's element, behind its description; for what else a file says of it.
using CodeExtras = std::function<void(const Code& code)>;

// Writes <Codes> with one folder a facet, in it the facet's tree; a category is a folder (isCodable false).
// `codes` in the order of readCodes() and not empty.
void writeCodes(QXmlStreamWriter& xml, const QList<Code>& codes, const CodeExtras& extras = {});

// A note that a file has on a code.
struct CodeNote
{
    qsizetype entry = 0;
    QString note; // its guid in lower case
};

// What a codebook of another program came to.
struct ExchangedCodes
{
    QList<CodebookEntry> entries; // with the ids of the file
    QList<CodeNote> notes;
    QStringList losses; // what could not be taken as it stands, one sentence each
};

// Reads from the start element of <Codes> to its end. Folders on top that are facets give their codes the
// facet; all else is of the facet Free. Names that come twice get a number, long ones are cut, codes without
// one are called "Code"; each is told. Errors: those of the reader, which stay in it.
ExchangedCodes readCodeElements(QXmlStreamReader& xml);

} // namespace antiphon
