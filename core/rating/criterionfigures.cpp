#include "core/rating/criterionfigures.h"

#include "core/base/parallel.h"
#include "core/rating/resamples.h"
#include "core/statistics/chancecorrected.h"
#include "core/statistics/hodgeslehmann.h"
#include "core/statistics/intraclass.h"
#include "core/statistics/studentinterval.h"

#include <functional>

namespace antiphon {

namespace {

statistics::ManySamplesTest overDialogues(const SortedAnswers& sorted)
{
    std::vector<std::vector<double>> groups;
    for (const auto& observations : sorted.byCondition)
        groups.push_back(dialogueMeans(observations));
    statistics::ManySamplesTest test = statistics::kruskalWallis(groups);
    test.method += ", dialogue means";
    return test;
}

RaterPair raterPair(qsizetype first, qsizetype second, const statistics::RatingTable& means, double level)
{
    RaterPair pair;
    pair.first = first;
    pair.second = second;
    std::vector<double> differences;
    for (const auto& row : means.rows) {
        const auto& one = row[static_cast<std::size_t>(first)];
        const auto& other = row[static_cast<std::size_t>(second)];
        if (!one || !other)
            continue;
        differences.push_back(*one - *other);
        (*one > *other ? pair.wins : *one < *other ? pair.losses : pair.ties) += 1;
    }
    pair.wilcoxon = statistics::wilcoxonSignedRank(differences);
    pair.wilcoxon.method += ", raters' means";
    pair.shift = statistics::hodgesLehmann(differences);
    pair.winShare =
        statistics::wilsonShare(static_cast<double>(pair.wins) + 0.5 * static_cast<double>(pair.ties),
                                static_cast<double>(differences.size()), level);
    pair.winShare.method += ", raters who rate the first higher, ties half";
    pair.signP = statistics::exactBinomial(pair.wins, pair.wins + pair.losses).p;
    return pair;
}

void addRaters(CriterionFigures& figures, const SortedAnswers& sorted, qsizetype conditions, qsizetype raters,
               double level)
{
    const auto size = static_cast<std::size_t>(conditions);
    const statistics::RatingTable means = raterMeans(sorted, static_cast<std::size_t>(raters), size);
    figures.raters = statistics::blockTest(means);
    figures.raters.method += ", raters' means";
    std::vector<std::vector<double>> wins(size, std::vector<double>(size, 0.0));
    for (qsizetype i = 0; i < conditions; ++i) {
        for (qsizetype j = i + 1; j < conditions; ++j) {
            const RaterPair pair = raterPair(i, j, means, level);
            const double half = 0.5 * static_cast<double>(pair.ties);
            wins[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
                static_cast<double>(pair.wins) + half;
            wins[static_cast<std::size_t>(j)][static_cast<std::size_t>(i)] =
                static_cast<double>(pair.losses) + half;
            figures.pairs << pair;
        }
    }
    figures.wins = statistics::bradleyTerry(wins, level);
}

statistics::CategoryTable categoriesOf(const statistics::RatingTable& table, int points)
{
    statistics::CategoryTable categories;
    categories.categories = points;
    for (const auto& row : table.rows) {
        std::vector<std::optional<int>> cells;
        for (const auto& value : row)
            cells.push_back(value ? std::optional(static_cast<int>(*value) - 1) : std::nullopt);
        categories.rows.push_back(std::move(cells));
    }
    return categories;
}

// Without raters and dialogues that have no answers, which are no gaps in the agreement.
statistics::RatingTable answeredPart(const SortedAnswers& sorted)
{
    statistics::RatingTable table;
    for (const auto& row : sorted.table.rows) {
        const auto end = row.begin() + static_cast<std::ptrdiff_t>(sorted.conditionOf.size());
        std::vector<std::optional<double>> cells(row.begin(), end);
        if (std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.has_value(); }))
            table.rows.push_back(std::move(cells));
    }
    return table;
}

// The ordinal alpha stands in the criterion's result.
QList<statistics::Estimate> agreementOf(const SortedAnswers& sorted, int points,
                                        const statistics::BootstrapOptions& bootstrap)
{
    const statistics::RatingTable table = answeredPart(sorted);
    statistics::BootstrapOptions fewer = bootstrap;
    fewer.replicates = heavyResamples(bootstrap.replicates, sorted.values.size());
    statistics::Estimate alpha =
        statistics::krippendorffAlpha(table, statistics::Scale::Interval, fewer).estimate;
    alpha.method = "Krippendorff's alpha, interval, dialogues drawn";
    statistics::Estimate ac2 = statistics::studentInterval(
        statistics::gwetAc(categoriesOf(table, points), statistics::Weights::Quadratic), bootstrap.level);
    ac2.method = "Gwet's AC2, quadratic weights, t interval of dialogues";
    const statistics::IntraclassForms forms = statistics::intraclass(table, bootstrap.level);
    const statistics::Concordance concordance = statistics::kendallW(table, fewer);
    return {alpha, ac2, forms.twoSingle, forms.twoMean, concordance.estimate};
}

} // namespace

CriterionFigures criterionFigures(const SortedAnswers& sorted, qsizetype conditions,
                                  const QStringList& raters, const ModelOptions& options,
                                  const statistics::BootstrapOptions& bootstrap)
{
    CriterionFigures figures;
    figures.dialogues = overDialogues(sorted);
    addRaters(figures, sorted, conditions, raters.size(), bootstrap.level);
    const std::function<void()> parts[] = {
        [&] { figures.model = modelFigures(sorted, conditions, options); },
        [&] { figures.agreement = agreementOf(sorted, options.points, bootstrap); },
        [&] { figures.byRater = raterFigures(sorted, raters, bootstrap); },
        [&] { figures.time = timeFigures(sorted, bootstrap); }};
    forEachIndex(std::size(parts), options.threads, [&](std::size_t i) {
        if (!options.cancel.isCancelled())
            parts[i]();
    });
    return figures;
}

} // namespace antiphon
