// The proof of a study's design: counted from what was handed out, held against the order in which answers
// came.
#pragma once

#include "core/rating/figuretables.h"

namespace antiphon {

// How often things came up. Rows are conditions or criteria, columns positions, raters or conditions.
struct ExposureTable
{
    QString title;
    QString note;
    QStringList rows;
    QStringList columns;
    QList<QList<int>> counts; // by row
    int imbalance = 0;        // the largest difference between two rows in one column; between any two
                              // different conditions for neighbours
};

struct OrderCheck
{
    QString rater;
    qint64 shown = 0;    // dialogues of the packet
    qint64 answered = 0; // of them
    qint64 moved = 0;    // answered for the first time in another place than shown
};

struct DesignProof
{
    // Condition by position, condition by rater, neighbours, all of dialogues read alone; sides of pairs, in
    // all and by rater; places of best-worsts; criterion by place. Those that the study has.
    QList<ExposureTable> tables;
    int fewestRatings = 0; // packets that hold an item, over all items
    int mostRatings = 0;
    QList<OrderCheck> orders; // by rater
    bool complete = false;    // every rater was to see every dialogue
    int itemSides = -1; // the largest difference, over items that show several dialogues, between how often
                        // one of its dialogues stood at one side and at another; -1: there are none
    // Whether all that a complete design promises holds: no table is off by more than one and nothing was
    // answered in another order than shown. Neighbours are told, not promised.
    bool holds() const;
};

// Counts. Errors: NotPossible while no packets are made.
Result<DesignProof> designProof(const Connection& connection, const Study& study);

QList<FigureTable> proofTables(const DesignProof& proof);
// "Conditions by position differ by at most 1, ...": the proof in one sentence.
QString proofSentence(const DesignProof& proof);
QJsonObject proofJson(const DesignProof& proof);
// One row a count: table, row, column, count.
QByteArray proofCsv(const DesignProof& proof);

} // namespace antiphon
