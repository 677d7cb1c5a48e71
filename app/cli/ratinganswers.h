// What the rating verbs answer, as text and JSON.
#pragma once

#include "app/cli/verb.h"
#include "core/rating/figuretables.h"

namespace antiphon::cli {

Answer frozenAnswer(const Study& study);
Answer packetsAnswer(const Study& study, const MadePackets& made);
Answer lintAnswer(const QJsonArray& files, const QString& text);
Answer collectedAnswer(const QList<Collected>& collected, const QList<Error>& refused);
QString resultsText(const StudyResults& results);
// Tests, agreement, model and raters of each criterion as tables.
QString furtherText(const StudyResults& results);

// Title and columns of equal widths.
QString alignedTable(const FigureTable& table);

} // namespace antiphon::cli
