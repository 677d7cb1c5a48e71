// Where a sample comes from, in words: one line, all fields, every attempt.
#pragma once

#include "core/generation/run.h"

#include <QStringList>

namespace antiphon {

// "qwen by local · prompt whole@1 · 1,204 tokens · seed 7 · 5 min ago"
QString provenanceLine(const RunItem& item);
// Every field by name, those within others as "taxonomy.name"; attempts are told as their number.
QList<std::pair<QString, QString>> provenanceFields(const RunItem& item);
// What was tried before this text: a head line and the words of each, oldest first.
QStringList attemptTexts(const RunItem& item);

} // namespace antiphon
