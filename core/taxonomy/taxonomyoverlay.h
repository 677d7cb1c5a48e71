// Codings as they would read under a published version of the codebook. Pure rules; nothing is changed.
#pragma once

#include "core/coding/codingstore.h"
#include "core/coding/frequency.h"
#include "core/taxonomy/taxonomydiff.h"

namespace antiphon {

struct TaxonomyOverlay
{
    QString name;              // of the version
    QList<Code> codes;         // of the version in the order of its tree, then those made later
    QHash<CodeId, Code> shown; // a code as it is now, to the code that its codings are shown under
    QList<Code> later;         // made later, and no single code of the version led to them: shown as they are
    QStringList toldWithin;    // "intent:a within intent:b": gone since, its codings can not be told apart
    QStringList gone;          // removed since with their codings
    QStringList notes() const; // the last three as sentences
    Code of(const Code& now) const { return shown.value(now.id, now); }
};

// A code of the version is shown as the version has it. One made later is shown as the one code of the
// version that it was split off or merged from, if there is just one.
TaxonomyOverlay overlayOf(const QString& name, const Taxonomy& version, const QList<Code>& now,
                          const QList<CodeLineage>& lineage);

// The same codings with the overlay's codes. Two that a coder put on the same target and that are shown as
// one become one. Order as before, but for the codes.
QList<CodedTurn> codedUnder(const TaxonomyOverlay& overlay, QList<CodedTurn> turns);
// The same counts by the overlay's codes; `turns` are all codings of the same query, from which the turns of
// codes that are shown as one are counted anew. Complete and in order, see completeFrequencies().
QList<FrequencyRow> frequenciesUnder(const TaxonomyOverlay& overlay, const QList<FrequencyRow>& rows,
                                     FrequencyBy by, const QList<CodedTurn>& turns);

} // namespace antiphon
