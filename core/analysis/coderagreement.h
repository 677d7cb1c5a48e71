// How far coders agree, turn by turn.
//
// A turn is a unit for a code where the code may go on its role. A coder rated the turns of the dialogues
// that she touched: one without the code says that it does not fit. Turns of dialogues that she did not touch
// are missing.
#pragma once

#include "core/analysis/codedextentstore.h"
#include "core/statistics/chancecorrected.h"
#include "core/statistics/labelsets.h"

namespace antiphon {

// One code, given or not.
struct CodeAgreement
{
    quint16 code = 0;                  // index into CodedCorpus::codes
    statistics::PatternTable patterns; // categories: 0 not given, 1 given
    std::vector<qint64> given;         // turns to which each coder gave it, in the order of the layers
    // Of two coders, over turns that both rated: both, only the first, only the second, neither. Empty with
    // another number of coders.
    std::vector<qint64> joint;

    // Cohen's kappa; undefined, with the reason, unless there are two coders.
    statistics::Estimate cohen() const;
};

// Every codable code that a coder gave or that may go on a turn, in the order of the tree. Takes time in
// proportion to turns and codings, whatever the number of codes.
std::vector<CodeAgreement> agreementByCode(const CodedCorpus& corpus);

// Each coder's codes on each turn, only those of `facet` where it is given; clusters are dialogues.
statistics::LabelSetTable labelSetsOf(const CodedCorpus& corpus, std::optional<Facet> facet = {});

// Each coder's codes on each dialogue: those on itself and on its turns. A coder who coded neither is
// missing.
statistics::LabelSetTable dialogueLabelSetsOf(const CodedCorpus& corpus, const CodedExtent& extent,
                                              std::optional<Facet> facet = {});

// A turn that two coders or more rated, and not alike.
struct Disagreement
{
    quint32 turn = 0;
    std::vector<std::optional<std::vector<quint16>>> codes; // by layer; nothing: not rated
};
// Of all codes, of a facet's or of one code; in the order of the corpus.
std::vector<Disagreement> disagreements(const CodedCorpus& corpus, std::optional<Facet> facet = {},
                                        std::optional<quint16> code = {});

} // namespace antiphon
