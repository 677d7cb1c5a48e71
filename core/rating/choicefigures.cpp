#include "core/rating/choicefigures.h"

namespace antiphon {

namespace {

using statistics::Observation;

PairWins winsOf(const QList<PairChoice>& choices, int first, int second, double margin,
                const statistics::BootstrapOptions& bootstrap, double alpha)
{
    PairWins wins;
    wins.first = first;
    wins.second = second;
    std::vector<Observation> observations;
    for (const PairChoice& one : choices) {
        const bool isStraight = one.left == first && one.right == second;
        if (!isStraight && !(one.left == second && one.right == first))
            continue;
        const double value = isStraight ? one.leftWins : 1.0 - one.leftWins;
        observations.push_back({value, one.item, one.rater});
        (value > 0.5 ? wins.wins : value < 0.5 ? wins.losses : wins.ties) += 1;
    }
    wins.rate = statistics::clusteredShare(observations, margin, bootstrap, alpha);
    wins.signP = statistics::exactBinomial(wins.wins, wins.wins + wins.losses).p;
    return wins;
}

} // namespace

PairFigures pairFigures(const QList<PairChoice>& choices, int conditions, double margin,
                        const statistics::BootstrapOptions& bootstrap, double alpha)
{
    PairFigures figures;
    figures.n = choices.size();
    const auto size = static_cast<std::size_t>(conditions);
    std::vector<std::vector<double>> table(size, std::vector<double>(size, 0.0));
    for (int i = 0; i < conditions; ++i) {
        for (int j = i + 1; j < conditions; ++j) {
            const PairWins wins = winsOf(choices, i, j, margin, bootstrap, alpha);
            const double half = 0.5 * static_cast<double>(wins.ties);
            table[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
                static_cast<double>(wins.wins) + half;
            table[static_cast<std::size_t>(j)][static_cast<std::size_t>(i)] =
                static_cast<double>(wins.losses) + half;
            figures.pairs << wins;
        }
    }
    figures.wins = statistics::bradleyTerry(table, bootstrap.level);
    std::vector<Observation> sides;
    for (const PairChoice& one : choices)
        sides.push_back({one.leftWins, one.item, one.rater});
    figures.side = statistics::clusteredMean(sides, bootstrap);
    figures.side.method = "share that the left one wins, ties half, " + figures.side.method;
    return figures;
}

QList<BestWorstStanding> bestWorstFigures(const QList<BestWorstChoice>& choices, int conditions,
                                          const statistics::BootstrapOptions& bootstrap)
{
    QList<BestWorstStanding> standings(conditions);
    std::vector<std::vector<Observation>> scores(static_cast<std::size_t>(conditions));
    for (const BestWorstChoice& one : choices) {
        for (int place = 0; place < one.conditions.size(); ++place) {
            const int condition = one.conditions.at(place);
            BestWorstStanding& standing = standings[condition];
            const double score = (place == one.best ? 1.0 : 0.0) - (place == one.worst ? 1.0 : 0.0);
            ++standing.shown;
            standing.best += place == one.best ? 1 : 0;
            standing.worst += place == one.worst ? 1 : 0;
            scores[static_cast<std::size_t>(condition)].push_back({score, one.item, one.rater});
        }
    }
    for (int condition = 0; condition < conditions; ++condition) {
        statistics::Estimate& score = standings[condition].score;
        score = statistics::clusteredMean(scores[static_cast<std::size_t>(condition)], bootstrap);
        score.method = "best less worst by times shown, " + score.method;
    }
    return standings;
}

} // namespace antiphon
