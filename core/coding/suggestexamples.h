// A coder's coded turns as examples to learn from.
#pragma once

#include "core/base/cancellation.h"
#include "core/coding/logistic.h"

namespace antiphon {

struct ExampleSet
{
    QList<Code> codes; // those that the coder used on whole turns; one column of `labels` each
    std::vector<RawFeatures> features;
    LabelTable labels;
    std::vector<int> dialogueOf; // of each example, an index into the dialogues given
    int dialogues = 0;
    std::size_t size() const { return features.size(); }
};

// Every turn with a code is an example; turns without one are none, for nobody may have looked at them. A
// code that may not go on a turn's role is not known there. `codes` is the codebook; `threads` only changes
// the time it takes. When cancelled, some features are left out.
ExampleSet examplesOf(const std::vector<SuggestDialogue>& dialogues, const QList<Code>& codes,
                      const FeatureWords& words, int threads, const CancelToken& cancel = {});

std::vector<quint32> allOf(const ExampleSet& examples);

// Deals the dialogues in which `used` examples lie out to `parts` parts, as many to each as can be: the part
// of each example of `used`, from 0. A dialogue is never in two parts.
std::vector<int> dealExamples(const ExampleSet& examples, const std::vector<quint32>& used, int parts,
                              quint64 seed);

} // namespace antiphon
