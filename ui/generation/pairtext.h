// Two samples of one plan beside each other, as rich text.
#pragma once

#include "core/generation/samplereading.h"

#include <QPalette>

namespace antiphon {

// A row a turn: the first text, what the plan asks for, the second text. Findings stand under their turn.
QString pairHtml(const Sample& first, const Sample& second, const QPalette& palette);

} // namespace antiphon
