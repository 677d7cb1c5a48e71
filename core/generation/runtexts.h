// The texts that a run was begun with: its prompt or its phrases, the same when it is resumed and checked.
#pragma once

#include "core/generation/phraseshelf.h"
#include "core/generation/prompt.h"
#include "core/generation/runjob.h"

namespace antiphon {

// Writes into the parameters of a new run which texts it uses: the prompt's label, digest and whole text for
// a model; the label and digest of its phrases, with the whole text where they come from a file. Errors:
// those of promptNamed and phrasesNamed.
Result<void> keepTexts(const Connection& connection, const RunRequest& request, QJsonObject& parameters);
// The prompt of a run by its parameters: the text that was kept with it; for runs of earlier versions the
// one that is called so now. Errors: those of promptNamed.
Result<PromptVersion> promptOfRun(const Connection& connection, const QJsonObject& parameters);
// The phrases of a run, which its values were spoken by and its texts are checked by. Errors: those of
// phrasesNamed; NotPossible where what is called so now says something else.
Result<NamedPhrases> phrasesOfRun(const Connection& connection, const QJsonObject& parameters);
// The same for checks, which go on with the English ones where the run's are gone.
std::shared_ptr<const PhraseBook> checkingPhrases(const Connection& connection,
                                                  const QJsonObject& parameters);

} // namespace antiphon
