#include "core/reliability/agreementreport.h"

namespace antiphon {

namespace {

// The sets of two of the coders, turns that neither rated included: they have no part in alpha.
statistics::LabelSetTable pairOf(const statistics::LabelSetTable& sets, std::size_t first, std::size_t second)
{
    return {{sets.rows[first], sets.rows[second]}, sets.clusterOf};
}

DifferingTurn differingTurn(const CodedCorpus& corpus, const Disagreement& differing)
{
    const CorpusTurn& turn = corpus.turns[differing.turn];
    DifferingTurn found{
        {corpus.ids[differing.turn], corpus.dialogues[turn.dialogue], turn.position, turn.role}, {}};
    for (const auto& codes : differing.codes)
        found.codes << (codes ? std::optional(QList<quint16>(codes->begin(), codes->end())) : std::nullopt);
    return found;
}

Result<void> addSets(const CodedCorpus& corpus, AgreementReport& report, const CancelToken& cancel)
{
    using statistics::SetDistance;
    QList<std::optional<Facet>> facets{std::nullopt};
    for (const Facet facet : allFacets)
        facets << facet;
    for (const auto& facet : std::as_const(facets)) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        const statistics::LabelSetTable sets = labelSetsOf(corpus, facet);
        report.sets << SetFigures{facet, krippendorffAlpha(sets, SetDistance::Masi),
                                  krippendorffAlpha(sets, SetDistance::Jaccard)};
        if (facet)
            continue;
        for (std::size_t first = 0; first < corpus.layers.size(); ++first) {
            for (std::size_t second = first + 1; second < corpus.layers.size(); ++second) {
                if (cancel.isCancelled())
                    return fail(ErrorCode::Cancelled);
                const auto pair = pairOf(sets, first, second);
                report.pairs << PairFigures{first, second, krippendorffAlpha(pair, SetDistance::Masi),
                                            krippendorffAlpha(pair, SetDistance::Jaccard)};
            }
        }
    }
    return {};
}

using RowsAnswer = std::function<Result<std::vector<AgreementRow>>(const AgreementTally& tally)>;

bool wasGiven(const AgreementRow& row)
{
    return std::ranges::any_of(row.given, [](qint64 given) { return given > 0; });
}

Result<AgreementReport> reportWith(const CodedCorpus& corpus, const CodedExtent& extent, AgreementUnit unit,
                                   qsizetype mostDiffering, const CancelToken& cancel, const RowsAnswer& rows)
{
    AgreementReport report;
    report.codes = corpus.codes;
    report.unit = unit;
    for (const CodingLayer& layer : corpus.layers)
        report.coders << layer.coder();
    if (corpus.layers.size() < 2)
        return report;
    ANTIPHON_TRY_ASSIGN(const AgreementTally tally, AgreementTally::of(corpus, extent, unit, cancel));
    ANTIPHON_TRY_ASSIGN(report.rows, rows(tally));
    std::erase_if(report.rows, [](const AgreementRow& row) { return row.code && !wasGiven(row); });
    ANTIPHON_TRY(addSets(corpus, report, cancel));
    const std::vector<Disagreement> differing = disagreements(corpus);
    report.differingInAll = static_cast<qint64>(differing.size());
    for (const Disagreement& one : differing) {
        if (report.differing.size() == mostDiffering)
            break;
        report.differing << differingTurn(corpus, one);
    }
    return report;
}

} // namespace

Result<AgreementReport> agreementReport(const CodedCorpus& corpus, const CodedExtent& extent,
                                        AgreementUnit unit, qsizetype mostDiffering,
                                        const CancelToken& cancel)
{
    return reportWith(corpus, extent, unit, mostDiffering, cancel, [&corpus](const AgreementTally& tally) {
        return Result<std::vector<AgreementRow>>(agreementRows(corpus, tally));
    });
}

Result<AgreementReport> agreementReport(const CodedCorpus& corpus, const CodedExtent& extent,
                                        AgreementUnit unit, qsizetype mostDiffering,
                                        const statistics::BootstrapOptions& folds, int threads,
                                        const CancelToken& cancel, const ProgressSink& progress)
{
    return reportWith(corpus, extent, unit, mostDiffering, cancel, [&](const AgreementTally& tally) {
        return agreementRows(corpus, tally, {}, folds, threads, cancel, progress);
    });
}

} // namespace antiphon
