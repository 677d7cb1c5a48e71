// A sample as the dialogue view shows it: text beside plan.
#pragma once

#include "core/generation/samplereading.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

// Intents and attributes as chips, named values underlined, leaks marked, and under each turn what is wrong
// with it or what holds after it.
DialogueDocument sampleDocument(const Sample& sample);
// The plan alone, where its writing was set aside.
DialogueDocument planDocument(const Plan& plan);

} // namespace antiphon
