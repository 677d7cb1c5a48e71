// The verbs, one list per station; main() joins them.
#pragma once

#include "app/cli/verb.h"

namespace antiphon::cli {

QList<Verb> projectVerbs(); // new, info, history, verify

} // namespace antiphon::cli
