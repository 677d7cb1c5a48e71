// The table of tracks as the window arranges it and writes it.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class CalmTable;
class TrackTableModel;

// Widths by what stands in the columns; albums and numbers that no track has are hidden.
void arrangeColumns(CalmTable& table, const TrackTableModel& tracks);

// Asks for a file and writes the rows there as a job, by its ending.
void askForTrackFile(const WorkspaceContext& context, QWidget* owner, const QString& name,
                     const TrackTableModel& tracks);

} // namespace antiphon
