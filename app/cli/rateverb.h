// Answering a packet without a person.
#pragma once

#include "app/cli/verb.h"

namespace antiphon::cli {

Verb rateVerb();

} // namespace antiphon::cli
