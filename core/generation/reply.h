// A model's reply, checked before it becomes a sample.
#pragma once

#include "core/cascade/plan.h"

namespace antiphon {

// The texts of the turns out of {"turns": [{"role", "text"}]}, line ends made LF, trimmed. Errors:
// WrongFormat with a detail that a model can act on: no JSON, another number of turns than planned, a role
// that does not alternate as planned, a text that is missing or empty, one over 2,000 characters.
Result<QStringList> textsOfReply(const QString& reply, const Plan& plan);
// The text out of {"text"}, in the same way and with the same errors.
Result<QString> textOfReply(const QString& reply);

} // namespace antiphon
