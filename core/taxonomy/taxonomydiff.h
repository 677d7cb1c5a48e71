// What changed from one taxonomy to another, in the words of people who code. Pure rules.
#pragma once

#include "core/coding/codelineagestore.h"
#include "core/taxonomy/taxonomy.h"

namespace antiphon {

enum class TaxonomyChangeKind { Added, Removed, Renamed, Redefined, Moved, Merged, Split };
inline constexpr TaxonomyChangeKind allTaxonomyChanges[] = {
    TaxonomyChangeKind::Added,    TaxonomyChangeKind::Removed, TaxonomyChangeKind::Merged,
    TaxonomyChangeKind::Split,    TaxonomyChangeKind::Renamed, TaxonomyChangeKind::Moved,
    TaxonomyChangeKind::Redefined};
QString taxonomyChangeWord(TaxonomyChangeKind kind); // "added", "merged"

// A code is named "facet:name". Of a move, `from` and `to` are the paths; else the names.
struct TaxonomyChange
{
    TaxonomyChangeKind kind = TaxonomyChangeKind::Added;
    QList<CodeId> before = {}; // codes of the earlier taxonomy that it concerns
    QList<CodeId> after = {};  // codes of the later one
    QStringList from = {};     // their names before, or the path
    QStringList to = {};       // their names after, or the path
    // What was redefined: definition, include, exclude, examples, codable, relations, properties. Of a move
    // also "second places".
    QStringList fields = {};
    bool operator==(const TaxonomyChange&) const = default;
};

// "intent:add_filter + intent:remove_filter -> intent:filter", a line of a list.
QString taxonomyChangeText(const TaxonomyChange& change);

struct TaxonomyDiff
{
    QList<TaxonomyChange> changes; // by kind as in allTaxonomyChanges, within one in the order of the tree
    bool operator==(const TaxonomyDiff&) const = default;
};

// Where the codings of a code that `after` lacks are now, following merges and splits through codes that are
// gone too; the code itself where `after` has it. Ascending; empty: it was removed.
QList<CodeId> heirsOf(CodeId code, const Codebook& after, const QList<CodeLineage>& lineage);

// Codes are the same where their ids are. A code that `after` lacks and that was merged into others counts as
// merged, not removed; a code that `before` lacks and that was split off one of `before` counts as split, not
// added. A code may change in several ways at once. Equal taxonomies have no changes, different ones some.
TaxonomyDiff diffTaxonomies(const Taxonomy& before, const Taxonomy& after,
                            const QList<CodeLineage>& lineage = {});

} // namespace antiphon
