// Codebooks as files: JSON (the form of the starting codebook), CSV, and Markdown for reading.
#pragma once

#include "core/coding/code.h"

#include <QHash>

namespace antiphon {

// A line of a codebook: `category` names the code of the same facet that groups it.
struct CodebookEntry
{
    Code code;        // its parent is null; its id, too, but where the file tells it
    QString category; // empty: none
    bool operator==(const CodebookEntry&) const = default;
};

// {"facets": [{"id": "intent", "codes": [{"name", "key", "definition", "include", "exclude", "examples",
// "colour"}], "families": [{"name", "label", "codes": [...]}]}]}. Families become categories, before their
// codes; codes and families may hold "codes" and "families" to any depth, and a code with "codable": false is
// a category. Places follow the order; colours too, where none is given. Errors: WrongFormat with the place
// of the fault; InvalidValue for an unknown facet or a code without a name; AlreadyExists for a name given
// twice.
Result<QList<CodebookEntry>> parseCodebookJson(const QByteArray& json, const QString& subject);
// Columns facet, code (or name) and, where present, category, key, definition, include, exclude, examples (a
// line each), colour, codable (0: a category). A category without a line of its own is made. Errors: those of
// CsvReader; MissingColumn; those of parseCodebookJson with the line.
Result<QList<CodebookEntry>> readCodebookCsv(const QString& path);
// By the ending of the name: .json or .csv. Errors: WrongFormat for another; those of the above.
Result<QList<CodebookEntry>> readCodebookFile(const QString& path);

// Gives entries their places, colours where they are below 0, and checks the names; for readers of files.
Result<void> finishCodebook(QList<CodebookEntry>& entries, const QString& subject);

QByteArray codebookJson(const QList<Code>& codes, const QString& name);
QByteArray codebookCsv(const QList<Code>& codes);
// Facets and codes as headings, a code that lies in another one level deeper (at most six levels); what
// people wrote is text in it, whatever marks it holds. `codes` in the order of the tree. `codings`: how often
// each was used, told where any is given.
QByteArray codebookMarkdown(const QList<Code>& codes, const QString& name,
                            const QHash<CodeId, qint64>& codings = {});

} // namespace antiphon
