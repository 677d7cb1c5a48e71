// The texts that a run was begun with: its prompt or its phrases, the same when it is resumed and checked.
#pragma once

#include "core/generation/prompt.h"
#include "core/generation/runjob.h"

namespace antiphon {

// Writes into the parameters of a new run which texts it uses: the prompt's label, digest and whole text for
// a model. Errors: those of promptNamed.
Result<void> keepTexts(const Connection& connection, const RunRequest& request, QJsonObject& parameters);
// The prompt of a run by its parameters: the text that was kept with it; for runs of earlier versions the
// one that is called so now. Errors: those of promptNamed.
Result<PromptVersion> promptOfRun(const Connection& connection, const QJsonObject& parameters);

} // namespace antiphon
