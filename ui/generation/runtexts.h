// How a run stands, in words.
#pragma once

#include "core/generation/runjob.h"

#include <QString>

namespace antiphon {

// "41,220 of 288,000 · 312 a minute · about 13 h left · 12.40 of 40.00 spent". `budget` below 0: none.
QString progressText(const RunTally& tally, double budget);
// "29 truncated, 8 schema violation", the most frequent first; empty without any.
QString kindsText(const QMap<QString, qint64>& kinds);
// "12.40", in the currency of the endpoint's prices.
QString moneyText(double money);
// What the pilot says of the whole run, one sentence.
QString estimateText(const RunEstimate& estimate, qint64 planned);

} // namespace antiphon
