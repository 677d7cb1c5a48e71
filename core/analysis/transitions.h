// Which codes follow which from one turn to the next.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/statistics/contingency.h"

namespace antiphon {

enum class TurnStep {
    UserToSystem, // a user's turn and the reply
    SystemToUser, // a reply and the user's next turn
    Any           // any two successive turns
};
QString turnStepWord(TurnStep step); // "user-system", "system-user", "any"
std::optional<TurnStep> turnStepFromWord(QStringView word);

struct TransitionQuery
{
    TurnStep step = TurnStep::UserToSystem;
    std::optional<Facet> from = {}; // only codes of this facet in the rows
    std::optional<Facet> to = {};   // and in the columns
};

// Every code of a turn against every code of the next: turns with several codes add a count for each pair, so
// the counts of a row may exceed the turns that have its code.
struct Transitions
{
    std::vector<quint16> rows;    // codes that occur on an earlier turn, in the order of the tree
    std::vector<quint16> columns; // codes that occur on a later one
    statistics::ContingencyTable table{0, 0};
    qint64 pairs = 0;   // successive turns of the step asked for, both coded
    qint64 missing = 0; // those in touched dialogues of which one or both lack a code
};

// Turns follow each other where their positions do, within a dialogue.
Transitions countTransitions(const CodedCorpus& corpus, const CodingLayer& layer,
                             const TransitionQuery& query);

QString transitionMethod(); // what count, expected and residual are, as sentences

// from facet, from, to facet, to, count, share, expected, residual: a row for every cell; undefined is empty.
QByteArray transitionCsv(const QList<Code>& codes, const Transitions& transitions);

} // namespace antiphon
