// Codes by what else is known of a turn: who speaks, where it stands, what it came with.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/statistics/contingency.h"

namespace antiphon {

enum class TurnVariable {
    Role,
    Source,
    Position, // in the dialogue: 1, 2, 3-4, 5-8, 9 and more
    Length,   // of the dialogue, in thirds of the dialogues
    Tracks,   // whether the turn shows tracks
    Label,    // that came with the record; a turn may have several
    Coder
};
inline constexpr TurnVariable allTurnVariables[] = {
    TurnVariable::Role,   TurnVariable::Source, TurnVariable::Position, TurnVariable::Length,
    TurnVariable::Tracks, TurnVariable::Label,  TurnVariable::Coder};
QString turnVariableWord(TurnVariable variable); // "role", as --by takes it
std::optional<TurnVariable> turnVariableFromWord(QStringView word);

// The values of a variable, and those that each turn has: often one, of labels any number.
struct TurnGroups
{
    QStringList values;
    std::vector<quint32> first; // by turn, one more at the end: places in `of`
    std::vector<quint16> of;    // indices into `values`

    void add(std::span<const quint16> groups); // those of the next turn
    std::span<const quint16> ofTurn(std::size_t turn) const;
};
// Roles that occur, by turn.
TurnGroups groupsByRole(const CodedCorpus& corpus);
TurnGroups groupsByPosition(const CodedCorpus& corpus);
// Thirds of the dialogues by the number of their turns; dialogues of one length stay together, so that there
// may be fewer than three.
TurnGroups groupsByLength(const CodedCorpus& corpus);

// The turns with one code in each group, against those of the group without it.
struct CodeInGroups
{
    quint16 code = 0;                             // index into CodedCorpus::codes
    statistics::ContingencyTable table{2, 0};     // row 0: with the code, row 1: without
    std::optional<statistics::Independence> test; // of that table
};

struct CodeByVariable
{
    QStringList values;             // of which coded turns have one, in the order of the groups
    std::vector<qint64> n;          // by value: turns with at least one code
    std::vector<CodeInGroups> rows; // codes that occur, in the order of the tree
    std::optional<statistics::Independence> whole; // of the table of all codes by all values
    qint64 coded = 0;                              // turns with a code and a value
    qint64 missing = 0;                            // turns of touched dialogues without a code
    qint64 withoutValue = 0;                       // coded turns without a value
};

// Counts turns with the codes, on the turn or words of it; a turn with several values counts for each. Only
// codes of `facet` where it is given; n counts turns with any code all the same.
CodeByVariable codesByVariable(const CodedCorpus& corpus, const CodingLayer& layer, const TurnGroups& groups,
                               std::optional<Facet> facet = {});
// By coder: a turn counts for every coder who coded it.
CodeByVariable codesByCoder(const CodedCorpus& corpus, std::optional<Facet> facet = {});

QString codeByVariableMethod(); // what count, expected, residual and tests are, as sentences

// facet, code, value, count, n, share, expected, residual, and of the code chi-square, df, p, v: a row for
// every cell; undefined is empty.
QByteArray codeByVariableCsv(const QList<Code>& codes, const CodeByVariable& found);

} // namespace antiphon
