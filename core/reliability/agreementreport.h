// How far coders agree, as one answer that a view can show: each code, each pair of coders, the turns on
// which they differ.
#pragma once

#include "core/analysis/agreementrows.h"
#include "core/analysis/coderagreement.h"

namespace antiphon {

// The sets of codes of a facet, or of all facets.
struct SetFigures
{
    std::optional<Facet> facet;
    statistics::Agreement masi;
    statistics::Agreement jaccard;
};

// Two coders, by their sets of codes over the turns that both rated.
struct PairFigures
{
    std::size_t first = 0; // index into AgreementReport::coders
    std::size_t second = 0;
    statistics::Agreement masi;
    statistics::Agreement jaccard;
};

// A turn on which two coders or more differ.
struct DifferingTurn
{
    TurnPlace place;
    QList<std::optional<QList<quint16>>> codes; // by coder; nothing: not rated
};

struct AgreementReport
{
    QList<Code> codes;
    QList<Coder> coders;
    AgreementUnit unit = AgreementUnit::Turn;
    std::vector<AgreementRow> rows; // all codes, facets, then codes; without codes that no coder gave
    QList<SetFigures> sets;         // all facets together first; of turns, whatever the unit
    QList<PairFigures> pairs;       // as sets
    QList<DifferingTurn> differing; // the first so many of them
    qint64 differingInAll = 0;
};

// With fewer than two coders there is nothing but their names. `extent` belongs to `corpus`. `mostDiffering`:
// so many turns are listed. With `folds` the rows have intervals, by so many threads. Errors: Cancelled;
// those of agreementRows.
Result<AgreementReport> agreementReport(const CodedCorpus& corpus, const CodedExtent& extent,
                                        AgreementUnit unit, qsizetype mostDiffering,
                                        const CancelToken& cancel = {});
Result<AgreementReport> agreementReport(const CodedCorpus& corpus, const CodedExtent& extent,
                                        AgreementUnit unit, qsizetype mostDiffering,
                                        const statistics::BootstrapOptions& folds, int threads,
                                        const CancelToken& cancel = {}, const ProgressSink& progress = {});

} // namespace antiphon
