// Whether further dialogues still bring new codes.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/statistics/estimate.h"

namespace antiphon {

// The codes of each coded dialogue, ascending, in the order in which the dialogues are looked at.
using DialogueCodes = std::vector<std::vector<quint16>>;

// Of the dialogues in `order` (indices into turns.dialogues); only codes of `facet` where it is given.
DialogueCodes codesOfDialogues(const CodedCorpus& corpus, const CodingLayer& layer,
                               const std::vector<quint32>& order, std::optional<Facet> facet = {});

// Guest, Namey and Chen 2020, "A simple method to assess and report thematic saturation": codes of the first
// `base` dialogues against the new ones of each following run.
struct SaturationRule
{
    int base = 4;            // at least 1
    int run = 2;             // at least 1
    double threshold = 0.05; // of the base's codes; 0: no new code at all
    bool operator==(const SaturationRule&) const = default;
};

struct SaturationRun
{
    int upTo = 0;     // dialogues seen at its end
    int newCodes = 0; // seen for the first time in its `run` dialogues
    double share = 0; // newCodes / codes of the base
};

struct Saturation
{
    int dialogues = 0;
    int codes = 0;     // different ones in all
    int baseCodes = 0; // in the base
    // One run per further dialogue: it overlaps the one before in all but one dialogue.
    std::vector<SaturationRun> runs;
    // Dialogues before the first run at or under the threshold: "saturation at 6 dialogues, confirmed by 2
    // more" is reached = 6, run = 2. Nothing when it is not reached, and then `reason` says why.
    std::optional<int> reached;
    QString reason;
};

Saturation assessSaturation(const DialogueCodes& dialogues, const SaturationRule& rule);

} // namespace antiphon
