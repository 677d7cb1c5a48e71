// The rows that a tree of codes shows, filtered and ranked by what was typed; and codes of a similar name.
#pragma once

#include "core/coding/codetree.h"

namespace antiphon {

// How a code fits what was typed, the best first. A fit of several words is that of the worst.
enum class CodeFit { NameBegins, WordBegins, NameHolds, DefinitionHolds, ExampleHolds };

// Nothing where a word of `typed` is nowhere in the code. An empty text fits by name. Definitions are read
// with what they include and exclude.
std::optional<CodeFit> fitOf(const Code& code, const QStringList& words);
QStringList wordsTyped(const QString& typed);

struct CodeTreeRow
{
    Facet facet = Facet::Free;
    CodeNode node = {};              // a null code: the facet's heading
    int parent = -1;                 // index in rows
    int place = 0;                   // among its siblings
    int depth = 0;                   // 0: a heading
    std::optional<CodeFit> fit = {}; // nothing: it is there for what lies in it
    QList<int> children = {};
};

struct CodeTreeRows
{
    QList<CodeTreeRow> rows = {}; // each before what lies in it
    QList<int> tops = {};         // the headings
    int best = -1;                // the row of the best fit; -1: none
    int found = 0;                // codes that fit, each counted once
};

// The tree below headings of the facets that have codes. With something typed, only what fits and the way to
// it; siblings then stand by the best fit in them, so that the best of all is the first. Second places are
// shown as well.
CodeTreeRows treeRows(const Codebook& codebook, const QString& typed = {});

// Codes whose name is much like `name`, most alike first: the same words in another order or form, one name
// within the other, or few letters apart. Not those of exactly that name.
QList<Code> similarCodes(const QList<Code>& codes, const QString& name, int limit = 3);

} // namespace antiphon
