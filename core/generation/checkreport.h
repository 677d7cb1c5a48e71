// What a check found, for files and programs.
#pragma once

#include "core/generation/corpuscheck.h"
#include "core/generation/labelshares.h"

#include <QJsonObject>

namespace antiphon {

// The whole answer of `check --json`: the counts by key, "mention_recall", "checks", "examples", "measures",
// "openings", "observed_labels" and, beside a human source, "human" with pairs and distances.
QJsonObject checkJson(const CorpusCheck& check, const QList<ObservedShares>& observed);
// One row a figure: group, key, name, value, low, high, n, missing, human value, difference and its interval,
// method, seed.
QByteArray checkCsv(const CorpusCheck& check, const QList<ObservedShares>& observed);

// The words of a coder's role for people: "ada, user turns".
QString observedTitle(const ObservedShares& shares);

} // namespace antiphon
