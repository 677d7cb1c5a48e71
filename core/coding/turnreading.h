// A turn as its words and what they are, for the features of the suggestion model.
#pragma once

#include "core/coding/suggestfeatures.h"

namespace antiphon {

struct ReadTurn
{
    std::vector<WordToken> tokens;
    std::vector<QString> masked; // the tokens, but names, numbers and words of a class as "@class"
    QStringList classes;         // each once, in the order of their first place
};

// Names that the project knows win over words of music where they are longer, and single ones only where they
// are written with a capital: "Happy" is a track, "happy" a mood.
ReadTurn readTurn(const QString& text, const FeatureWords& words);

} // namespace antiphon
