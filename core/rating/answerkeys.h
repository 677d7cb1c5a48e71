// The keys by which raters answer on a scale.
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace antiphon {

// Whether raters can answer with these keys, one for each point; none: the digits. Errors: InvalidValue for
// another number of keys, one that is not one visible character, two alike, one of the rater's window.
Result<void> checkAnswerKeys(const QStringList& answerKeys, int points);

} // namespace antiphon
