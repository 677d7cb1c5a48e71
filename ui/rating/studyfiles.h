// Definitions of studies as files, as the window opens and saves them.
#pragma once

#include "core/rating/study.h"
#include "ui/panes/panecontext.h"

namespace antiphon {

// Asks for a JSON file; `take` gets what stands in it. What cannot be read is told.
void openDefinition(QWidget* parent, const PaneContext& context,
                    const std::function<void(const StudyDefinition&)>& take);
// Asks where to, and writes what `study create` takes.
void saveDefinition(QWidget* parent, const PaneContext& context, const StudyDefinition& definition);

} // namespace antiphon
