// Raters without a person: for demonstrations and for trying a study out.
#pragma once

#include "core/rating/raterpass.h"

namespace antiphon {

// Answers every open question. What is good about a dialogue is drawn from its text, so that raters agree in
// part; the rest is drawn from `seed`. The source plays no part: it is not in the packet. At most `limit`
// answers. Errors: those of RaterPass::answer.
Result<qint64> answerBySeed(RaterPass& pass, quint64 seed, TimePoint at, qint64 limit);

// Values in the order of presentation, one list an item, one value a criterion.
using AnswerScript = QList<QList<int>>;
// A JSON list of lists, or CSV with a header that names the criteria. Errors: those of readWholeFile,
// WrongFormat, MissingColumn.
Result<AnswerScript> readScript(const QString& path, const Packet& packet);
Result<qint64> answerByScript(RaterPass& pass, const AnswerScript& script, TimePoint at, qint64 limit);

} // namespace antiphon
