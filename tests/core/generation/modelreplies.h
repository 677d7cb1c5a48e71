// What a model of the tests answers.
#pragma once

#include "tests/support/scriptedserver.h"

namespace antiphon::test {

// The JSON of a dialogue as the plan in the request's prompt wants it: as many turns, roles as planned, each
// with the same words.
QString obedientReply(const QByteArray& body, const QString& words = QStringLiteral("Words."));
// The same as a whole answer of 11 prompt and 7 completion tokens.
ScriptedReply obey(const ScriptedRequest& request);

} // namespace antiphon::test
