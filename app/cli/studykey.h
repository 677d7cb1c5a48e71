// The options that give a verb a study's key.
#pragma once

#include "app/cli/verb.h"
#include "core/rating/keyfile.h"

namespace antiphon::cli {

QList<Option> keyOptions(); // --key FILE, --passphrase-env VAR
Option studyNameOption();   // --study NAME
Result<Study> studyAsked(const Connection& connection, const Call& call);

// The passphrase in the environment variable that --passphrase-env names; empty without the option. Errors:
// InvalidValue when the variable is not set.
Result<Secret> passphraseAsked(const Call& call);
// The key of --key, opened; nothing without the option. Errors: those of readKey; InvalidValue without a
// passphrase.
Result<std::optional<StudyKey>> keyAsked(const Call& call);

} // namespace antiphon::cli
