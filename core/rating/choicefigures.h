// What answers say that choose among several dialogues: which of two is better, and best and worst of
// several.
#pragma once

#include "core/statistics/clusteredbootstrap.h"
#include "core/statistics/pairwise.h"

#include <QList>

namespace antiphon {

// Two dialogues side by side, by their conditions numbered from 0.
struct PairChoice
{
    int left = 0;
    int right = 0;
    double leftWins = 0.5; // 1, or 0 where the right one is better, or one half
    int item = 0;
    int rater = 0;
};

struct PairWins
{
    int first = 0; // of the conditions
    int second = 0;
    qint64 wins = 0; // of the first
    qint64 losses = 0;
    qint64 ties = 0;
    statistics::WinRate rate;    // of the first, ties half, held against the margin of shares
    std::optional<double> signP; // exact, without ties
};

struct PairFigures
{
    QList<PairWins> pairs;         // A-B, A-C, ..., B-C, ...
    statistics::BradleyTerry wins; // the first condition has 0; ties count half
    statistics::Estimate side;     // share that the left one wins: one half without an effect of the side
    qint64 n = 0;
};

// The bootstrap draws as its options say. Choices between dialogues of one condition tell of the side only.
PairFigures pairFigures(const QList<PairChoice>& choices, int conditions, double margin,
                        const statistics::BootstrapOptions& bootstrap, double alpha);

// Several dialogues, the best and the worst of them.
struct BestWorstChoice
{
    QList<int> conditions; // of each as shown
    int best = 0;          // places among them
    int worst = 0;
    int item = 0;
    int rater = 0;
};

struct BestWorstStanding
{
    qint64 shown = 0;
    qint64 best = 0;
    qint64 worst = 0;
    statistics::Estimate score; // (best - worst) / shown, from -1 to 1
};

// By condition (Louviere, Flynn and Marley 2015); dialogues of one item hang together.
QList<BestWorstStanding> bestWorstFigures(const QList<BestWorstChoice>& choices, int conditions,
                                          const statistics::BootstrapOptions& bootstrap);

} // namespace antiphon
