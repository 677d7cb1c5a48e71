// A template run through the command line, killed again and again.
#pragma once

#include <QtGlobal>

namespace antiphon::test {

// Draws plans from the sample data, writes them with SIGKILL ten times on the way, resumes to the end, and
// checks the samples. Expects that no finished item was lost or written twice, that only what was in flight
// was repeated, and that both counts are told. Prints seconds and peak memory of the programs.
void expectKillsToCostOnlyWhatIsInFlight(qint64 plans);

} // namespace antiphon::test
